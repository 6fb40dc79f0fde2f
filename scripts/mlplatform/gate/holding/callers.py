"""Who may call: the principals of the plans, and the rules that decide over each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mlplatform.gate import names
from mlplatform.gate.answers import Undecided
from mlplatform.gate.expect import key_is_allowed
from mlplatform.gate.holding.demands import KeyIsOurs
from mlplatform.gate.holding.rules import Rules
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject, World

PERMISSION_SET = "aws_ssoadmin_permission_set"
CALLERS = (*identities.PRINCIPALS, PERMISSION_SET)

# Policies of AWS, by the end of their ARN: what they allow of IAM, CloudFormation and SageMaker. Of those
# that are not here nothing is known.
_NOTHING = (
    "*ReadOnly*",
    "AWSXRay*",
    "AmazonEC2ContainerRegistry*",
    "AmazonS3FullAccess",
    "AmazonSNSFullAccess",
    "AmazonSQSFullAccess",
    "AmazonSSMManaged*",
    "CloudWatch*",
    "SecurityAudit",
    "job-function/ViewOnlyAccess",
    "service-role/AWSLambda*ExecutionRole",
    "service-role/AmazonECSTaskExecutionRolePolicy",
)
_GIVEN = {
    "AdministratorAccess*": ("*",),
    "AWSCloudFormationFullAccess": ("cloudformation:*",),
    "IAMFullAccess": ("iam:*",),
    "PowerUserAccess": ("cloudformation:*", "sagemaker:*"),
    "*SageMaker*": ("sagemaker:*",),
    "job-function/DataScientist": ("sagemaker:*",),
}


def is_platform(principal: Subject) -> bool:
    """Whether the settings name it as a role of the platform, which may do what no workload may."""
    allowed = [names.ending(arn) for arn in principal.world.settings.platform_role_arns]
    return any(
        glob(pattern, name)
        for name in names.names(principal.type, principal.values)
        for pattern in allowed
        if name.startswith("iam:")
    )


def rules(principal: Subject) -> Rules:
    """All that decides over a role, a user, a group or a permission set."""
    kept: dict[tuple[int, str], Rules] = principal.world.kept.setdefault("rules of callers", {})
    if principal.key not in kept:
        made = _of_permission_set if principal.type == PERMISSION_SET else _of_identity
        kept[principal.key] = made(principal)
    return kept[principal.key]


def is_our_key(world: World) -> KeyIsOurs:
    """Says of a key's ARN whether the key is of these plans, or allowed by the settings."""

    def ours(arn: str) -> bool:
        keys = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_alias")
        return bool(world.named(arn, *keys)) or key_is_allowed(world, arn)

    return ours


def _of_identity(principal: Subject) -> Rules:
    identity = identities.of(principal)
    unread = [why for why in identity.undecided if not why.startswith(f"{principal}.assume_role_policy")]
    given, unknown = _managed(identity.managed_arns)
    unread += unknown
    grants_unread = bool(unread)
    if identity.has_boundary and identity.boundary is None:
        unread.append(f"the boundary of {principal} is not in these plans")
    layers = [(*identity.allowing, *given)]
    if identity.boundary:
        layers.append(tuple(identity.boundary.allowing()))
    return Rules(tuple(identity.denying), tuple(layers), tuple(unread), grants_unread)


def _managed(arns: Iterable[str]) -> tuple[list[Statement], list[str]]:
    """Policies that are not in the plans: what some are known to allow, and that others are not known."""
    given, unknown = [], []
    for arn in arns:
        name = arn.rpartition(":policy/")[2]
        of_aws = arn.startswith("arn:aws:iam::aws:")
        if of_aws and any(glob(pattern, name) for pattern in _NOTHING):
            continue
        actions = next((a for pattern, a in _GIVEN.items() if of_aws and glob(pattern, name)), None)
        if actions is None:
            unknown.append(f"what {arn} says is not in these plans")
        else:
            raw = {"Sid": arn, "Effect": "Allow", "Action": list(actions), "Resource": "*"}
            given.append(Statement(True, arn, actions, (), ("*",), (), {}, {}, (), raw))
    return given, unknown


def _of_permission_set(principal: Subject) -> Rules:
    unread: list[str] = []
    statements = [statement for policy in _inline(principal, unread) for statement in policy]
    links = _linked(principal, "aws_ssoadmin_managed_policy_attachment", unread)
    given, unknown = _managed(str(link.raw("managed_policy_arn")) for link in links)
    unread += unknown
    for link in _linked(principal, "aws_ssoadmin_customer_managed_policy_attachment", unread):
        unread.append(f"{link} names a policy of the account that the permission set comes to")
    denies = tuple(s for s in statements if not s.allows)
    return Rules(denies, ((*(s for s in statements if s.allows), *given),), tuple(unread), bool(unread))


def _inline(principal: Subject, unread: list[str]) -> Iterator[tuple[Statement, ...]]:
    for link in _linked(principal, "aws_ssoadmin_permission_set_inline_policy", unread):
        try:
            policy = link.policy("inline_policy")
        except Undecided as why:
            unread.append(why.reason)
            continue
        if policy:
            yield policy.statements


def _linked(principal: Subject, type: str, unread: list[str]) -> list[Subject]:
    loose = principal.world.loose(type, "permission_set_arn", principal.type)
    unread.extend(f"{link}.permission_set_arn may mean {principal}: {why}" for link, why in loose)
    return principal.world.attached(principal, type, "permission_set_arn")
