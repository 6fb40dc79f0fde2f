"""Whether a set of statements holds an action to our network, our keys, isolation: guards, judged by trying.

A guard is asked what it does with each request that it is there to refuse: one that leaves the key out, one
that names something foreign, one that names something foreign beside something of ours. It holds where every
such request is refused whatever else the caller chooses. So it does not matter in which form it is written,
and a form that leaves a hole is found by the request that goes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlplatform.gate.answers import WORST_FIRST, Answer, failed, held, undecided
from mlplatform.gate.demands import Demand, KeyIsOurs
from mlplatform.gate.iam import arns
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.policy import Statement, is_symbol


@dataclass(frozen=True)
class Rules:
    """What decides over a caller. Each layer of ``allows`` has to allow (its policies, its boundary); without
    a layer everything is allowed, as it is under a service control policy of the organization."""

    denies: tuple[Statement, ...]
    allows: tuple[tuple[Statement, ...], ...] = ()
    unread: tuple[str, ...] = ()
    """Policies that the plan does not tell, and why: they may refuse what nothing else refuses."""
    grants_unread: bool = False
    """Whether what is unread may also allow more than ``allows`` says."""

    def may(self, action: str) -> bool:
        """Whether it may be allowed to do this at all, to anything."""
        return any(self._ways(action, Request("", {}))) and not self._refused(action)

    def _ways(self, action: str, request: Request) -> Iterator[Statement | None]:
        """The statements that allow a request; None where everything is allowed, or may be."""
        layers = [[s for s in layer if _allows(s, action, request)] for layer in self.allows]
        if not all(layers[1:]):
            return
        if not layers or self.grants_unread:
            yield None
        yield from layers[0] if layers else []

    def _refused(self, action: str) -> bool:
        return any(
            covers(s, action) and not s.conditions and arns.includes(s, arns.of(action)) == "yes"
            for s in self.denies
        )


def holds(rules: Rules, action: str, demand: Demand, ours: KeyIsOurs) -> Answer:
    """Whether every request that ``demand`` speaks against is refused for an action."""
    denies = [s for s in rules.denies if _speaks_of(s, action)]
    found = [
        answer
        for request in demand.requests(action, [*denies, *(s for layer in rules.allows for s in layer)], ours)
        for way in rules._ways(action, request)
        if (answer := _refusal(rules, denies, action, request, way)) is not None
    ]
    return min(found, key=lambda answer: WORST_FIRST.index(answer.status), default=held())


def all_hold(rules: Rules, action: str, demands: Iterable[Demand], ours: KeyIsOurs) -> Iterator[Answer]:
    """One answer for each demand, where the action may be done at all."""
    if rules.may(action):
        for demand in demands:
            yield holds(rules, action, demand, ours)


def is_refused(rules: Rules, action: str) -> Answer:
    """Whether an action is refused whatever is asked: for those that no condition key can hold."""
    if not rules.may(action):
        return held()
    nothing = Request("", {})
    denies = [s for s in rules.denies if _speaks_of(s, action)]
    ways = list(rules._ways(action, nothing))
    if not ways:
        return held()
    found = [_refusal(rules, denies, action, nothing, way) for way in ways]
    answers = [answer for answer in found if answer is not None]
    return min(answers, key=lambda answer: WORST_FIRST.index(answer.status), default=held())


def _refusal(
    rules: Rules, denies: list[Statement], action: str, request: Request, way: Statement | None
) -> Answer | None:
    """None where a request that ``way`` allows is refused on every resource that it is allowed on."""
    later: list[str] = list(rules.unread)
    for resource in arns.allowed(way, action):
        reach = {_reach(deny, action, resource, request): deny for deny in denies}
        if "yes" in reach:
            continue
        if "later" in reach:
            later.append(f"what {_name(reach['later'])} refuses is known only after apply")
        asked = f"{action}{' ' if request.what else ''}{request.what}"
        if later:
            return undecided(f"{asked} may not be refused: {'; '.join(dict.fromkeys(later))}")
        near = [str(deny) for deny in denies if any(c.key.lower() in request.keys for c in deny.conditions)]
        evidence = [f"allowed by {way}"] if way else []
        return failed(f"{asked} is not refused", *evidence, *(f"not refused by {deny}" for deny in near[:3]))
    return None


def _reach(deny: Statement, action: str, resource: tuple[str, ...], request: Request) -> str:
    """Whether a refusal reaches a request: ``yes``, ``no`` or ``later``."""
    where = arns.includes(deny, resource)
    when = meets(deny.conditions, request)
    if where == "no" or when in ("no", "open"):
        return "no"
    speaks = "yes" if covers(deny, action) else "later"
    return "yes" if (where, when, speaks) == ("yes", "yes", "yes") else "later"


def _allows(statement: Statement, action: str, request: Request) -> bool:
    """Whether a statement may allow a request; what is known only after apply may."""
    return _speaks_of(statement, action) and meets(statement.conditions, request) != "no"


def _speaks_of(statement: Statement, action: str) -> bool:
    return covers(statement, action) or any(map(is_symbol, (*statement.actions, *statement.not_actions)))


def _name(statement: Statement) -> str:
    return f"the statement {statement.sid}" if statement.sid else "a statement without Sid"
