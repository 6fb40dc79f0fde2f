"""Whether the keys of a statement's conditions are in the requests that it is about (IAM-11).

A key that an action does not know is never in a request for it. Then a condition comes to what it comes to
without its key: an Allow with it gives nothing, or gives without that limit; a Deny with it never denies, or
always. Where an action is named, each of these is a fault. Where it is one of many that a pattern means, an
Allow or a Deny that leaves it alone does no harm, as long as another of them knows the key.
"""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, failed, undecided
from mlplatform.gate.iam import actions, keys
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol


def answers(statement: Statement, policy: Policy) -> Iterator[Answer]:
    """What is wrong with the keys of one statement."""
    if statement.conditions_unknown:
        yield undecided("conditions are known only after apply", str(statement))
        return
    conditions = [c for c in statement.conditions if not keys.is_claim(c.key, statement)]
    for condition in conditions:
        if not keys.exists(condition.key):
            yield failed(f"{condition.key} is a key of no action", str(statement))
        elif keys.renamed(condition.key):
            yield from _renamed(condition, statement, policy)
    known = [c for c in conditions if keys.exists(c.key)]
    for pattern in statement.actions:
        if is_symbol(pattern):
            yield undecided("an action is known only after apply", str(statement))
        else:
            yield from _of_pattern(pattern, actions.expand(pattern), known, statement)
    if statement.not_actions:
        left_out = frozenset().union(*map(actions.expand, statement.not_actions))
        yield from _of_pattern("NotAction", actions.expand("*") - left_out, known, statement)


def _of_pattern(
    pattern: str, meant: frozenset[str], conditions: list[Condition], statement: Statement
) -> Iterator[Answer]:
    for key in dict.fromkeys(c.key for c in conditions):
        without = {action for action in meant if not keys.supports(action, key)}
        on_key = [c for c in conditions if c.on(key)]
        if without and without == meant:
            yield failed(f"{pattern} does not know {key}: {_comes_to(on_key, statement)}", str(statement))
        elif without and all(keys.when_absent(c) for c in on_key):
            if _never(conditions, without) or (not statement.allows and all(map(_spares, on_key))):
                continue
            some = ", ".join(sorted(without)[:3])
            more = f" and {len(without) - 3} more" if len(without) > 3 else ""
            yield failed(
                f"{some}{more} of {pattern} do not know {key}: {_comes_to(on_key, statement)}", str(statement)
            )


def _never(conditions: list[Condition], among: set[str]) -> bool:
    """Whether other conditions leave all these actions alone, since they want keys that the actions lack."""
    return all(
        any(keys.when_absent(c) is False and not keys.supports(action, c.key) for c in conditions)
        for action in among
    )


def _spares(condition: Condition) -> bool:
    """Whether a line of a Deny only leaves out what bears a tag, and says that none leaves nothing out."""
    is_tag = condition.key.lower().startswith("aws:resourcetag/")
    return is_tag and condition.if_exists and keys.is_negated(condition)


def _comes_to(conditions: list[Condition], statement: Statement) -> str:
    if all(keys.when_absent(c) for c in conditions):
        return "it is allowed without that limit" if statement.allows else "it is always denied"
    return "it is never allowed" if statement.allows else "it is never denied"


def _renamed(condition: Condition, statement: Statement, policy: Policy) -> Iterator[Answer]:
    """A renamed key is right in a Deny that holds whichever name SageMaker fills."""
    new = keys.renamed(condition.key) or ""
    said = f"{condition.key} is now {condition.key}Arn"
    if statement.allows:
        yield failed(f"{said}: an Allow on the old name gives nothing where it is not filled", str(statement))
    elif condition.plain == "null" and keys.when_absent(condition):
        if not any(c.plain == "null" and keys.when_absent(c) for c in statement.on(new)):
            yield failed(f"{said}: always denied where the old name is not filled", str(statement))
    elif condition.plain != "null":
        guarded = any(c.plain == "null" and not keys.when_absent(c) for c in statement.on(condition.key))
        if keys.is_negated(condition) and not guarded:
            yield failed(f"{said}: always denied where the old name is not filled", str(statement))
        elif not any(_is_twin(other, statement, new) for other in policy.denying()):
            later = any(other.conditions_unknown for other in policy.denying())
            answer = undecided if later else failed
            yield answer(f"{said}: no Deny of the same actions is on the new name", str(statement))


def _is_twin(other: Statement, statement: Statement, new: str) -> bool:
    """Whether a Deny says of the new name what a statement says of the old one."""
    tested = any(c.plain != "null" for c in other.on(new))
    return tested and set(map(str.lower, statement.actions)) <= set(map(str.lower, other.actions))
