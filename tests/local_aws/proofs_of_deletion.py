"""Proofs of the repairs of what a bucket's policy refuses to delete; ``test_repairs`` runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import REGION, Aws

KEPT = ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion"]


def what_a_policy_keeps_is_not_deleted(aws: Aws) -> None:
    """By no role, until the policy is written anew; the account itself can always take the policy away."""
    name, s3 = f"bank-{aws.account}", as_role(aws, "deploy")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    version = s3.put_object(Bucket=name, Key="model", Body=b"x")["VersionId"]
    say(s3, name, KEPT)
    deletions: list[Callable[[], Any]] = [
        lambda: s3.delete_object(Bucket=name, Key="model", VersionId=version),
        lambda: s3.delete_bucket_policy(Bucket=name),
        lambda: s3.delete_bucket(Bucket=name),
    ]
    for delete in deletions:
        with pytest.raises(ClientError, match="AccessDenied"):
            delete()
    marker = s3.delete_object(Bucket=name, Key="model")["VersionId"]  # a marker over versions that stay

    aws.client("s3").delete_bucket_policy(Bucket=name)
    say(s3, name, ["s3:PutBucketAcl"])
    s3.delete_object(Bucket=name, Key="model", VersionId=marker)
    for delete in deletions:
        delete()


def as_role(aws: Aws, name: str) -> Any:
    """S3 as a role of the account sees it."""
    arn = f"arn:aws:iam::{aws.account}:role/{name}"
    trust = {"Version": "2012-10-17", "Statement": []}
    aws.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    found = aws.client("sts").assume_role(RoleArn=arn, RoleSessionName="proof")["Credentials"]
    return aws.client(
        "s3",
        aws_access_key_id=found["AccessKeyId"],
        aws_secret_access_key=found["SecretAccessKey"],
        aws_session_token=found["SessionToken"],
    )


def say(s3: Any, name: str, actions: list[str]) -> None:
    """Write the bucket's policy: these actions are denied to everyone."""
    arn = f"arn:aws:s3:::{name}"
    deny = {"Effect": "Deny", "Principal": "*", "Action": actions, "Resource": [arn, f"{arn}/*"]}
    policy = {"Version": "2012-10-17", "Statement": [deny]}
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))


PROOFS: dict[str, Callable[[Aws], None]] = {"deletion-by-policy": what_a_policy_keeps_is_not_deleted}
