"""Whether every call that workloads in a VPC may make has a way: endpoint, name, groups, ACLs, policy.

An action that a policy names must get through itself. Of a pattern such as ``s3:Get*`` one action must, for a
pattern does not say which of them is ever called.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.iam.actions import expand
from mlplatform.gate.iam.globs import is_exact
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.network import doors, endpoints
from mlplatform.gate.network.doors import Hop
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.network.places import Place
from mlplatform.gate.network.services import called
from mlplatform.gate.policy import Statement, is_symbol

_VIA = ("kms:viaservice", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:viaawsservice")


_NAMED = 5  # of the calls that break at one hop


@dataclass(frozen=True)
class Broken:
    """A call without a way, or perhaps without: the hops up to the one that breaks, which is the last."""

    action: str
    service: str
    lines: tuple[str, ...]
    sure: bool

    @property
    def reason(self) -> str:
        """What breaks."""
        return self.lines[-1]


def broken(identity: Identity, place: Place) -> Iterator[Broken]:
    """The calls of an identity that do not reach their service from a place, or may not. Of many that break
    at one hop some are named."""
    told: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for pattern, held in _asked(identity).items():
        statements = tuple(held)
        ask = _call if is_exact(pattern) else _one_of
        for found in ask(place, pattern, statements):
            at = (found.service, found.lines)
            if told[at] < _NAMED and _is_granted(identity, found.action):
                told[at] += 1
                yield found


def _asked(identity: Identity) -> dict[str, list[Statement]]:
    """What an identity is allowed to call itself, by the pattern as written. What it may do through another
    service alone is called by that service."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in identity.allowing:
        if any(
            condition.key.lower() in _VIA and not condition.if_exists for condition in statement.conditions
        ):
            continue
        for action in statement.actions:
            found[action].append(statement)
    return found


def unclear(identity: Identity) -> Iterator[str]:
    """Why an identity may call more than its statements name."""
    for statement in identity.allowing:
        if statement.not_actions:
            yield "a statement allows everything but some actions, so which services it calls is not said"
        for action in statement.actions:
            if is_symbol(action):
                yield "an action of its policies is known only after apply"
            elif "*" in action.partition(":")[0] or ":" not in action:
                yield f"{action} is of every service, so which of them it calls is not said"
    yield from (f"it may hold more: {why}" for why in identity.undecided)
    yield from (f"{arn} is not in these plans" for arn in identity.managed_arns)


def _call(place: Place, action: str, held: tuple[Statement, ...]) -> Iterator[Broken]:
    if is_symbol(action):
        return
    where = called(action)
    if where is None:
        service = action.partition(":")[0]
        yield Broken(
            action, service, (f"by which endpoint {service} is called is not known to the gate",), False
        )
        return
    for service in where.endpoints:
        found = _reach(place, service, action, held)
        if found:
            yield found


def _is_granted(identity: Identity, action: str) -> bool:
    """Whether the action is left to an identity by its boundary and its Deny statements."""
    return not expand(action) or bool(identity.grants(action))  # of what is not known, nothing takes it away


def _one_of(place: Place, pattern: str, held: tuple[Statement, ...]) -> Iterator[Broken]:
    """The actions of a pattern that break at an endpoint by which none of them gets through."""
    if "*" in pattern.partition(":")[0]:
        return
    by_service: dict[str, list[str]] = defaultdict(list)
    for action in sorted(expand(pattern)):
        where = called(action)
        if where is None:
            yield from _call(place, action, held)
            return
        for service in where.endpoints:
            by_service[service].append(action)
    for service, actions in by_service.items():
        found = [_reach(place, service, action, held) for action in actions]
        if None not in found:
            yield from (each for each in found if each)


def _reach(place: Place, service: str, action: str, held: tuple[Statement, ...]) -> Broken | None:
    """The first hop that breaks on the best way there is; None where one way holds."""
    found = endpoints.by_vpc(place.vpc.world)[place.vpc.key].get(service, [])
    tried = [_through(place, endpoint, action, held) for endpoint in found]
    if None in tried:
        return None
    ways = [way for way in tried if way is not None]
    if ways:
        return min(ways, key=lambda way: way.sure)
    maybe = endpoints.unclear(place.vpc.world, place.vpc)
    line = f"{place.vpc} has no endpoint for {service}"
    return Broken(action, service, (_start(place), f"{line}; {maybe}" if maybe else line), not maybe)


def _start(place: Place) -> str:
    return f"{place.by} in {place.vpc}"


def _through(place: Place, endpoint: Endpoint, action: str, held: tuple[Statement, ...]) -> Broken | None:
    lines, unsure = [_start(place)], ""
    for hop in [*_hops(place, endpoint), doors.policy_lets(endpoint, action, held)]:
        lines.append(hop.line)
        if hop.holds is False:
            return Broken(action, endpoint.service, tuple(lines), True)
        unsure = unsure or (hop.line if hop.holds is None else "")
    if not unsure:
        return None
    upto = lines[: lines.index(unsure) + 1]
    return Broken(action, endpoint.service, tuple(upto), False)


def _hops(place: Place, endpoint: Endpoint) -> list[Hop]:
    """The hops up to the policy, which are the same for every action."""
    kept: dict[tuple[object, ...], list[Hop]] = place.vpc.world.kept.setdefault("hops of calls", {})
    by = None if place.groups is None else place.by.key  # jobs of one VPC all have the same hops
    at = (by, place.vpc.key, endpoint.subject.key)
    if at not in kept:
        kept[at] = list(doors.hops(place, endpoint))
    return kept[at]
