"""What checks of policies share: a question asked of each statement, and who a policy is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mlplatform.gate import names
from mlplatform.gate.answers import Answer, Answers, held, undecided
from mlplatform.gate.iam import registry
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.identities import PRINCIPALS, Identity, identities
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

Question = Callable[[Statement, Policy], Iterable[Answer]]
DOCUMENTS = tuple(registry.ATTRIBUTES)
"""Every type of resource that holds a policy."""


def of_each(subject: Subject, question: Question, *kinds: registry.Kind) -> Answers:
    """The answers about every statement of a resource's policies of these kinds, of all where none is named;
    undecided for a policy that cannot be read. A resource without such a policy is not concerned."""
    for document in registry.of(subject):
        if kinds and document.kind not in kinds:
            continue
        if document.policy is None:
            yield undecided(document.why)
            continue
        yield held()
        for statement in document.policy.statements:
            yield from question(statement, document.policy)


def is_boundary(policy: Subject) -> bool:
    """Whether a managed policy is the permissions boundary of a principal of the plans."""
    world = policy.world
    return any(world.attached(policy, type, "permissions_boundary") for type in PRINCIPALS[:2])


def holders(policy: Subject) -> list[Identity]:
    """The principals of the plans that a policy gives something to; not those that it bounds."""
    found = identities(policy.world)
    mine = [i for i in found if i.subject.plan is policy.plan or policy.type == "aws_iam_policy"]
    return [i for i in mine if any(_is_of(held_, policy) for held_ in i.policies)]


def _is_of(document: Policy, policy: Subject) -> bool:
    return document.source.startswith(f"{policy.address}.")


def is_platform(principal: Subject) -> bool:
    """Whether a principal is of the platform, by the settings: it may do what no workload may."""
    own = principal.raw("arn")
    known = own if isinstance(own, str) and own != UNKNOWN else None
    ending = names.own_ending(principal.type, principal.values)
    if principal.type == "aws_ssoadmin_permission_set":
        # The roles that Identity Center makes of a permission set, each with an end of its own.
        known, ending = (
            None,
            f"iam:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_{principal.raw('name')}_0",
        )
    for pattern in principal.world.settings.platform_role_arns:
        if known is not None and glob(pattern, known):
            return True
        if known is None and ending is not None and glob(names.ending(pattern), ending):
            return True
    return False


def workloads(policy: Subject) -> Iterator[Identity]:
    """The holders of a policy that are not of the platform."""
    return (identity for identity in holders(policy) if not is_platform(identity.subject))
