"""Whether one role may do what makes another stronger, and by which ways an identity comes to more.

Roles of a platform differ in what they do: a job writes logs, whoever starts it does not. So a role counts as
stronger than an identity not where it may do anything else, but where it holds a *power* that the identity
does not hold on the same resources, under the same conditions: an action of permission management of any
service (by the pinned table, less those that ``escalation.yaml`` calls tame), or a way to more than any role
of the plans. What a role reaches through further roles counts as its own.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.iam import actions, escalation, graph, ways
from mlplatform.gate.iam.escalation import Step
from mlplatform.gate.iam.globs import witness
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right, spoken_of
from mlplatform.gate.policy import Statement, is_symbol


@dataclass(frozen=True)
class Verdict:
    """Whether a role is stronger: True, False, or None where the plans do not tell; and by what."""

    stronger: bool | None
    why: str = ""


@functools.cache
def power_actions() -> frozenset[str]:
    """Every action of permission management that is not tame, and every action that changes IAM."""
    every = actions.expand("*")
    managing = {a for a in every if actions.access_level(a).startswith("Permissions management")}
    return frozenset((managing | set(_direct())) - ways.tame())


def _direct() -> list[str]:
    """The actions that change IAM, the plainest first."""
    return [a for way in ways.ways() if not way.passes and not way.carries for a in way.actions]


def powers(identity: Identity) -> list[Right]:
    """The powers that an identity itself holds."""
    kept = identity.subject.world.kept.setdefault("powers", {})
    if identity.subject.key not in kept:
        named = power_actions() & frozenset().union(*map(spoken_of, identity.allowing))
        order = {action: n for n, action in enumerate(_direct())}
        ranked = sorted(named, key=lambda action: (order.get(action, len(order)), action))
        kept[identity.subject.key] = [right for action in ranked for right in identity.rights(action)]
    found: list[Right] = kept[identity.subject.key]
    return found


def compare(role: Identity, identity: Identity) -> Verdict:
    """Whether a role, with all that it reaches, is stronger than an identity."""
    kept: dict[Any, Verdict] = identity.subject.world.kept.setdefault("compared", {})
    pair = (role.subject.key, identity.subject.key)
    if pair not in kept:
        kept[pair] = _compared(role, identity)
    return kept[pair]


def _compared(role: Identity, identity: Identity) -> Verdict:
    doubt = ""
    held: dict[str, list[Right]] = defaultdict(list)
    for own in powers(identity):
        held[own.action].append(own)
    ways = _ways(identity)
    for reached, unread in _notable(role):
        for power in powers(reached):
            if not any(_contains(own, power) for own in held.get(power.action, ())):
                if power.certain:
                    return Verdict(True, f"{reached.name} may {power.action} on {power.resource}")
                doubt = doubt or f"{reached.name} may {power.action}: {power.why}"
        for step in escalation.steps(reached):
            if step.to is None and (step.way.name, step.name) not in ways:
                if step.beyond and step.certain:
                    return Verdict(True, f"{reached.name} has the way {step.way.name}")
                doubt = doubt or f"{reached.name} reaches {step.name}, which is in none of the plans"
        if unread and reached.subject.key != identity.subject.key:
            doubt = doubt or f"what {reached.name} may do cannot be read whole: {unread}"
    return Verdict(None, doubt) if doubt else Verdict(False)


def _ways(identity: Identity) -> frozenset[tuple[str, str]]:
    """The ways that an identity has, each with the place it leads to."""
    kept = identity.subject.world.kept.setdefault("ways", {})
    if identity.subject.key not in kept:
        steps = escalation.steps(identity)
        kept[identity.subject.key] = frozenset((step.way.name, step.name) for step in steps)
    found: frozenset[tuple[str, str]] = kept[identity.subject.key]
    return found


def _notable(role: Identity) -> list[tuple[Identity, str]]:
    """Of a role and all that it comes to, those with something that could make it stronger; and what of each
    cannot be read."""
    kept = role.subject.world.kept.setdefault("notable", {})
    if role.subject.key not in kept:
        told = [(reached, _unread(reached)) for reached in _reached(role)]
        kept[role.subject.key] = [
            (reached, unread)
            for reached, unread in told
            if unread or powers(reached) or any(s.to is None for s in escalation.steps(reached))
        ]
    found: list[tuple[Identity, str]] = kept[role.subject.key]
    return found


def _unread(identity: Identity) -> str:
    """What keeps an identity from being read whole; empty where nothing does."""
    kept: dict[Any, str] = identity.subject.world.kept.setdefault("unread", {})
    if identity.subject.key not in kept:
        why = [*identity.undecided, *(f"{arn} is in none of the plans" for arn in identity.managed_arns)]
        if any(is_symbol(a) for s in identity.allowing for a in s.actions):
            why.append("an action is known only after apply")
        kept[identity.subject.key] = why[0] if why else ""
    return kept[identity.subject.key]


def _reached(role: Identity) -> list[Identity]:
    """A role, and every role that it comes to in any number of steps."""
    kept = role.subject.world.kept.setdefault("reached", {})
    if role.subject.key not in kept:
        seen, waiting = {role.subject.key: role}, [role]
        while waiting:
            for edge in graph.edges(waiting.pop()):
                if edge.target.subject.key not in seen:
                    seen[edge.target.subject.key] = edge.target
                    waiting.append(edge.target)
        kept[role.subject.key] = list(seen.values())
    found: list[Identity] = kept[role.subject.key]
    return found


def _contains(own: Right, other: Right) -> bool:
    """Whether a right holds wherever another does."""
    if own.statement.conditions and own.statement.conditions != other.statement.conditions:
        return False
    if any(all(limit.raw != known.raw for known in other.limits) for limit in own.limits):
        return False
    wide = all(witness(other.inside, (*other.outside, pattern)) is None for pattern in own.inside)
    return wide and all(witness((*other.inside, o), other.outside) is None for o in own.outside)


@dataclass(frozen=True)
class Escalation:
    """A step to more than an identity has, in words; ``certain`` unless the plans leave it open."""

    said: str
    certain: bool
    statements: tuple[Statement, ...] = ()

    def __str__(self) -> str:
        return self.said


def escalations(identity: Identity) -> Iterator[Escalation]:
    """Every way that leads an identity to more than it has; of several places that one way leads to, the
    first that is certain, else the first that may be."""
    steps: dict[str, list[Step]] = {}
    for step in escalation.steps(identity):
        steps.setdefault(step.way.name, []).append(step)
    for alike in steps.values():
        places = ((step, role) for step in alike for role in step.roles or (None,))
        yield from _first(_by_stepping(identity, step, role) for step, role in places)
    yield from _by_assuming(identity)


def _first(found: Iterable[Escalation | None]) -> Iterator[Escalation]:
    doubted = None
    for each in found:
        if each and each.certain:
            yield each
            return
        doubted = doubted or each
    if doubted:
        yield doubted


def _by_stepping(identity: Identity, step: Step, role: Identity | None) -> Escalation | None:
    if role is None:
        certain, why = step.beyond and step.certain, step.why
        if not step.beyond:
            why = "it is in none of the plans"
    else:
        verdict = compare(role, identity)
        if verdict.stronger is False:
            return None
        certain, why = step.certain and verdict.stronger is True, verdict.why or step.why
    where = ": ".join(filter(None, (role.name if role else step.name, why)))
    said = f"{ways.named(step.way)} gives {step.way.gives} ({where})"
    return Escalation(said, certain, step.statements)


def _by_assuming(identity: Identity) -> Iterator[Escalation]:
    yield from _first(_assumed(identity, e) for e in graph.edges(identity) if e.how == graph.ASSUME)
    for right in identity.rights(graph.ASSUME):
        roles, kind = escalation.meant(identity, right)
        name = right.resource.rpartition("role/")[2]
        if kind == "any" and ("*" in name or "?" in name):
            said = f"{graph.ASSUME} gives any role that fits {right.resource}"
            yield Escalation(said, right.certain, (right.statement,))
        elif kind == "foreign" or (kind == "any" and not roles):
            said = f"{graph.ASSUME} gives {right.resource}, which is in none of the plans"
            yield Escalation(said, False, (right.statement,))


def _assumed(identity: Identity, edge: graph.Edge) -> Escalation | None:
    verdict = compare(edge.target, identity)
    if verdict.stronger is False:
        return None
    said = f"{graph.ASSUME} gives a stronger role ({edge.target.name}: {verdict.why})"
    return Escalation(said, edge.certain and verdict.stronger is True)
