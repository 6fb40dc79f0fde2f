"""What ECR hands out from S3: the layers of images, by links that AWS has signed, from a bucket of AWS."""

from __future__ import annotations

from mlplatform.gate.iam.globs import arns_overlap
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.policy import Policy, Statement, is_symbol

_READ = "s3:GetObject"


def lets_read(endpoint: Endpoint, policy: Policy) -> bool | None:
    """Whether a policy of the S3 endpoint lets the region's layers be read; None where it does not tell."""
    wanted = f"arn:aws*:s3:::prod-{endpoint.region or '*'}-starport-layer-bucket/*"
    if any(covers(s, _READ) and "*" in s.resources and not s.conditions for s in policy.denying()):
        return False
    if any(_reads(statement, wanted) for statement in policy.allowing()):
        return True
    resources = [resource for s in policy.allowing() if not s.conditions for resource in s.resources]
    return None if any(map(is_symbol, resources)) else False


def _reads(statement: Statement, wanted: str) -> bool:
    """For whoever has signed the link: AWS, not the bank, so a statement with a condition is of no use."""
    return (
        not statement.conditions
        and covers(statement, _READ)
        and any(arns_overlap(resource, wanted) for resource in statement.resources)
    )
