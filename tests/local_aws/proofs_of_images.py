"""Proofs of the repairs of the registry of images."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws


def actions_of_a_registry_policy(aws: Aws) -> None:
    """A registry may refuse every action of ECR, and no action of another service."""
    ecr = aws.client("ecr")
    refusal = {"Sid": "No", "Effect": "Deny", "Principal": "*", "Resource": "*"}
    policy = {
        "Version": "2012-10-17",
        "Statement": [refusal | {"Action": ["ecr:CreatePullThroughCacheRule"]}],
    }
    ecr.put_registry_policy(policyText=json.dumps(policy))
    assert json.loads(ecr.get_registry_policy()["policyText"]) == policy
    policy["Statement"] = [refusal | {"Action": "s3:GetObject"}]
    with pytest.raises(ClientError, match="InvalidParameterException"):
        ecr.put_registry_policy(policyText=json.dumps(policy))
    ecr.delete_registry_policy()


PROOFS: dict[str, Callable[[Aws], None]] = {"actions-of-a-registry-policy": actions_of_a_registry_policy}
