"""The planned examples and cases of a module, for tests to read."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from harness.reads import Recorded
from mlplatform.harness import definitions, tree
from mlplatform.harness.blame import Failure
from mlplatform.harness.planner import Planner
from mlplatform.harness.sources import Sources
from mlplatform.plan.reader import Plan

SELECTED: set[str] = set()
"""The modules whose tests are to run; known once pytest has collected them. Planned together, at first need."""


@functools.cache
def planner() -> Planner:
    """The planner of this process, with all answers that the selected tests need."""
    made = Planner(tree.checkout())
    made.prepare(sorted(SELECTED))
    return made


@functools.cache
def plan_examples(module: str) -> Plan:
    """The plans of all examples of ``modules/<module>/README.md``, as if they stood in one root."""
    names = [case.name for case in definitions.examples(module, planner().tree)]
    return merged([plan_case(module, name) for name in names])


@functools.cache
def plan_case(module: str, name: str) -> Plan:
    """The plan of one example or of one case of ``cases.yaml``; fails with Terraform's words where there is none."""
    raw = planner().plan_of(module, name)
    if isinstance(raw, Failure):
        raise AssertionError(f"{module}/{name} cannot be planned:\n{raw}")
    return _recorded(raw, sources(module, name))


def sources(module: str, name: str) -> Sources:
    """Where a case stands, and so what its addresses are read from."""
    tree = planner().tree
    (case,) = [c for c in planner().work(module).cases.values() if c.name == name]
    return Sources(tree, f"{case.path.relative_to(tree.root)}:{case.line}")


def merged(plans: list[Plan]) -> Plan:
    """Several plans as one; their addresses do not meet, for calls have names of their own."""
    raws = [plan.raw for plan in plans]
    calls = [raw["configuration"]["root_module"].get("module_calls", {}) for raw in raws]
    whole = Plan(
        {
            "resource_changes": [change for raw in raws for change in raw["resource_changes"]],
            "output_changes": {k: v for raw in raws for k, v in raw["output_changes"].items()},
            "configuration": {"root_module": {"module_calls": {k: v for c in calls for k, v in c.items()}}},
        }
    )
    whole.__dict__["everything"] = [resource for plan in plans for resource in plan.everything]
    return whole


def _recorded(raw: dict[str, Any], where: Sources) -> Plan:
    """A plan that remembers what was read of it, so that a failing test can say which address it looked at."""
    plan = Plan(raw)
    resources = [replace(r, values=Recorded(plan, r, where)) for r in plan.everything]
    plan.__dict__["everything"] = resources
    return plan
