"""Who writes to what production reads: its buckets, its model package groups, its images."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from mlplatform.gate import accounts, environments
from mlplatform.gate.answers import Answer, Answers, Status, Undecided, failed, held, undecided
from mlplatform.gate.delivery import promotion
from mlplatform.gate.holding import denials
from mlplatform.gate.iam import grantees
from mlplatform.gate.iam.actions import access_level, expand
from mlplatform.gate.iam.grantees import Grantee
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import arn_of, may_cover
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject

# Policy => its attribute, what it is for, and by which attribute; the service whose actions it gives.
POLICIES = {
    "aws_s3_bucket_policy": ("policy", "aws_s3_bucket", "bucket", "s3"),
    "aws_sagemaker_model_package_group_policy": (
        "resource_policy",
        "aws_sagemaker_model_package_group",
        "model_package_group_name",
        "sagemaker",
    ),
    "aws_ecr_repository_policy": ("policy", "aws_ecr_repository", "repository", "ecr"),
}
_CHANGES = {
    "aws_s3_bucket": ("s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy"),
    "aws_sagemaker_model_package_group": (
        "sagemaker:CreateModelPackage",
        "sagemaker:UpdateModelPackage",
        "sagemaker:DeleteModelPackage",
        "sagemaker:PutModelPackageGroupPolicy",
    ),
    "aws_ecr_repository": ("ecr:PutImage", "ecr:BatchDeleteImage", "ecr:SetRepositoryPolicy"),
}
_OBJECT = {"aws_s3_bucket": "/*", "aws_sagemaker_model_package_group": "", "aws_ecr_repository": ""}


@functools.cache
def writes(service: str) -> tuple[str, ...]:
    """Every action of a service that changes something."""
    return tuple(sorted(a for a in expand(f"{service}:*") if access_level(a) not in ("Read", "List")))


def by_policy(subject: Subject) -> Answers:
    """Whether the policy of something of production lets only production, or what is shared, write."""
    attribute, type, by, service = POLICIES[subject.type]
    where = _environment(subject, by, type)
    if where not in ("prod", None):
        return
    policy = subject.policy(attribute)
    for statement in policy.allowing() if policy else ():
        written = [action for action in writes(service) if may_cover(statement, action)]
        for grantee in grantees.of(subject, statement) if written else ():
            yield from _writer(subject, policy, statement, grantee, written, certain=where == "prod")
    if where == "prod":
        yield held()


def _environment(subject: Subject, by: str, type: str) -> str | None:
    """That of what a policy is for; that of its own plan where it is for something outside."""
    try:
        found = {environments.of(target) for target in subject.refers(by, type)}
    except Undecided:
        found = set()
    return found.pop() if len(found) == 1 else environments.of(subject)


def _writer(
    subject: Subject,
    policy: Policy | None,
    statement: Statement,
    grantee: Grantee,
    written: list[str],
    certain: bool,
) -> Iterator[Answer]:
    found = _is_of_production(subject, grantee)
    open_ = [a for a in written if found and not _denied(policy, a, grantee)]
    if found is None or not open_:
        return
    status, why = found
    shown = ", ".join(open_[:3]) + (f" and {len(open_) - 3} more" if len(open_) > 3 else "")
    if certain:
        yield Answer(status, f"{grantee}{why} may call {shown}", (str(statement),))
    elif status == "fail":
        reason = f"{grantee}{why} may call {shown}; whether this is of production, nothing tells"
        yield undecided(reason, str(statement))


def _is_of_production(subject: Subject, grantee: Grantee) -> tuple[Status, str] | None:
    """What is wrong with a writer; None where nothing is."""
    if grantee.kind in ("service", "federated"):
        return None  # services and their conditions are asked about elsewhere
    if grantee.kind == "unknown":
        return "undecided", ""
    where = promotion.environment(subject.world, grantee)
    if where == "other":
        return "fail", ", which is not of production,"
    if grantee.kind == "anyone":
        return "fail", ""
    if where is None and grantee.account != accounts.of(subject):
        return "undecided", ", whose environment neither plans nor settings tell,"
    return None


def _denied(policy: Policy | None, action: str, grantee: Grantee) -> bool:
    """Whether a Deny of the same policy takes an action away from a grantee, as far as its ARN tells."""
    keys: dict[str, denials.Values] = {}
    if grantee.kind == "principal" and grantee.subject is None:
        keys = {"aws:principalarn": (grantee.text,)}
    if grantee.account:
        keys["aws:principalaccount"] = (grantee.account,)
    request = denials.Request(action, keys, "arn:aws:zz-everything-of-it")
    return denials.outcome(_everywhere(policy), request).verdict == "denied"


def _everywhere(policy: Policy | None) -> list[Statement]:
    return [s for s in policy.denying() if "*" in s.resources or not s.resources] if policy else []


def by_identity(identity: Identity) -> Answers:
    """Whether a principal of development has a right of its own to change something of production's, which in
    one account is all that it takes."""
    if environments.of(identity.subject) != "other":
        return
    for type, actions in _CHANGES.items():
        for target in identity.subject.world.of(type):
            if environments.of(target) == "prod" and accounts.same(identity.subject, target):
                yield from _changes(identity, target, actions)
                yield held()


def _changes(identity: Identity, target: Subject, actions: Iterable[str]) -> Answers:
    arn = arn_of(target) or "*"
    for action in actions:
        here = f"{arn}{_OBJECT[target.type]}" if action.endswith("Object") else arn
        reaching = [right for right in identity.rights(action) if right.reaches(here)]
        certain = [right for right in reaching if right.certain]
        if certain:
            yield failed(
                f"is not of production, and may call {action} on {target}", str(certain[0].statement)
            )
        elif reaching:
            yield undecided(f"may perhaps call {action} on {target}: {reaching[0].why}")
