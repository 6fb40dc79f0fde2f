"""An organization's policies where they bind: on its root, its units and its accounts.

What is denied on a root is denied in all that is under it. So a target is asked about with the policies
attached to it and to whatever stands above it in these plans.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from mlplatform.gate.answers import Undecided
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

POLICY, ATTACHMENT = "aws_organizations_policy", "aws_organizations_policy_attachment"
ROOT = "aws_organizations_organization"
CARRIERS = (ROOT, "aws_organizations_organizational_unit", "aws_organizations_account")
CONCERNS = (POLICY, ATTACHMENT, *CARRIERS)
Kind = Literal["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "AISERVICES_OPT_OUT_POLICY"]
_OF_AWS = ("p-FullAWSAccess", "p-RCPFullAWSAccess")
"""Policies of AWS that deny nothing."""
SCP: Kind = "SERVICE_CONTROL_POLICY"
RCP: Kind = "RESOURCE_CONTROL_POLICY"


@dataclass(frozen=True)
class Target:
    """A root, unit or account: ``name`` is its id, or its address where the id is not known yet. Answers
    about one that is not in the plans are given at the first attachment to it."""

    name: str
    at: Subject
    policies: tuple[Subject, ...]
    above: tuple[str, ...]
    is_top: bool
    """Whether nothing outside the plans is above it."""

    @property
    def is_root(self) -> bool:
        """Whether it is the root of an organization."""
        return _is_root(self.name, self.at)


@dataclass
class Organization:
    """The targets of all plans, for one kind of policy."""

    world: World
    kind: Kind
    loose: list[str] = field(default_factory=list)
    """Attachments of which the plan does not tell what they attach, or where."""
    unseen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Policies attached to a target, by its name, that are in none of the plans."""
    outcomes: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What became of the questions of a check under the same statements: accounts share most of theirs."""
    _documents: dict[tuple[int, str], tuple[list[Statement], list[str]]] = field(default_factory=dict)

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Every target that a policy is attached to, and every one that is in the plans."""
        attached, at = self._attached
        for carrier in self.world.of(*CARRIERS):
            at[self._name(carrier)] = carrier
        roots = tuple(name for name in at if _is_root(name, at[name]))
        return {
            name: Target(name, at[name], tuple(attached[name]), *self._above(name, at, roots)) for name in at
        }

    @cached_property
    def unattached(self) -> set[tuple[int, str]]:
        """Keys of the policies of this kind that are attached nowhere."""
        used = {policy.key for target in self.targets.values() for policy in target.policies}
        return {policy.key for policy in of(self.world, self.kind) if policy.key not in used}

    def statements(self, target: Target) -> tuple[list[Statement], list[str]]:
        """What binds a target, its own and inherited; and why something more may, which cannot be read."""
        found: list[Statement] = []
        unread = list(self.loose)
        for name in (target.name, *target.above):
            unread += self.unseen.get(name, [])
            for policy in self.targets[name].policies:
                statements, why = self._read(policy)
                found += statements
                unread += why
        return found, unread

    def _read(self, policy: Subject) -> tuple[list[Statement], list[str]]:
        if policy.key not in self._documents:
            try:
                document = policy.policy("content")
                self._documents[policy.key] = list(document.statements if document else ()), []
            except Undecided as why:
                self._documents[policy.key] = [], [why.reason]
        return self._documents[policy.key]

    def under(self, target: Target) -> list[Target]:
        """The targets below one."""
        return [other for other in self.targets.values() if target.name in other.above]

    @cached_property
    def _attached(self) -> tuple[dict[str, list[Subject]], dict[str, Subject]]:
        attached: dict[str, list[Subject]] = defaultdict(list)
        at: dict[str, Subject] = {}
        for link in self.world.of(ATTACHMENT):
            try:
                meant = link.refers("policy_id", POLICY)
                policies = [policy for policy in meant if kind(policy) == self.kind]
                name = self._target(link) if policies or not meant else ""
            except Undecided as why:
                self.loose.append(f"{link} may attach a policy here: {why.reason}")
                continue
            if policies:
                attached[name] += policies
                at.setdefault(name, link)
            elif not meant and link.raw("policy_id") not in _OF_AWS:
                self.unseen[name].append(f"{link} attaches {link.raw('policy_id')}, which is in no plan")
        return attached, at

    def _target(self, link: Subject) -> str:
        found = link.refers("target_id", *CARRIERS)
        if found and found[0].type == ROOT and link.raw("target_id") == UNKNOWN:
            _refuse_accounts_of_root(link)
        if len(found) > 1:
            raise Undecided(f"its target may be any of {', '.join(map(str, found))}")
        return self._name(found[0]) if found else link.text("target_id")

    def _name(self, carrier: Subject) -> str:
        id = carrier.raw("id")
        if carrier.type == ROOT:
            roots = carrier.raw("roots.0.id")
            return str(roots) if isinstance(roots, str) and roots != UNKNOWN else carrier.address
        return str(id) if isinstance(id, str) and id != UNKNOWN else carrier.address

    def _above(
        self, name: str, at: dict[str, Subject], roots: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """The targets above one, and whether the plans show all that is above it."""
        found: list[str] = []
        here = name
        while not _is_root(here, at.get(here)):
            parent = self._parent(at.get(here))
            if parent is None or parent in found:
                return (*found, *_root_of(here, roots)), False
            found += [parent] if parent in at else []
            here = parent
        return tuple(found), True

    def _parent(self, subject: Subject | None) -> str | None:
        if subject is None or subject.type not in CARRIERS or not subject.is_set("parent_id"):
            return None
        try:
            parents = subject.refers("parent_id", *CARRIERS)
        except Undecided:
            return None
        return self._name(parents[0]) if len(parents) == 1 else str(subject.raw("parent_id"))


def kind(policy: Subject) -> str:
    """The kind of an organization's policy."""
    return policy.text("type") or SCP


def of(world: World, wanted: Kind) -> list[Subject]:
    """The policies of a kind."""
    return [policy for policy in world.of(POLICY) if policy.raw("type") in (wanted, UNKNOWN)]


def every_statement(world: World) -> list[Statement]:
    """The statements of every service and resource control policy; undecided where one cannot be read."""
    found: list[Statement] = []
    for policy in (*of(world, SCP), *of(world, RCP)):
        document = policy.policy("content") if kind(policy) in (SCP, RCP) else None
        found += document.statements if document else ()
    return found


def organization(world: World, wanted: Kind) -> Organization | None:
    """The organization where a kind of policy can be asked for: where there is one, or where the organization
    itself is planned together with policies of another kind. None otherwise."""
    if f"organization {wanted}" not in world.kept:
        asked = of(world, wanted) or (world.of(ROOT) and world.of(POLICY))
        world.kept[f"organization {wanted}"] = Organization(world, wanted) if asked else None
    found: Organization | None = world.kept[f"organization {wanted}"]
    return found


def _root_of(name: str, roots: tuple[str, ...]) -> tuple[str, ...]:
    """The root that a unit or account of which no parent is planned is under, if it is among these. The id of
    a unit begins with that of its root."""
    if name.startswith("ou-"):
        own = tuple(root for root in roots if name.startswith(f"ou-{root.removeprefix('r-')}-"))
        return own or tuple(root for root in roots if len(roots) == 1 and not root.startswith("r-"))
    return roots if len(roots) == 1 else ()


def _is_root(name: str, subject: Subject | None) -> bool:
    return name.startswith("r-") or (subject is not None and subject.type == ROOT)


def _refuse_accounts_of_root(link: Subject) -> None:
    """The accounts of an organization have their ids from it too: only its roots are its root."""
    direct = [r for r in link.plan.references(link.resource, "target_id") if r.startswith(ROOT)]
    if direct and not any(".roots" in reference for reference in direct):
        raise Undecided("its target comes from the organization, but is not its root")
