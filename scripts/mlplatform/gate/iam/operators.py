"""Operators that fit a key, or do not (IAM-12, IAM-13)."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, failed, undecided
from mlplatform.gate.iam import keys
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol


def vacuous(statement: Statement, _: Policy) -> Iterator[Answer]:
    """Each ``ForAllValues`` of an Allow that holds for a request without the key."""
    if statement.allows and statement.conditions_unknown:
        yield undecided("conditions are known only after apply", str(statement))
    for condition in statement.conditions if statement.allows else ():
        if is_symbol(condition.key) or condition.set_operator != "forallvalues":
            continue
        if not _wanted(condition, statement):
            said = f"{condition.operator} on {condition.key} also allows a request without the key"
            yield failed(f'{said}; "Null": {{"{condition.key}": "false"}} is missing', str(statement))


def _wanted(condition: Condition, statement: Statement) -> bool:
    """Whether the statement wants the key to be there, by ``Null`` or by ``ForAnyValue``."""
    beside = [c for c in statement.on(condition.key) if c is not condition]
    return any(keys.when_absent(c) is False for c in beside)


def misfit(statement: Statement, _: Policy) -> Iterator[Answer]:
    """Each condition whose operator does not fit the number of values that its key holds."""
    if statement.conditions_unknown:
        yield undecided("conditions are known only after apply", str(statement))
    for condition in statement.conditions:
        if condition.plain == "null" or is_symbol(condition.key):
            continue
        several = keys.several(condition.key)
        if condition.set_operator and several is False:
            said = f"{condition.operator} is for keys of several values, and {condition.key} has one"
            yield failed(said, str(statement))
        elif not condition.set_operator and several:
            said = f"{condition.key} has several values, and {condition.operator} compares one"
            yield failed(f"{said}; write ForAnyValue or ForAllValues before it", str(statement))
