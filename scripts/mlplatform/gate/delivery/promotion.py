"""From development to production: who comes to a production role, and over which steps.

Several plans are judged together, one for each account. Steps between roles of the plans are those of
``iam.graph``: assuming a role, passing it to work, taking hold of work that has it. Principals that are in
none of the plans are told by their account.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlplatform.gate import accounts, environments
from mlplatform.gate.answers import Answer, Status, failed, undecided
from mlplatform.gate.iam import grantees, graph, holders, trust
from mlplatform.gate.iam.grantees import Grantee
from mlplatform.gate.iam.graph import Edge, Path
from mlplatform.gate.iam.identities import Identity, identities, of
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject, World

_ASSUMING = ("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")


@dataclass(frozen=True)
class Comer:
    """A principal of the plans that comes to a role, and how."""

    identity: Identity
    path: Path


def comers(role: Subject) -> list[Comer]:
    """Every principal of the plans that comes to a role in any number of steps: by steps that are certain, or
    else by ones that may be open."""
    back = _backwards(role.world)
    certain = _reaching(role, back, certain=True)
    perhaps = _reaching(role, back, certain=False)
    return [Comer(comer, Path(path)) for comer, path in (perhaps | certain).values()]


_Found = dict[tuple[int, str], tuple[Identity, tuple[Edge, ...]]]


def _reaching(role: Subject, back: dict[tuple[int, str], list[Edge]], certain: bool) -> _Found:
    found: _Found = {}
    waiting: deque[tuple[Subject, tuple[Edge, ...]]] = deque([(role, ())])
    while waiting:
        here, path = waiting.popleft()
        for edge in back.get(here.key, []):
            source = edge.source.subject
            if source.key in found or source.key == role.key or (certain and not edge.certain):
                continue
            found[source.key] = (edge.source, (edge, *path))
            waiting.append((source, (edge, *path)))
    return found


def _backwards(world: World) -> dict[tuple[int, str], list[Edge]]:
    if "edges backwards" not in world.kept:
        back: dict[tuple[int, str], list[Edge]] = {}
        for identity in identities(world):
            for edge in graph.edges(identity):
                back.setdefault(edge.target.subject.key, []).append(edge)
        world.kept["edges backwards"] = back
    kept: dict[tuple[int, str], list[Edge]] = world.kept["edges backwards"]
    return kept


def trusted(role: Subject) -> Iterator[tuple[Statement, Grantee]]:
    """Everyone whom a role trusts, by the statement that says so."""
    policy = of(role).trust
    for statement in policy.allowing() if policy else ():
        if any(may_cover(statement, action) for action in _ASSUMING):
            for grantee in grantees.of(role, statement):
                yield statement, grantee


def strangers(role: Subject, goal: str = "it") -> Iterator[Answer]:
    """What is wrong with those whom a role trusts, or who cannot be told: everyone, another environment, a
    whole account that is not production. ``goal`` is what they come to through this role."""
    if of(role).trust is None:
        yield undecided(f"whom {role} trusts is known only after apply")
        return
    for statement, grantee in trusted(role):
        found = _stranger(role, statement, grantee)
        if found:
            status, why = found
            way = "" if goal == "it" else f", and comes to {goal}"
            yield Answer(status, f"{role} trusts {grantee}{why}{way}", (str(statement),))


def _stranger(role: Subject, statement: Statement, grantee: Grantee) -> tuple[Status, str] | None:
    if grantee.kind == "service":
        return None
    if grantee.kind == "federated":
        return _federated(statement)
    if grantee.kind == "unknown":
        return "undecided", ""
    where = environment(role.world, grantee)
    if where == "other":
        return "fail", ", which is not of production"
    if grantee.kind == "anyone":
        return "fail", ""
    if where is None:
        return "undecided", ", whose environment neither plans nor settings tell"
    if where == "shared" and grantee.kind != "principal":
        return "fail", ", all of an account that serves every environment"
    return None


def _federated(statement: Statement) -> tuple[Status, str] | None:
    subjects = [c for c in statement.conditions if c.key.lower().endswith(":sub") and trust.demands(c)]
    words = {environments.word(value) for condition in subjects for value in condition.values}
    if words == {"prod"}:
        return None
    if "other" in words:
        return "fail", " for a subject that is not of production"
    return "undecided", ", and no condition on its subject says that only production comes by it"


def environment(world: World, grantee: Grantee) -> str | None:
    """Where a grantee belongs; by a word in its name only where that word says that it is not production."""
    by_account = environments.of_account(world, grantee.account) if grantee.account else None
    if grantee.subject is not None:
        # An ARN is of its own account, also where a role of the same name is in another one's plan.
        named = grantee.text.startswith("arn:") and by_account
        return by_account if named else environments.of(grantee.subject)
    found = by_account or (environments.of_arn(world, grantee.text) if grantee.account else None)
    if found is None and environments.word(grantee.text.rpartition("/")[2]) == "other":
        return "other"
    return found


def neighbours(role: Subject) -> Iterator[Answer]:
    """Principals that are not of production, in one account with a role, with policies that no plan holds."""
    for identity in identities(role.world):
        other = identity.subject
        if environments.of(other) != "other" or not accounts.same(other, role):
            continue
        strong = [arn for arn in identity.managed_arns if arn in holders.ADMINISTRATORS]
        if strong:
            yield failed(f"{other}, which is not of production, may come to it by {strong[0]}")
        for why in list(holders.unread(identity))[:1]:
            yield undecided(f"{other}, which is not of production, may come to it: {why}")


def not_of_production(found: Iterable[Comer]) -> list[Comer]:
    """Those of another environment."""
    return [comer for comer in found if environments.of(comer.identity.subject) == "other"]
