"""Who holds what: a role, user or group with every policy that is attached to it, and its boundary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.iam.rights import Right, covers, rights, spoken_of
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.policy import policy as made
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

__all__ = ["PRINCIPALS", "Identity", "covers", "identities", "identity", "of"]
PRINCIPALS = ("aws_iam_role", "aws_iam_user", "aws_iam_group")
_OWN = {
    "aws_iam_role": "aws_iam_role_policy",
    "aws_iam_user": "aws_iam_user_policy",
    "aws_iam_group": "aws_iam_group_policy",
}
# Policies of AWS that say nothing but this, in every account and for as long as there has been IAM.
_GIVEN_BY_AWS = {":aws:policy/AdministratorAccess": "*", ":aws:policy/IAMFullAccess": "iam:*"}


@dataclass(frozen=True)
class Identity:
    """A principal of the plans. What could not be read stands in ``undecided``: then it may hold more."""

    subject: Subject
    policies: tuple[Policy, ...]
    managed_arns: tuple[str, ...]
    """Policies attached by ARN that are not in the plans, such as those that AWS manages."""
    boundary: Policy | None
    has_boundary: bool
    trust: Policy | None
    undecided: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the role; its address where the name is not known yet."""
        return str(self.subject.raw("name") or self.subject.address)

    @cached_property
    def allowing(self) -> list[Statement]:
        """Every Allow statement of its policies."""
        return [statement for policy in self.policies for statement in policy.allowing()]

    @cached_property
    def denying(self) -> list[Statement]:
        """Every Deny statement of its policies and of its boundary."""
        policies = [*self.policies, *([self.boundary] if self.boundary else [])]
        return [statement for policy in policies for statement in policy.denying()]

    @cached_property
    def _rights(self) -> dict[str, list[Right]]:
        return {}

    def rights(self, action: str) -> list[Right]:
        """What it may do under the name of an action, and on what; see ``iam.rights``."""
        if action not in self._rights:
            self._rights[action] = rights(self, action) if self._may_have(action) else []
        return self._rights[action]

    def _may_have(self, action: str) -> bool:
        """Whether any statement speaks of an action; asked first, for most speak of few."""
        known = expand(action) == frozenset({action})
        return not known or self._named is None or action in self._named

    @cached_property
    def _named(self) -> frozenset[str] | None:
        """Every action of the table that an Allow speaks of; None where one is known only after apply."""
        if any(is_symbol(action) for s in self.allowing for action in (*s.actions, *s.not_actions)):
            return None
        return frozenset().union(*map(spoken_of, self.allowing))

    def grants(self, action: str) -> list[Statement]:
        """The Allow statements that give it ``action`` on anything that neither a Deny without conditions nor
        its boundary takes away."""
        given = [right.statement for right in self.rights(action) if covers(right.statement, action)]
        return [s for n, s in enumerate(given) if all(s is not before for before in given[:n])]


def identities(world: World) -> list[Identity]:
    """Every role, user and group of the plans."""
    if "identities" not in world.kept:
        world.kept["identities"] = {s.key: identity(s) for s in world.of(*PRINCIPALS)}
    return list(world.kept["identities"].values())


def of(principal: Subject) -> Identity:
    """The identity that a role, user or group is."""
    identities(principal.world)
    found: Identity = principal.world.kept["identities"][principal.key]
    return found


def identity(principal: Subject) -> Identity:
    """Gathers all that one principal holds."""
    undecided: list[str] = []
    managed: list[str] = []
    policies: list[Policy] = []
    for subject, path in _holdings(principal, managed, undecided):
        try:
            policy = subject.policy(path)
        except Undecided as why:
            undecided.append(why.reason)
            continue
        policies += [policy] if policy else []
    policies += [
        _of_aws(arn, allowed) for arn in managed if (allowed := _GIVEN_BY_AWS.get(arn.split(":", 3)[-1]))
    ]
    boundary = _boundary(principal, undecided)
    return Identity(
        principal,
        tuple(policies),
        tuple(dict.fromkeys(managed)),
        boundary,
        principal.is_set("permissions_boundary"),
        _trust(principal, undecided),
        tuple(undecided),
    )


def _of_aws(arn: str, allowed: str) -> Policy:
    return made(arn, [{"Sid": arn, "Effect": "Allow", "Action": [allowed], "Resource": ["*"]}])


def _holdings(principal: Subject, managed: list[str], undecided: list[str]) -> Iterator[tuple[Subject, str]]:
    inline, attribute = _OWN[principal.type], principal.type.removeprefix("aws_iam_")
    for own in _meaning(principal, inline, attribute, undecided):
        yield own, "policy"
    for type, path, arns in _links(principal.type):
        for link in _meaning(principal, type, path, undecided):
            yield from _linked(link, arns, managed, undecided)
    if principal.type == "aws_iam_role":
        if isinstance(principal.raw("inline_policy"), list):
            yield from ((principal, f"{path}.policy") for path in principal.blocks("inline_policy"))
        if principal.is_set("managed_policy_arns"):
            yield from _linked(principal, "managed_policy_arns", managed, undecided)
    if principal.type == "aws_iam_user":
        for group in _groups(principal, undecided):
            yield from _holdings(group, managed, undecided)


def _links(type: str) -> Iterator[tuple[str, str, str]]:
    """What attaches managed policies to a principal: its type, and how it names the two."""
    attribute = type.removeprefix("aws_iam_")
    yield f"{type}_policy_attachment", attribute, "policy_arn"
    yield f"{type}_policy_attachments_exclusive", f"{attribute}_name", "policy_arns"
    yield "aws_iam_policy_attachment", f"{attribute}s", "policy_arn"


def _meaning(principal: Subject, type: str, path: str, undecided: list[str]) -> list[Subject]:
    """The resources of a type that mean a principal; those that may are noted."""
    for loose, why in principal.world.loose(type, path, principal.type):
        undecided.append(f"{loose}.{path} may mean {principal}: {why}")
    return principal.world.attached(principal, type, path)


def _groups(user: Subject, undecided: list[str]) -> Iterator[Subject]:
    for type, path, groups in (
        ("aws_iam_user_group_membership", "user", "groups"),
        ("aws_iam_group_membership", "users", "group"),
    ):
        for membership in _meaning(user, type, path, undecided):
            try:
                found = membership.refers(groups, "aws_iam_group")
            except Undecided as why:
                undecided.append(f"{membership}: {why.reason}")
                continue
            yield from found
            if len(found) < len(_listed(membership.raw(groups))):
                undecided.append(f"{membership} names a group that is in none of the plans")


def _linked(
    link: Subject, path: str, managed: list[str], undecided: list[str]
) -> Iterator[tuple[Subject, str]]:
    arns = _listed(link.raw(path))
    if UNKNOWN in arns:
        try:
            yield from ((policy, "policy") for policy in link.refers(path, "aws_iam_policy"))
            if not link.origin(path).only("aws_iam_policy"):
                undecided.append(f"{link}.{path} may name other policies than those of the plan")
        except Undecided as why:
            undecided.append(f"{link}: {why.reason}")
    for arn in (str(arn) for arn in arns if arn not in (None, "", UNKNOWN)):
        # A policy of AWS is none of the plan's, whatever that is called.
        found = [] if "::aws:policy/" in arn else link.world.named(arn, "aws_iam_policy")
        if not found and len(arns) == 1 and "::aws:policy/" not in arn:
            found = link.refers(path, "aws_iam_policy")
        yield from ((policy, "policy") for policy in found)
        managed += [] if found else [arn]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _boundary(principal: Subject, undecided: list[str]) -> Policy | None:
    if not principal.is_set("permissions_boundary"):
        return None
    try:
        found = principal.refers("permissions_boundary", "aws_iam_policy")
        alone = principal.raw("permissions_boundary") != UNKNOWN or principal.origin(
            "permissions_boundary"
        ).only("aws_iam_policy")
        return found[0].policy() if len(found) == 1 and alone else None
    except Undecided as why:
        undecided.append(why.reason)
        return None


def _trust(principal: Subject, undecided: list[str]) -> Policy | None:
    if principal.type != "aws_iam_role":
        return None
    try:
        return principal.policy("assume_role_policy")
    except Undecided as why:
        undecided.append(why.reason)
        return None
