"""How roles lead to roles: by sts:AssumeRole, by work that runs with a passed role, by hold of such work.

``paths(world, start, goal)`` answers whether one role of the plans comes to another, in any number of steps::

    for path in graph.paths(world, dev_role, prod_role):
        yield failed(str(path)) if path.certain else undecided(str(path))

No path means: none that the plans show. An edge that something unknown may cut is not ``certain``. A
principal that can change IAM itself comes to every role of its plan.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mlplatform.gate import accounts
from mlplatform.gate.iam import escalation, trust, ways
from mlplatform.gate.iam.globs import is_exact
from mlplatform.gate.iam.identities import Identity, covers, identities, of
from mlplatform.gate.iam.rights import Right, arn_of, left, symbols
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject, World

ASSUME = "sts:AssumeRole"


@dataclass(frozen=True)
class Edge:
    """One step: who comes to whom, and how."""

    source: Identity
    target: Identity
    how: str
    certain: bool

    def __str__(self) -> str:
        doubt = "" if self.certain else " (perhaps)"
        return f"{self.source.subject} -> {self.target.subject} by {self.how}{doubt}"


@dataclass(frozen=True)
class Path:
    """Steps from one role to another."""

    edges: tuple[Edge, ...]

    @property
    def certain(self) -> bool:
        """Whether every step is."""
        return all(edge.certain for edge in self.edges)

    def __str__(self) -> str:
        return "; ".join(map(str, self.edges))


def paths(world: World, start: Subject, goal: Subject) -> list[Path]:
    """The shortest path whose every step is certain, or, where there is none, the shortest that may be open;
    nothing where there is neither. ``start`` is a role, user or group of the plans, ``goal`` a role."""
    for wanted in (lambda edge: edge.certain, lambda _: True):
        found = _shortest(world, start, goal, wanted)
        if found:
            return [found]
    return []


def edges(identity: Identity) -> list[Edge]:
    """Every step from an identity to a role of the plans."""
    kept = identity.subject.world.kept.setdefault("edges", {})
    if identity.subject.key not in kept:
        # Of several ways to one role, one that is certain and one that may be open say all there is to say.
        told: dict[tuple[Any, bool, bool], Edge] = {}
        for edge in (*_stepping(identity), *_assuming(identity)):
            told.setdefault((edge.target.subject.key, edge.certain, edge.how == ASSUME), edge)
        kept[identity.subject.key] = list(told.values())
    found: list[Edge] = kept[identity.subject.key]
    return found


def _shortest(world: World, start: Subject, goal: Subject, wanted: Callable[[Edge], bool]) -> Path | None:
    identities(world)
    came: dict[tuple[int, str], tuple[Edge, ...]] = {start.key: ()}
    waiting = deque([of(start)])
    while waiting:
        here = waiting.popleft()
        for edge in filter(wanted, edges(here)):
            if edge.target.subject.key not in came:
                came[edge.target.subject.key] = (*came[here.subject.key], edge)
                waiting.append(edge.target)
    return Path(came[goal.key]) if came.get(goal.key) else None


def _stepping(identity: Identity) -> Iterator[Edge]:
    beyond: set[bool] = set()
    seen: set[tuple[int, bool]] = set()
    for step in escalation.steps(identity):
        how = ways.named(step.way)
        for role in step.roles:
            if (id(role), step.certain) not in seen:
                seen.add((id(role), step.certain))
                yield Edge(identity, role, how, step.certain)
        if step.beyond and not step.way.passes and step.certain not in beyond:
            beyond.add(step.certain)
            for role in _roles_beside(identity):
                yield Edge(identity, role, how, step.certain)


def _roles_beside(identity: Identity) -> list[Identity]:
    return [r for r in _roles(identity) if r.subject.plan is identity.subject.plan]


def _roles(identity: Identity) -> list[Identity]:
    every = identities(identity.subject.world)
    return [i for i in every if i.subject.type == "aws_iam_role" and i is not identity]


def _assuming(identity: Identity) -> Iterator[Edge]:
    for role in _assumable(identity.subject.world):
        open_ = role is not identity and may_assume(identity, role)
        if open_ is not False:
            yield Edge(identity, role, ASSUME, open_ is True)


def _assumable(world: World) -> list[Identity]:
    """The roles that trust more than services."""
    if "assumable" not in world.kept:
        world.kept["assumable"] = [
            i for i in identities(world) if i.subject.type == "aws_iam_role" and _trusts_principals(i)
        ]
    found: list[Identity] = world.kept["assumable"]
    return found


def _trusts_principals(role: Identity) -> bool:
    statements = role.trust.allowing() if role.trust else []
    kinds = {kind for s in statements for kind in (*s.principals, *s.not_principals)}
    return role.trust is None or not kinds <= {"Service", "Federated"}


def may_assume(identity: Identity, role: Identity) -> bool | None:
    """Whether an identity can assume a role: its own policies let it and the role trusts it. Within an
    account a trust that names it is enough. None where the plans do not tell."""
    if role.trust is None:
        return None
    answers = [
        _by(identity, role, statement)
        for statement in role.trust.allowing()
        if covers(statement, ASSUME) or any(map(is_symbol, statement.actions))
    ]
    if any(_kept_out(identity, denial) for denial in role.trust.denying()):
        return False
    return True if True in answers else None if None in answers else False


def _by(identity: Identity, role: Identity, statement: Statement) -> bool | None:
    answers: list[bool | None] = []
    for kind, name in trust.principals(statement):
        if kind in ("AWS", "*") or is_symbol(kind):
            meant = is_meant(identity, name)
            if meant is not False:
                answers.append(_both(meant, trust.admits(statement, _arn(identity))))
                answers[-1] = _both(answers[-1], _lets(identity, role, statement, name))
    return True if True in answers else None if None in answers else False


def _both(one: bool | None, other: bool | None) -> bool | None:
    return False if False in (one, other) else None if None in (one, other) else True


def _lets(identity: Identity, role: Identity, statement: Statement, name: str) -> bool | None:
    """Whether the identity's own side lets it: by a right, or, in its own account, by being named."""
    goal = arn_of(role.subject) or "*"
    own = [right for right in identity.rights(ASSUME) if right.reaches(goal)]
    if not own and not trust.is_account(name) and name != "*":
        beside = _same_account(identity, role)
        if beside is not False:
            own = left(identity, Right(ASSUME, statement, (goal,), (), beside is True, "its account"))
    if not own:
        return None if identity.undecided else False
    return True if any(right.certain for right in own) else None


def is_meant(identity: Identity, principal: str) -> bool | None:
    """Whether a principal of kind AWS is an identity of the plans, or the account that it is in."""
    if is_symbol(principal):
        found = symbols(identity.subject, principal)
        return None if None in found else any(s and s.key == identity.subject.key for s in found)
    if principal == "*":
        return True
    here, there = accounts.of(identity.subject), trust.account(principal)
    if there is not None and here is not None and there != here:
        return False
    if trust.is_account(principal):
        return True if here is not None else None
    alike = identity.subject.world.named(principal, identity.subject.type)
    if all(subject.key != identity.subject.key for subject in alike):
        return False
    return True if here is not None or len(alike) == 1 else None


def _kept_out(identity: Identity, denial: Statement) -> bool:
    """Whether a Deny of a trust policy surely refuses an identity."""
    if not covers(denial, ASSUME) or any(not c.on("aws:PrincipalArn") for c in denial.conditions):
        return False
    named = any(is_meant(identity, name) is True for _, name in trust.principals(denial))
    return named and trust.admits(denial, _arn(identity)) is True


def arn_in_account(subject: Subject) -> str | None:
    """The ARN of something of IAM, with the account that its plan is for where that is told."""
    arn, account = arn_of(subject), accounts.of(subject)
    if arn is None or account is None or is_exact(arn):
        return arn
    return f"arn:aws:iam::{account}:{arn.split(':', 5)[5]}"


def _arn(identity: Identity) -> str:
    """Its ARN, with stars for what is not known of it."""
    return arn_in_account(identity.subject) or "arn:*"


def _same_account(identity: Identity, role: Identity) -> bool | None:
    if identity.subject.plan is role.subject.plan:
        return True
    here, there = accounts.of(identity.subject), accounts.of(role.subject)
    return None if here is None or there is None else here == there
