"""Whether the rules over a caller hold an action to our network, our keys, isolation: judged by trying.

They are asked what they do with each request that they are there to refuse (``demands``): one that leaves
a key out, one that names something foreign, one that names something foreign beside something of ours. They
hold where every such request is refused whatever else the caller chooses. So the form in which they are
written does not matter, and a form that leaves a hole is found by the request that goes through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mlplatform.gate.answers import WORST_FIRST, Answer, failed, held, undecided
from mlplatform.gate.holding.demands import Demand, KeyIsOurs
from mlplatform.gate.iam import arns
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.rights import covers
from mlplatform.gate.policy import Statement, is_symbol

_ANYTHING = Request("", {})


@dataclass(frozen=True)
class Rules:
    """What decides over a caller. Each layer of ``allows`` has to allow (its policies, its boundary); without
    a layer everything is allowed, as it is under a policy of the organization that only refuses."""

    denies: tuple[Statement, ...]
    allows: tuple[tuple[Statement, ...], ...] = ()
    unread: tuple[str, ...] = ()
    """Policies that the plan does not tell, and why: they may refuse what nothing else refuses."""
    grants_unread: bool = False
    """Whether more may be allowed than ``allows`` says."""

    def ways(self, action: str, request: Request = _ANYTHING) -> Iterator[Statement | None]:
        """The statements that may allow a request; None for what cannot be read, or has no limit."""
        layers = [[s for s in layer if _allows(s, action, request)] for layer in self.allows]
        if not all(layers[1:]):
            return
        if not layers or self.grants_unread:
            yield None
        yield from layers[0] if layers else []

    def may(self, action: str) -> bool:
        """Whether an action may be allowed at all, on anything."""
        return is_refused(self, action).status != "pass"

    def speak_of(self, actions: Iterable[str]) -> bool:
        """Whether any statement of the caller names one of the actions, to allow or to refuse it."""
        statements = [*self.denies, *(s for layer in self.allows[:1] for s in layer)]
        return any(covers(statement, action) for action in actions for statement in statements)


def holds(rules: Rules, action: str, demand: Demand, ours: KeyIsOurs) -> Answer:
    """Whether every request that ``demand`` speaks against is refused for an action."""
    speaking = [s for s in rules.denies if _speaks_of(s, action)]
    allowing = [s for layer in rules.allows for s in layer if _speaks_of(s, action)]
    requests = demand.requests(action, [*speaking, *allowing], ours)
    return _worst(_outcome(rules, speaking, action, request) for request in requests)


def all_hold(
    rules: Rules, actions: Iterable[str], demands: Iterable[Demand], ours: KeyIsOurs
) -> Iterator[Answer]:
    """One answer for each demand, about the actions that may be done at all and can carry its key."""
    possible = [action for action in actions if rules.may(action)]
    for demand in demands:
        found = [holds(rules, action, demand, ours) for action in possible if demand.concerns(action)]
        if found:
            worst = _worst(found)
            more = sum(answer.status == worst.status for answer in found) - 1
            also = f" (so it is for {more} more actions)" if more and worst.reason else ""
            yield replace(worst, reason=f"{worst.reason}{also}")


def is_refused(rules: Rules, action: str) -> Answer:
    """Whether an action is refused whatever is asked for: what remains where no condition key can hold it."""
    return _outcome(rules, [s for s in rules.denies if _speaks_of(s, action)], action, _ANYTHING)


def _outcome(rules: Rules, denies: list[Statement], action: str, request: Request) -> Answer:
    found = (_one_way(rules, denies, action, request, way) for way in rules.ways(action, request))
    return _worst(answer for answer in found if answer)


def _one_way(
    rules: Rules, denies: list[Statement], action: str, request: Request, way: Statement | None
) -> Answer | None:
    """None where a request is refused on every resource that ``way`` allows it on."""
    asked = f"{action} {request.what}".strip()
    for resource in arns.allowed(way, action):
        reach = {_reach(deny, action, resource, request): deny for deny in denies}
        if "yes" in reach:
            continue
        if "later" in reach:
            return undecided(f"{asked}: what {_name(reach['later'])} refuses is known only after apply")
        if rules.unread:
            return undecided(f"{asked} may not be refused: {rules.unread[0]}")
        near = [deny for deny in denies if any(c.key.lower() in request.keys for c in deny.conditions)]
        evidence = [f"allowed by {way}"] if way else []
        return failed(f"{asked} is not refused", *evidence, *(f"not refused by {deny}" for deny in near[:3]))
    return None


def _reach(deny: Statement, action: str, resource: arns.Resource, request: Request) -> str:
    """Whether a refusal reaches a request: ``yes``, ``no`` or ``later``."""
    where = arns.includes(deny, resource)
    when = meets(deny.conditions, request)
    if where == "no" or when in ("no", "open"):
        return "no"
    return "yes" if (where, when) == ("yes", "yes") and covers(deny, action) else "later"


def _allows(statement: Statement, action: str, request: Request) -> bool:
    """Whether a statement may allow a request; what is known only after apply may."""
    return _speaks_of(statement, action) and meets(statement.conditions, request) != "no"


def _speaks_of(statement: Statement, action: str) -> bool:
    return covers(statement, action) or any(map(is_symbol, (*statement.actions, *statement.not_actions)))


def _worst(answers: Iterable[Answer]) -> Answer:
    return min(answers, key=lambda answer: WORST_FIRST.index(answer.status), default=held())


def _name(statement: Statement) -> str:
    return f"the statement {statement.sid}" if statement.sid else "a statement without Sid"
