"""What a principal may hold beside its policies in the plans: those of AWS, and those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.identities import Identity

# Policies of AWS that reach neither objects nor keys.
_HARMLESS = (
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgentServerPolicy",
    "SecurityAudit",
    "job-function/ViewOnlyAccess",
    "service-role/AWSLambda*ExecutionRole",
)


def policies(identity: Identity) -> Iterator[str]:
    """Why a policy of it cannot be read; who may assume it is another matter."""
    trust = f"{identity.subject}.assume_role_policy"
    yield from (why for why in identity.undecided if not why.startswith(trust))


def managed(identity: Identity, harmless: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """ARN and name of each policy that is attached, is not in the plans, and may reach objects or keys."""
    for arn in identity.managed_arns:
        name = arn.rpartition(":policy/")[2]
        if not any(glob(pattern, name) for pattern in (*_HARMLESS, *harmless)):
            yield arn, name
