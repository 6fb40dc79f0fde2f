"""Controls over a template: each holds as it is written, and fails once what it asks for is taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gate import templates_at_hand as at_hand
from gate.templates_at_hand import ENVIRONMENT, answers, body, changed
from mlplatform.gate.templates import judging

MUTATIONS: list[list[Any]] = yaml.safe_load(Path(__file__).with_name("template_mutations.yaml").read_text())
ASKED = tuple(sorted({mutation[0] for mutation in MUTATIONS}))


@pytest.fixture(scope="module")
def before() -> dict[tuple[str, str], str]:
    """What the controls say of the template as it is."""
    return {(r.control, r.address): r.status for r in at_hand.results(ENVIRONMENT, ASKED)}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: f"{m[0]} {m[2]}")
def test_a_control_holds_until_what_it_asks_for_is_gone(
    mutation: list[Any], before: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    control, address, where, *put = mutation
    assert before[control, address] == "pass"
    template = at_hand.written(tmp_path / "template.json", changed(body(), where, *put))
    found = answers(template, control)
    assert found[address] == "fail"


def test_the_controls_that_matter_most_are_among_them() -> None:
    assert len(ASKED) >= 25


def test_all_of_the_template_can_be_judged() -> None:
    found = at_hand.results(ENVIRONMENT)
    assert {r.status for r in found if r.control == judging.WHOLE} == {"pass"}
    assert not [r for r in found if r.control == "TST-06" and r.status != "pass"]
    assert not [r for r in found if r.status == "undecided"]
