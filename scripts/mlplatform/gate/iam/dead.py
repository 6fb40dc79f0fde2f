"""Statements that no request can ever meet (IAM-14).

Only what is surely so is said: conditions on one key that exclude each other, and resources of which the
actions know no kind. What this cannot decide is not called dead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from mlplatform.gate.answers import Answer, failed
from mlplatform.gate.iam import actions, keys
from mlplatform.gate.iam.globs import arns_overlap, overlap, within
from mlplatform.gate.iam.rights import patterns
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

_LOWER = {"numericgreaterthan", "numericgreaterthanequals"}
_UPPER = {"numericlessthan", "numericlessthanequals"}
_TEXT = {"stringequals", "stringlike", "arnequals", "arnlike", "bool"}
_NOT_TEXT = {"stringnotequals", "stringnotlike", "arnnotequals", "arnnotlike"}


def asked_by(subject: Subject) -> Callable[[Statement, Policy], Iterator[Answer]]:
    """The question whether a statement of a resource's policy is dead."""
    return lambda statement, _: _answers(subject, statement)


def _answers(subject: Subject, statement: Statement) -> Iterator[Answer]:
    effect = "Allow" if statement.allows else "Deny"
    for key in dict.fromkeys(condition.key.lower() for condition in statement.conditions):
        for one, other in combinations(statement.on(key), 2):
            if _exclude(one, other) or _exclude(other, one):
                said = f"{one.operator} and {other.operator} on {one.key} can never hold together"
                yield failed(f"this {effect} never applies: {said}", str(statement))
    for action in _lost(subject, statement):
        yield failed(f"this {effect} never applies to {action}: no resource of it is named", str(statement))


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether no request meets both; looked at from ``one``."""
    if one.plain == "null":
        return keys.when_absent(one) is True and keys.when_absent(other) is False
    if one.set_operator or other.set_operator or not _is_plain(one) or not _is_plain(other):
        return False
    if one.if_exists and other.if_exists:
        return False  # both hold where the key is absent
    if one.plain in _LOWER and other.plain in _UPPER:
        return _no_number(one, other)
    if one.plain not in _TEXT:
        return False
    mine, theirs = _values(one), _values(other)
    if other.plain in _TEXT:
        return not any(overlap(a, b) for a in mine for b in theirs)
    return other.plain in _NOT_TEXT and all(within(a, theirs) for a in mine)


def _is_plain(condition: Condition) -> bool:
    """Whether the values mean what is written: nothing unknown, no variables, no stars that are letters."""
    literal = condition.plain in ("stringequals", "stringnotequals")
    return not any(
        is_symbol(value) or "${" in value or (literal and ("*" in value or "?" in value))
        for value in condition.values
    )


def _values(condition: Condition) -> list[str]:
    return [v.lower() if condition.plain == "bool" else v for v in condition.values]


def _no_number(lower: Condition, upper: Condition) -> bool:
    try:
        low, high = min(map(float, lower.values)), max(map(float, upper.values))
    except ValueError:
        return False
    closed = lower.plain.endswith("equals") and upper.plain.endswith("equals")
    return low > high or (low == high and not closed)


def _lost(subject: Subject, statement: Statement) -> Iterator[str]:
    """The actions that are named whole and of which the statement names no resource."""
    if not statement.resources or any(map(is_symbol, statement.actions)):
        return
    named = [pattern for r in statement.resources for pattern in patterns(subject, r)]
    if None in named:
        return
    for written in statement.actions:
        meant = actions.expand(written)
        if meant and not any(_is_named(action, [p for p in named if p]) for action in meant):
            yield written


def _is_named(action: str, named: list[str]) -> bool:
    # Where the table knows no kind of resource, any ARN of the service is given the benefit of the doubt.
    forms = actions.resource_arns(action) or ("*", f"arn:*:{action.partition(':')[0]}:*:*:*")
    return any(arns_overlap(pattern, form) for pattern in named for form in forms)
