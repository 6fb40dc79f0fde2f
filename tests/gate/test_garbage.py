"""Plans broken at random, in the shapes that Terraform never writes: refused in a line or answered, never a
traceback. The same seeds every time, so that what fails once fails again."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from mlplatform.errors import BadInput
from mlplatform.gate import catalogue, examples
from mlplatform.gate.judge import judge
from mlplatform.gate.world import World
from mlplatform.plan import reading
from mlplatform.plan.reader import Plan

JUNK: list[Any] = [
    None,
    True,
    -1,
    1e99,
    "",
    "<unknown>",
    "x" * 5000,
    "arn:aws:iam::1:role/x",
    "\u202e<script>",
    '{"Statement": 3}',
    [],
    {},
    [None],
    {"a": []},
    {"Statement": []},
]
BREAKS = ("resource_changes", "configuration", "prior_state")


def plans() -> list[Plan]:
    """Every third example of the controls, so that each family is among them."""
    every = [example for control in catalogue.load() for example in examples.examples(control)][::3]
    return [plan for plan in examples.plans(every) if isinstance(plan, Plan)]


def places(here: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
    for step, inner in steps:
        yield (*above, step)
        yield from places(inner, (*above, step))


def broken(raw: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A plan with one to six places replaced by something else, or taken out."""
    raw = copy.deepcopy(raw)
    found = list(places({key: raw[key] for key in BREAKS if key in raw}))
    for place in chance.sample(found, min(len(found), chance.randint(1, 6))):
        *above, last = place
        here: Any = raw
        try:
            for step in above:
                here = here[step]
            if isinstance(here, dict) and chance.random() < 0.3:
                here.pop(last, None)
            else:
                here[last] = copy.deepcopy(chance.choice(JUNK))
        except (KeyError, IndexError, TypeError):
            continue  # what was there has been replaced already
    return raw


def read(raw: dict[str, Any]) -> Plan | str:
    """The plan, or in which words it is refused."""
    try:
        return reading.decode(json.dumps(raw).encode(), "plan.json")
    except BadInput as refused:
        return str(refused)


@pytest.mark.parametrize("seed", range(6))
def test_a_broken_plan_is_refused_or_answered(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    known = plans()
    answered = 0
    for _ in range(40):
        raw = broken(dict(chance.choice(known).raw) | {"planned_values": {}}, chance)
        plan = read(raw)
        if isinstance(plan, str):
            assert "\n" not in plan
            continue
        judgement = judge(World([plan]), catalogue.load())
        answered += 1
        for result in judgement.results:
            assert result.status == "pass" or result.reason, result
    assert answered > 5


def test_a_reference_that_leads_to_itself_is_undecided() -> None:
    """Terraform writes no such plan; somebody else may."""
    (example,) = [e for e in examples.examples(catalogue.one("SM-02")) if e.kind == "unknown"]
    (plan,) = examples.plans([example])
    assert isinstance(plan, Plan)
    raw = copy.deepcopy(dict(plan.raw))
    for resource in raw["configuration"]["root_module"]["resources"]:
        if resource["type"] == "aws_sagemaker_domain":
            resource["expressions"]["kms_key_id"] = {"references": ["module.a.out", "module.a"]}
    inner = {"references": ["module.b.out", "module.b"]}
    back = {"references": ["var.x"]}
    raw["configuration"]["root_module"]["module_calls"] = {
        "a": {"expressions": {}, "module": {"outputs": {"out": {"expression": back}}}},
        "b": {"expressions": {}, "module": {"outputs": {"out": {"expression": back}}}},
    }
    raw["configuration"]["root_module"]["module_calls"]["a"]["expressions"]["x"] = inner
    raw["configuration"]["root_module"]["module_calls"]["b"]["expressions"]["x"] = {
        "references": ["module.a.out", "module.a"]
    }
    (result,) = judge(World([Plan(raw)]), [catalogue.one("SM-02")]).results
    assert result.status == "undecided"
