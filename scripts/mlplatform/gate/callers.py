"""Who may call: the principals of the plans, and the rules that decide over each."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate import names
from mlplatform.gate.answers import Undecided
from mlplatform.gate.demands import KeyIsOurs
from mlplatform.gate.expect import key_is_allowed
from mlplatform.gate.guards import Rules
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject, World

PERMISSION_SET = "aws_ssoadmin_permission_set"
CALLERS = (*identities.PRINCIPALS, PERMISSION_SET)

# Policies of AWS, by the end of their ARN. Those that start SageMaker allow everything that is asked about;
# those that only read, or that are for one other service, allow nothing of it. Of the rest nothing is known.
_STRONG = ("*AdministratorAccess*", "*PowerUserAccess", "*SageMaker*", "*DataScientist", "*FullAccess")
_WEAK = ("*ReadOnly*", "*SecurityAudit", "*ViewOnlyAccess", "service-role/AWSLambda*", "AmazonSSMManaged*")


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
    strong, unknown = _managed(identity.managed_arns)
    grants_unread = bool(unread or strong or unknown)
    if identity.has_boundary and identity.boundary is None:
        unread.append(f"the boundary of {principal} is not in these plans")
    unread += [f"what {arn} says is not in these plans" for arn in unknown]
    policies = [*identity.policies, *([identity.boundary] if identity.boundary else [])]
    layers = [tuple(identity.allowing)]
    if identity.boundary:
        layers.append(tuple(identity.boundary.allowing()))
    denies = tuple(statement for policy in policies for statement in policy.denying())
    return Rules(denies, tuple(layers), tuple(unread), grants_unread)


def _managed(arns: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Policies that are not in the plans: those that are strong, and those that nobody knows."""
    strong, unknown = [], []
    for arn in arns:
        name = arn.rpartition(":policy/")[2]
        if not arn.startswith("arn:aws:iam::aws:"):
            unknown.append(arn)
        elif not any(glob(pattern, name) for pattern in _WEAK):
            (strong if any(glob(pattern, name) for pattern in _STRONG) else unknown).append(arn)
    return strong, unknown


def _of_permission_set(principal: Subject) -> Rules:
    statements: list[Statement] = []
    unread: list[str] = []
    for policy in _inline(principal, unread):
        statements += policy
    managed = [
        str(link.raw("managed_policy_arn"))
        for link in _linked(principal, "aws_ssoadmin_managed_policy_attachment", unread)
    ]
    for link in _linked(principal, "aws_ssoadmin_customer_managed_policy_attachment", unread):
        unread.append(f"{link} names a policy of the account that the permission set comes to")
    strong, unknown = _managed(tuple(managed))
    unread += [f"what {arn} says is not in these plans" for arn in unknown]
    denies = tuple(s for s in statements if not s.allows)
    allows = tuple(s for s in statements if s.allows)
    return Rules(denies, (allows,), tuple(unread), bool(unread or strong))


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
    loose = principal.world.loose(type, "permission_set_arn")
    unread.extend(f"{link}.permission_set_arn may mean {principal}: {why}" for link, why in loose)
    return principal.world.attached(principal, type, "permission_set_arn")
