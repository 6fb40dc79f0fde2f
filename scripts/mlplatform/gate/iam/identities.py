"""Who holds what: a role, user or group with every policy that is attached to it, and its boundary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam.actions import any_fits
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject, World

PRINCIPALS = ("aws_iam_role", "aws_iam_user", "aws_iam_group")
_OWN = {
    "aws_iam_role": ("aws_iam_role_policy", "aws_iam_role_policy_attachment", "role"),
    "aws_iam_user": ("aws_iam_user_policy", "aws_iam_user_policy_attachment", "user"),
    "aws_iam_group": ("aws_iam_group_policy", "aws_iam_group_policy_attachment", "group"),
}


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
    def _refusals(self) -> list[Statement]:
        policies = [*self.policies, *([self.boundary] if self.boundary else [])]
        return [s for policy in policies for s in policy.denying() if not s.conditions]

    def grants(self, action: str) -> list[Statement]:
        """The Allow statements that give it ``action`` on anything, where no Deny without conditions on every
        resource takes it away and its boundary does not leave it out."""
        if any(covers(s, action) and "*" in s.resources for s in self._refusals):
            return []
        if self.boundary and not any(covers(s, action) for s in self.boundary.allowing()):
            return []
        return [statement for statement in self.allowing if covers(statement, action)]


def covers(statement: Statement, action: str) -> bool:
    """Whether a statement speaks of an action."""
    if statement.actions:
        return any_fits(statement.actions, action)
    return bool(statement.not_actions) and not any_fits(statement.not_actions, action)


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


def _holdings(principal: Subject, managed: list[str], undecided: list[str]) -> Iterator[tuple[Subject, str]]:
    inline, attachment, attribute = _OWN[principal.type]
    for own in principal.world.attached(principal, inline, attribute):
        yield own, "policy"
    for link in principal.world.attached(principal, attachment, attribute):
        yield from _linked(link, "policy_arn", managed, undecided)
    if principal.type == "aws_iam_role":
        if isinstance(principal.raw("inline_policy"), list):
            yield from ((principal, f"{path}.policy") for path in principal.blocks("inline_policy"))
        if principal.is_set("managed_policy_arns"):
            yield from _linked(principal, "managed_policy_arns", managed, undecided)
    for loose, why in [
        *principal.world.loose(inline, attribute),
        *principal.world.loose(attachment, attribute),
    ]:
        undecided.append(f"{loose}.{attribute} may mean {principal}: {why}")


def _linked(
    link: Subject, path: str, managed: list[str], undecided: list[str]
) -> Iterator[tuple[Subject, str]]:
    try:
        found = link.refers(path, "aws_iam_policy")
    except Undecided as why:
        undecided.append(f"{link}: {why.reason}")
        return
    for policy in found:
        yield policy, "policy"
    value = link.raw(path)
    if not found:
        managed.extend(str(arn) for arn in (value if isinstance(value, list) else [value]) if arn)


def _boundary(principal: Subject, undecided: list[str]) -> Policy | None:
    if not principal.is_set("permissions_boundary"):
        return None
    try:
        found = principal.refers("permissions_boundary", "aws_iam_policy")
        return found[0].policy() if len(found) == 1 else None
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
