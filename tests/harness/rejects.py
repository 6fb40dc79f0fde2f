"""Refused inputs: each with its exact message, beside a neighbour that passes."""

from __future__ import annotations

from harness.examples import planner
from mlplatform.harness.blame import Failure
from mlplatform.harness.definitions import Reject
from mlplatform.harness.rules import of_message, rules


def assert_rejected(module: str, case: Reject) -> None:
    """The case fails with its exact message, and its neighbour in the same plan passes."""
    answer = planner().messages(module, case.name)
    if isinstance(answer, Failure):
        raise AssertionError(f"{module}/{case.name} cannot be judged:\n{answer}")
    found, neighbour = answer
    assert not neighbour, f"the accepted input of {module} is refused: {neighbour}"
    if case.message not in found:
        rule = of_message(case.message, rules(module, planner().tree))
        raise AssertionError(
            f"module.{module} with {case.name}\n"
            f"  expected: {case.message}\n"
            f"  found:    {' / '.join(found) or 'accepted'}\n"
            f"  at:       {', '.join(map(str, rule)) or 'no rule has such a message'}"
        )
