"""A guardrail that somebody weakens, or tightens by mistake, is noticed: each part of each statement is needed.

Taken away, a statement, an action of it or a value has to let something forbidden through; a condition taken away has to
stop something that is as it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

import pytest

from mlplatform.gate.policy import Condition, Statement
from modules.organization_guardrails.asking import RESOURCE_CONTROL, Asked, is_denied, statements
from modules.organization_guardrails.forbidden import FORBIDDEN
from modules.organization_guardrails.legitimate import LEGITIMATE

SIDS = tuple(FORBIDDEN)
ALL_LEGITIMATE = [asked for several in LEGITIMATE.values() for asked in several]


def around(sid: str) -> tuple[Statement, list[Statement], bool]:
    """A statement of the realistic example, those beside it, and whether they are of resource control policies."""
    for outside, names in ((False, ()), (True, RESOURCE_CONTROL)):
        found = statements("realistic", *names)
        if mine := [statement for statement in found if statement.sid == sid]:
            return mine[0], [statement for statement in found if statement.sid != sid], outside
    raise LookupError(sid)


def lets_through(beside: Iterable[Statement], mutant: Statement | None, sid: str) -> bool:
    """Whether something that the statement is there to refuse is refused no longer."""
    given = [*beside, *([mutant] if mutant else [])]
    return any(not is_denied(given, asked) for asked in FORBIDDEN[sid])


def is_noticed(beside: list[Statement], mutant: Statement, sid: str, outside: bool) -> bool:
    """Whether something forbidden goes through, or something is stopped that is as it should be."""
    given = [*beside, mutant]
    asked: Iterable[Asked] = (one for one in ALL_LEGITIMATE if one.from_outside == outside)
    return lets_through(beside, mutant, sid) or any(is_denied(given, one) for one in asked)


def values_of(condition: Condition) -> Iterator[Condition]:
    """The condition without each of its values, where it has several."""
    for value in condition.values if len(condition.values) > 1 else ():
        yield replace(condition, values=tuple(each for each in condition.values if each != value))


def with_condition(statement: Statement, old: Condition, *new: Condition) -> Statement:
    """The statement with one line of its conditions replaced."""
    lines = [(line,) if line is not old else new for line in statement.conditions]
    return replace(statement, conditions=tuple(chain.from_iterable(lines)))


@pytest.mark.parametrize("sid", SIDS)
def test_without_the_statement_something_forbidden_goes_through(sid: str) -> None:
    _, beside, _ = around(sid)
    assert lets_through(beside, None, sid)


@pytest.mark.parametrize("sid", SIDS)
def test_without_an_action_something_forbidden_goes_through(sid: str) -> None:
    statement, beside, _ = around(sid)
    for action in statement.actions if len(statement.actions) > 1 else ():
        mutant = replace(statement, actions=tuple(one for one in statement.actions if one != action))
        assert lets_through(beside, mutant, sid), action


@pytest.mark.parametrize("sid", SIDS)
def test_without_a_resource_something_forbidden_goes_through(sid: str) -> None:
    statement, beside, _ = around(sid)
    for resource in statement.resources if len(statement.resources) > 1 else ():
        mutant = replace(statement, resources=tuple(one for one in statement.resources if one != resource))
        assert lets_through(beside, mutant, sid), resource


@pytest.mark.parametrize("sid", SIDS)
def test_without_a_condition_something_that_is_right_is_stopped(sid: str) -> None:
    statement, beside, outside = around(sid)
    for condition in statement.conditions:
        assert is_noticed(beside, with_condition(statement, condition), sid, outside), condition


@pytest.mark.parametrize("sid", SIDS)
def test_without_a_value_it_is_noticed(sid: str) -> None:
    statement, beside, outside = around(sid)
    for condition in statement.conditions:
        for fewer in values_of(condition):
            assert is_noticed(beside, with_condition(statement, condition, fewer), sid, outside), fewer


@pytest.mark.parametrize("sid", SIDS)
def test_a_role_that_is_let_through_beside_the_others_is_noticed(sid: str) -> None:
    """Whoever adds a workload's role to those that are left out: what was forbidden to it goes through."""
    statement, beside, _ = around(sid)
    for condition in statement.conditions:
        if condition.on("aws:PrincipalArn") and "not" in condition.plain:
            roles = {f"arn:aws:iam::*:role/{asked.who}" for asked in FORBIDDEN[sid]}
            wider = replace(condition, values=(*condition.values, *roles))
            assert lets_through(beside, with_condition(statement, condition, wider), sid), condition
