"""What ECR hands out from S3: the layers of images, by links that AWS has signed, from a bucket of AWS."""

from __future__ import annotations

from mlplatform.gate.iam.identities import covers
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.network.signed_by_aws import READ, lets_read_from
from mlplatform.gate.policy import Policy, is_symbol


def lets_read(endpoint: Endpoint, policy: Policy) -> bool | None:
    """Whether a policy of the S3 endpoint lets the region's layers be read; None where it does not tell."""
    wanted = f"arn:aws*:s3:::prod-{endpoint.region or '*'}-starport-layer-bucket/*"
    if any(covers(s, READ) and "*" in s.resources and not s.conditions for s in policy.denying()):
        return False
    if any(lets_read_from(wanted, statement) for statement in policy.allowing()):
        return True
    resources = [resource for s in policy.allowing() if not s.conditions for resource in s.resources]
    return None if any(map(is_symbol, resources)) else False
