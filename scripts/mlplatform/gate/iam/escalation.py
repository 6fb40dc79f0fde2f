"""Ways by which a principal comes to more than it was given: ``escalation.yaml``, asked of one identity.

A way is open where the identity has a right to each of its actions, and where it needs one, to pass a role to
the service. What such a step leads to is told apart:

* ``beyond``: to more than any role of the plans, because the action changes IAM itself, or because the role
  that is passed may be any that fits a pattern;
* ``role``: to a role of the plans; whether that is more than the identity has is for ``strength`` to say;
* ``foreign``: to one role that is in none of the plans, of which nobody here can say what it may do.

Work that already runs with a role (``carries``) is looked for in the plans. Where the action is allowed on
a pattern, the plans need not hold all such work: notebooks and pipelines are also made by hand. The role that
it has must trust the service, so every role of the plan that does is taken to be within reach; roles of the
account that are in none of the plans are beyond what this can see.

A role that is passed by its exact ARN is no escalation by itself: it is one where the role is stronger. Where
the ARN is of no role of the plans, that cannot be said, and the answer is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.globs import witness
from mlplatform.gate.iam.identities import Identity, identities, of
from mlplatform.gate.iam.rights import Right, arn_of, symbols
from mlplatform.gate.iam.ways import Carried, Way, ways
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import Subject, World


@dataclass(frozen=True)
class Step:
    """A way that is open to an identity, and to what. ``certain`` unless something unknown may close it."""

    way: Way
    to: Identity | None
    beyond: bool
    certain: bool
    why: str
    statements: tuple[Statement, ...]
    name: str
    """The role, by name or ARN; the pattern that it fits."""
    others: tuple[Identity, ...] = ()
    """Further roles that the way leads to alike: a pattern may mean hundreds, by dozens of ways."""

    @property
    def roles(self) -> tuple[Identity, ...]:
        """Every role of the plans that it leads to."""
        return self.others if self.to is None else (self.to, *self.others)


def steps(identity: Identity) -> list[Step]:
    """Every way that is open to an identity."""
    kept = identity.subject.world.kept.setdefault("steps", {})
    if identity.subject.key not in kept:
        kept[identity.subject.key] = [step for way in ways() for step in _open(identity, way)]
    found: list[Step] = kept[identity.subject.key]
    return found


def _open(identity: Identity, way: Way) -> Iterator[Step]:
    needed = [[r for r in identity.rights(action) if not _is_tamed(r, way)] for action in way.actions]
    if not all(needed):
        return
    best = [next((right for right in rights if right.certain), rights[0]) for rights in needed]
    if way.passes:
        for right in identity.rights("iam:PassRole"):
            if (usable := trust.passes_to(right, way.passes)) is not False:
                yield from _passed(identity, way, right if usable else right.doubted("its service"), best)
    elif way.carries:
        yield from _carried(identity, way, way.carries, needed[0], best)
    else:
        yield _step(way, best, None, True, "IAM")


def _step(way: Way, rights: list[Right], to: Identity | None, beyond: bool, name: str) -> Step:
    certain = all(right.certain for right in rights)
    why = next((right.why for right in rights if not right.certain), "")
    statements = tuple({id(right.statement): right.statement for right in rights}.values())
    return Step(way, to, beyond, certain, why, statements, name)


def _steps(way: Way, rights: list[Right], roles: tuple[Identity, ...]) -> Iterator[Step]:
    if roles:
        yield replace(_step(way, rights, roles[0], False, roles[0].name), others=roles[1:])


def _taken(identity: Identity, right: Right, service: str) -> list[tuple[tuple[Identity, ...], bool]]:
    """The roles that a right is about and a service takes: those whose trust says so, those that may."""
    kept: dict[Any, list[tuple[tuple[Identity, ...], bool]]]
    kept = identity.subject.world.kept.setdefault("taken", {})
    asked = (identity.subject.key, right.inside, right.outside, right.resource, service)
    if asked not in kept:
        trusting = _trusting(identity.subject.world, service)
        found = [trusting[r.key] for r in meant(identity, right)[0] if r.key in trusting]
        groups = [(tuple(i for i, sure in found if sure is wanted), wanted) for wanted in (True, False)]
        kept[asked] = [group for group in groups if group[0]]
    return kept[asked]


def _passed(identity: Identity, way: Way, right: Right, best: list[Right]) -> Iterator[Step]:
    _, kind = meant(identity, right)
    for roles, sure in _taken(identity, right, way.passes):
        doubt = right if sure else right.doubted(f"the trust of {roles[0].subject} is not known")
        yield from _steps(way, [*best, doubt], roles)
    if kind == "any":
        yield _step(way, [*best, right], None, True, right.resource)
    elif kind == "foreign":
        yield _step(way, [*best, right], None, False, right.resource)


def meant(identity: Identity, right: Right) -> tuple[list[Subject], str]:
    """The roles of the plans that a right is about, and whether it is about these alone (``these``), about
    one that is in none of the plans (``foreign``), or about any that fits a pattern (``any``)."""
    kept = identity.subject.world.kept.setdefault("meant", {})
    asked = (identity.subject.key, right.inside, right.outside, right.resource)
    if asked not in kept:
        kept[asked] = _meant(identity, right)
    found: tuple[list[Subject], str] = kept[asked]
    return found


def _meant(identity: Identity, right: Right) -> tuple[list[Subject], str]:
    world = identity.subject.world
    if is_symbol(right.resource):
        found = [s for s in symbols(identity.subject, right.resource) if s and s.type == "aws_iam_role"]
        return (found, "these") if found else ([], "foreign")
    if right.exact is not None:
        roles = world.named(right.exact, "aws_iam_role")
        return roles, "these" if roles else "foreign"
    return [role for role in world.of("aws_iam_role") if right.reaches(arn_of(role) or "*")], "any"


def _carried(
    identity: Identity, way: Way, carried: Carried, first: list[Right], best: list[Right]
) -> Iterator[Step]:
    roles: dict[tuple[int, str], Identity] = {}
    exact = {right.exact for right in first}
    for subject, attribute in ((s, path) for type, path in carried.by.items() for s in _of(identity, type)):
        if any(right.reaches(arn_of(subject) or "*") for right in first):
            exact.discard(arn_of(subject))
            exact = {arn for arn in exact if arn is None or subject not in _named(subject, arn)}
            roles |= {role.subject.key: role for role in _roles(subject, attribute)}
    if None in exact:
        trusting = _trusting(identity.subject.world, carried.service)
        roles |= {k: r for k, (r, _) in trusting.items() if r.subject.plan is identity.subject.plan}
    yield from _steps(way, best, tuple(roles.values()))
    for arn in exact - {None}:
        yield _step(way, best, None, False, f"that of {arn}")


def _of(identity: Identity, type: str) -> list[Subject]:
    return identity.subject.world.of(type)


def _named(subject: Subject, arn: str) -> list[Subject]:
    return subject.world.named(arn, subject.type)


def _roles(carrier: Subject, attribute: str) -> list[Identity]:
    try:
        return [of(role) for role in carrier.refers(attribute, "aws_iam_role")]
    except Undecided:
        return _all_of(carrier)


def _all_of(carrier: Subject) -> list[Identity]:
    return [i for i in identities(carrier.world) if i.subject.type == "aws_iam_role"]


def _trusting(world: World, service: str) -> dict[tuple[int, str], tuple[Identity, bool]]:
    """The roles that trust a service, or may, and whether that is sure."""
    kept = world.kept.setdefault("trusting", {})
    if service not in kept:
        told = [(other, trust.trusts_service(other, service)) for other in identities(world)]
        kept[service] = {i.subject.key: (i, sure is True) for i, sure in told if sure is not False}
    found: dict[tuple[int, str], tuple[Identity, bool]] = kept[service]
    return found


def _is_tamed(right: Right, way: Way) -> bool:
    """Whether conditions confine a right to what does no harm."""
    if way.personal and right.personal:
        return True
    return any(_confines(right, key) for key in way.tamed_by)


def _confines(right: Right, key: str) -> bool:
    return confining(right, key) is not None


def confining(right: Right, key: str) -> list[str] | None:
    """The values of a key that a right holds for: by a condition of the Allow, or by a Deny of all others.
    None where nothing confines it."""
    for condition in right.statement.conditions:
        if _is_on(condition, key) and trust.demands(condition):
            return list(condition.values)
    for denial in right.limits:
        sure = all(_is_on(c, key) and trust.refuses_others(c) for c in denial.conditions)
        if denial.conditions and sure and covers_all(denial, right):
            return [value for condition in denial.conditions for value in condition.values]
    return None


def _is_on(condition: Condition, key: str) -> bool:
    if key.endswith("/"):
        return condition.key.lower().startswith(key.lower())
    return condition.on(key)


def covers_all(denial: Statement, right: Right) -> bool:
    """Whether a Deny speaks of all that a right is about."""
    if denial.not_resources:
        return all(witness((*right.inside, r), right.outside) is None for r in denial.not_resources)
    return witness(right.inside, (*right.outside, *denial.resources)) is None
