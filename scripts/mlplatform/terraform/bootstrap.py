"""The one thing Terraform cannot make for itself: the bucket, and its key, that hold its state.

Safe to run twice: every step looks first, or puts what already stands there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from mlplatform.aws import client
from mlplatform.local_aws.environment import Environment
from mlplatform.use_cases.model import Platform

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def bootstrap(platform: Platform, aws: Environment | None) -> bool:
    """Make the state bucket and its key in the shared account; True when the bucket is new."""
    account = platform.shared_account_id
    where = {"region": platform.region, "role_arn": platform.deploy_role_arn(account)}
    key_arn = _key(platform, client("kms", aws=aws, **where))
    s3 = client("s3", aws=aws, **where)
    made = _bucket(platform, s3)
    _protect(platform, s3, key_arn)
    return made


def _key(platform: Platform, kms: Any) -> str:
    try:
        return str(kms.describe_key(KeyId=platform.state_key_alias)["KeyMetadata"]["Arn"])
    except kms.exceptions.NotFoundException:
        key = kms.create_key(
            Description="Terraform state of the machine-learning platform.",
            Policy=json.dumps(_key_policy(platform)),
        )["KeyMetadata"]
        kms.enable_key_rotation(KeyId=key["KeyId"])
        kms.create_alias(AliasName=platform.state_key_alias, TargetKeyId=key["KeyId"])
        return str(key["Arn"])


def _key_policy(platform: Platform) -> dict[str, Any]:
    """The account administers the key; it is used through S3 in this region and account only."""
    root = f"arn:aws:iam::{platform.shared_account_id}:root"
    administer = ["Describe*", "Get*", "List*", "Put*", "Update*", "Enable*", "Tag*", "Untag*", "Create*"]
    administer += ["ScheduleKeyDeletion", "CancelKeyDeletion", "Disable*", "RevokeGrant"]
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Administer",
                "Effect": "Allow",
                "Principal": {"AWS": root},
                "Action": [f"kms:{action}" for action in administer],
                "Resource": "*",
            },
            {
                "Sid": "UseThroughS3",
                "Effect": "Allow",
                "Principal": {"AWS": root},
                "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                "Resource": "*",
                "Condition": {
                    "StringEquals": {
                        "kms:ViaService": f"s3.{platform.region}.amazonaws.com",
                        "kms:CallerAccount": platform.shared_account_id,
                    }
                },
            },
        ],
    }


def _bucket(platform: Platform, s3: S3Client) -> bool:
    try:
        s3.head_bucket(Bucket=platform.state_bucket)
        return False
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
            raise
    placement: Any = {"LocationConstraint": platform.region}
    # us-east-1 is the one region that must not be named.
    extra = {} if platform.region == "us-east-1" else {"CreateBucketConfiguration": placement}
    s3.create_bucket(Bucket=platform.state_bucket, ObjectOwnership="BucketOwnerEnforced", **extra)
    return True


def _protect(platform: Platform, s3: S3Client, key_arn: str) -> None:
    bucket = platform.state_bucket
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    by_default: Any = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key_arn}
    s3.put_bucket_encryption(
        Bucket=bucket,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": by_default, "BucketKeyEnabled": True}]
        },
    )
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(_bucket_policy(platform)))


def _bucket_policy(platform: Platform) -> dict[str, Any]:
    """TLS 1.2 or newer, and the organization's principals alone."""
    bucket = f"arn:aws:s3:::{platform.state_bucket}"

    def deny(sid: str, condition: dict[str, Any]) -> dict[str, Any]:
        return {
            "Sid": sid,
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket, f"{bucket}/*"],
            "Condition": condition,
        }

    return {
        "Version": "2012-10-17",
        "Statement": [
            deny("TlsOnly", {"Bool": {"aws:SecureTransport": "false"}}),
            deny("ModernTlsOnly", {"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
            deny("OrganizationOnly", {"StringNotEquals": {"aws:PrincipalOrgID": platform.organization_id}}),
        ],
    }
