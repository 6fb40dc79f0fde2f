"""Every control of the gate: its examples answer as they say, each address by name, and nothing else answers."""

from __future__ import annotations

import functools

import pytest

from mlplatform.gate import catalogue, examples
from mlplatform.gate.answers import WORST_FIRST
from mlplatform.gate.catalogue import EXAMPLES, Control
from mlplatform.gate.examples import Example
from mlplatform.harness.blame import Failure
from mlplatform.plan.reader import Plan

CONTROLS = [pytest.param(control, id=control.id) for control in catalogue.load()]
EVERY = [example for control in catalogue.load() for example in examples.examples(control)]
SHOWS = {"good": "pass", "bad": "fail", "unknown": "undecided"}


@functools.cache
def planned() -> dict[tuple[str, str], Plan | Failure]:
    return {(e.control.id, e.kind): plan for e, plan in zip(EVERY, examples.plans(EVERY), strict=True)}


@pytest.mark.parametrize("example", [pytest.param(e, id=f"{e.control.id}/{e.kind}") for e in EVERY])
def test_an_example_is_answered_as_it_says(example: Example) -> None:
    plan = planned()[example.control.id, example.kind]
    assert isinstance(plan, Plan), f"{example.path} cannot be planned:\n{plan}"
    results = examples.results(example, plan)
    assert {result.address: result.status for result in results} == example.expected
    assert not any("shape that cannot be judged" in result.reason for result in results)  # a check broke


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_shows_each_of_the_three_answers(control: Control) -> None:
    found = {example.kind: example for example in examples.examples(control)}
    assert list(found) == list(EXAMPLES)
    for kind, status in SHOWS.items():
        assert status in found[kind].expected.values(), f"{control.id}/{kind}.tf shows no {status}"
    assert set(found["good"].expected.values()) == {"pass"}
    assert {s for e in found.values() for s in e.expected.values()} == set(WORST_FIRST)


@pytest.mark.parametrize("control", CONTROLS)
def test_a_failure_gives_its_reason_and_a_remedy(control: Control) -> None:
    for kind in ("bad", "unknown"):
        plan = planned()[control.id, kind]
        assert isinstance(plan, Plan)
        (example,) = [e for e in EVERY if (e.control.id, e.kind) == (control.id, kind)]
        for result in examples.results(example, plan):
            if result.status != "pass":
                assert result.reason, f"{control.id}/{kind}: {result.address} fails without a reason"
                assert result.remedy == control.written.remedy


@pytest.mark.parametrize("control", CONTROLS)
def test_a_check_is_short(control: Control) -> None:
    lines = (control.folder / "check.py").read_text().splitlines()
    assert len(lines) <= 80, f"{control.id}: what families share belongs in a module of its own"
