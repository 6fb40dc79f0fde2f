"""An organization's policies where they bind: on its root, its units and its accounts.

What is denied on a root is denied in all that is under it. So a target is asked about with the policies
attached to it and to whatever stands above it in these plans. A target that does not hold by itself is left
alone where everything under it does: it only carries the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.denials import Outcome, Request, outcome
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

POLICY, ATTACHMENT = "aws_organizations_policy", "aws_organizations_policy_attachment"
ROOT = "aws_organizations_organization"
CARRIERS = (ROOT, "aws_organizations_organizational_unit", "aws_organizations_account")
CONCERNS = (POLICY, ATTACHMENT, *CARRIERS)
Kind = Literal["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "AISERVICES_OPT_OUT_POLICY"]
SCP: Kind = "SERVICE_CONTROL_POLICY"
RCP: Kind = "RESOURCE_CONTROL_POLICY"
Asks = Callable[[list[Statement]], Iterable[tuple[str, Request]]]
"""From the statements of a target, what is to be denied there: in words, and as a request."""


@dataclass(frozen=True)
class Target:
    """A root, unit or account: ``name`` is its id, or its address where the id is not known yet. Answers
    about one that is not in the plans are given at the first attachment to it."""

    name: str
    at: Subject
    policies: tuple[Subject, ...]
    above: tuple[str, ...]
    is_top: bool


@dataclass
class Organization:
    """The targets of all plans, for one kind of policy."""

    world: World
    kind: Kind
    loose: list[str] = field(default_factory=list)
    """Attachments of which the plan does not tell what they attach, or where."""

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
            for policy in self.targets[name].policies:
                try:
                    document = policy.policy("content")
                    found += document.statements if document else ()
                except Undecided as why:
                    unread.append(why.reason)
        return found, unread

    def under(self, target: Target) -> list[Target]:
        """The targets below one."""
        return [other for other in self.targets.values() if target.name in other.above]

    @cached_property
    def _attached(self) -> tuple[dict[str, list[Subject]], dict[str, Subject]]:
        attached: dict[str, list[Subject]] = defaultdict(list)
        at: dict[str, Subject] = {}
        for link in self.world.of(ATTACHMENT):
            try:
                policies = link.refers("policy_id", POLICY)
                policies = [policy for policy in policies if kind(policy) == self.kind]
                name = self._target(link) if policies else ""
            except Undecided as why:
                self.loose.append(f"{link} may attach a policy here: {why.reason}")
                continue
            if name:
                attached[name] += policies
                at.setdefault(name, link)
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
            parent = self._parent(here, at.get(here))
            if parent is None or parent in found:
                return (*found, *(root for root in roots if len(roots) == 1 and root not in found)), False
            found += [parent] if parent in at else []
            here = parent
        return tuple(found), True

    def _parent(self, name: str, subject: Subject | None) -> str | None:
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


def organization(world: World, wanted: Kind) -> Organization | None:
    """The organization where a kind of policy can be asked for: where there is one, or where the organization
    itself is planned together with policies of another kind. None otherwise."""
    if f"organization {wanted}" not in world.kept:
        asked = of(world, wanted) or (world.of(ROOT) and world.of(POLICY))
        world.kept[f"organization {wanted}"] = Organization(world, wanted) if asked else None
    found: Organization | None = world.kept[f"organization {wanted}"]
    return found


def answers(subject: Subject, wanted: Kind, asks: Asks) -> Answers:
    """The answers that a resource stands for: as a target, as the first attachment to one, or as a policy
    that is attached nowhere."""
    found = organization(subject.world, wanted)
    if found is None:
        return
    if subject.type == POLICY:
        if kind(subject) == wanted and subject.key in found.unattached:
            yield undecided("is attached to no target of these plans, so whom it binds is not known")
        return
    for target in found.targets.values():
        if target.at.key == subject.key:
            yield from _about(found, target, asks)


def _about(found: Organization, target: Target, asks: Asks) -> Answers:
    open = list(_open(found, target, asks))
    if not open:
        yield held()
        return
    below = found.under(target)
    if below and not any(list(_open(found, other, asks)) for other in below):
        return
    yield from open


def _open(found: Organization, target: Target, asks: Asks) -> Iterator[Answer]:
    """What is not denied at a target, put together by what it is."""
    statements, unread = found.statements(target)
    open: dict[tuple[str, str], list[tuple[str, Outcome]]] = defaultdict(list)
    for words, request in asks(statements):
        came = outcome(statements, request, found.world.settings.platform_role_arns)
        if came.verdict != "denied":
            open[words, came.verdict].append((request.action, came))
    for (words, verdict), several in open.items():
        actions = list(dict.fromkeys(action for action, _ in several))
        nearest = max((came.nearest for _, came in several), key=len)
        reason = f"{target.name}: {words} is not denied for {_listed(actions)}"
        if verdict == "undecided":
            yield undecided(f"{reason}, as far as is known: {nearest[0][1]}", *_evidence(nearest))
        elif unread:
            yield undecided(f"{reason} by what can be read: {unread[0]}")
        elif not nearest and not target.is_top:
            yield undecided(f"{reason} by these plans; what binds it from above is not in them")
        else:
            why = f": {nearest[0][1]}" if nearest else ": no Deny here speaks of it"
            yield failed(f"{reason}{why}", *_evidence(nearest))


def _evidence(nearest: tuple[tuple[Statement, str], ...]) -> tuple[str, ...]:
    return tuple(str(statement) for statement, _ in nearest[:2])


def _listed(actions: list[str]) -> str:
    shown = ", ".join(actions[:4])
    return shown if len(actions) <= 4 else f"{shown} and {len(actions) - 4} more"


def _is_root(name: str, subject: Subject | None) -> bool:
    return name.startswith("r-") or (subject is not None and subject.type == ROOT)


def _refuse_accounts_of_root(link: Subject) -> None:
    """The accounts of an organization have their ids from it too: only its roots are its root."""
    references = link.plan.references(link.resource, "target_id")
    if references and not any(".roots" in reference for reference in references):
        if any(reference.startswith(ROOT) for reference in references):
            raise Undecided("its target comes from the organization, but is not its root")
