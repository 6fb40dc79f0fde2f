"""What the policies of an organization deny, target by target.

A target that does not hold by itself is left alone where everything under it does: it only carries those.
That is so where the target itself is planned, and not only named by its id: then more may be under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.holding.denials import Outcome, Request, outcome
from mlplatform.gate.organizations.organization import (
    CARRIERS,
    POLICY,
    Kind,
    Organization,
    Target,
    kind,
    organization,
)
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

Asks = Callable[[list[Statement]], Iterable[tuple[str, Request]]]
"""From the statements of a target, what is to be denied there: in words, and as a request. Nothing but the
world may decide beside them: what came of it is kept for targets with the same statements."""
_Left = dict[tuple[str, str], list[tuple[str, Outcome]]]


def answers(subject: Subject, wanted: Kind, asks: Asks) -> Answers:
    """The answers that a resource stands for: as a target, as the first attachment to one, or as a policy
    that is attached nowhere."""
    found = organization(subject.world, wanted)
    if found is None:
        return
    if subject.type == POLICY:
        if kind(subject) == wanted and subject.key in found.unattached:
            yield undecided("is attached to no target of these plans, so whom it binds is not known")
        return
    for target in found.targets.values():
        if target.at.key == subject.key:
            yield from _about(found, target, asks)


def _about(found: Organization, target: Target, asks: Asks) -> Answers:
    open = _open(found, target, asks)
    if not open:
        yield held()
        return
    below = found.under(target)
    is_below = bool(below) and not any(_open(found, other, asks) for other in below)
    if is_below and target.at.type in CARRIERS:
        return
    if is_below:
        yield undecided(f"{target.name}: it holds in all that these plans show under it, but not in itself")
        return
    name = "" if target.name == target.at.address else f"{target.name}: "
    for made in (failed, undecided):
        alike = [hole for hole in open if hole.made is made]
        if alike:
            evidence = dict.fromkeys(line for hole in alike for line in hole.evidence)
            yield made(name + "; ".join(hole.reason for hole in alike), *evidence)


@dataclass(frozen=True)
class _Hole:
    made: Callable[..., Answer]
    reason: str
    evidence: tuple[str, ...]


def _open(found: Organization, target: Target, asks: Asks) -> list[_Hole]:
    """What is not denied at a target, put together by what it is."""
    statements, unread = found.statements(target)
    kept = (asks.__module__, asks.__qualname__, *map(str, statements))
    if kept not in found.outcomes:
        found.outcomes[kept] = _tried(found, statements, asks)
    open, is_spoken_of = found.outcomes[kept]
    above = "" if is_spoken_of or target.is_top else "what binds it from above is not in these plans"
    return [_hole(words, several, unread[0] if unread else above) for (words, _), several in open.items()]


def _tried(found: Organization, statements: list[Statement], asks: Asks) -> tuple[_Left, bool]:
    """What is left open, and whether the statements speak of any of it."""
    open: _Left = defaultdict(list)
    is_spoken_of = False
    for words, request in asks(statements):
        came = outcome(statements, request, found.world.settings.platform_role_arns)
        is_spoken_of = is_spoken_of or came.verdict == "denied" or bool(came.nearest)
        if came.verdict != "denied":
            open[words, came.verdict].append((request.action, came))
    return open, is_spoken_of


def _hole(words: str, several: list[tuple[str, Outcome]], unseen: str) -> _Hole:
    """Something that is not denied, for these actions. ``unseen`` says what may deny it all the same."""
    actions = list(dict.fromkeys(action for action, _ in several))
    nearest = max((came.nearest for _, came in several), key=len)
    why = f": {nearest[0][1]}" if nearest else ": no Deny here speaks of it"
    reason = f"{words} is not denied for {_listed(actions)}"
    if several[0][1].verdict == "undecided":
        return _Hole(undecided, f"{reason}, as far as is known{why}", _evidence(nearest))
    if unseen:
        return _Hole(undecided, f"{reason} by what can be read: {unseen}", ())
    return _Hole(failed, f"{reason}{why}", _evidence(nearest))


def _evidence(nearest: tuple[tuple[Statement, str], ...]) -> tuple[str, ...]:
    return tuple(str(statement) for statement, _ in nearest[:2])


def _listed(actions: list[str]) -> str:
    shown = ", ".join(actions[:4])
    return shown if len(actions) <= 4 else f"{shown} and {len(actions) - 4} more"
