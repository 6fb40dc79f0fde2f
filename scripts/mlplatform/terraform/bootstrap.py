"""What Terraform cannot make for itself: the bucket, and its key, that hold its state, and the roles that it
runs with in the shared and in the management account.

Safe to run twice, and after a run that was killed: every step looks first, or puts what already stands there.
It comes in through the role that the account factory left, unless whoever runs it is in the account already.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from mlplatform.aws import client, own_client
from mlplatform.errors import BadInput
from mlplatform.local_aws.environment import Environment
from mlplatform.terraform import delivery_policies as policies
from mlplatform.terraform.standing_role import settle_role
from mlplatform.use_cases.model import Platform, role_arn

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_DESCRIPTIONS = {
    "deploy": "Applies the machine-learning platform.",
    "plan": "Reads what the machine-learning platform plans over.",
}


def bootstrap(platform: Platform, aws: Environment | None) -> bool:
    """Make the roles, the state bucket and its key; True when the bucket is new."""
    accounts = _Accounts(platform, aws)
    shared, management = platform.shared_account_id, platform.management_account_id
    _roles(platform, accounts.client("iam", shared), shared, "shared")
    _roles(platform, accounts.client("iam", management), management, "management")
    _state_roles(platform, accounts.client("iam", shared))
    key_arn = _key(platform, accounts.client("kms", shared))
    s3 = accounts.client("s3", shared)
    made = _bucket(platform, s3)
    _protect(platform, s3, key_arn)
    return made


def state_key_id(platform: Platform, aws: Environment | None, role: str) -> str:
    """Id of the state bucket's key, which the shared root takes over; ``BadInput`` where there is none."""
    kms = client("kms", region=platform.region, role_arn=role, aws=aws)
    try:
        return str(kms.describe_key(KeyId=platform.state_key_alias)["KeyMetadata"]["KeyId"])
    except kms.exceptions.NotFoundException as error:
        raise BadInput(
            f"shared: key {platform.state_key_alias} of the state bucket does not exist in account "
            f"{platform.shared_account_id}; make it with: mlp bootstrap"
        ) from error


class _Accounts:
    """Clients in accounts, with the rights of whoever runs this or of the account factory's role."""

    def __init__(self, platform: Platform, aws: Environment | None) -> None:
        self._platform, self._aws = platform, aws
        sts = own_client("sts", region=platform.region, aws=aws)
        self._home = sts.get_caller_identity()["Account"]

    def client(self, service: str, account: str) -> Any:
        region = self._platform.region
        if account == self._home:
            return own_client(service, region=region, aws=self._aws)
        role = role_arn(account, self._platform.account_factory_role)
        try:
            return client(service, region=region, role_arn=role, aws=self._aws)
        except ClientError as error:
            if error.response["Error"]["Code"] != "AccessDenied":
                raise
            raise BadInput(
                f"account {account}: {role} cannot be taken on from account {self._home}; sign in to account "
                f"{account} or where its account factory lets you come from"
            ) from error


def _roles(platform: Platform, iam: Any, account: str, kind: policies.Kind) -> None:
    pipelines = {"shared": "apply-shared", "management": "apply-organization"}
    roles: tuple[policies.Role, ...] = ("plan", "deploy")
    for role in roles:
        settle_role(
            iam,
            account,
            name=platform.deploy_role if role == "deploy" else platform.plan_role,
            description=_DESCRIPTIONS[role],
            trust=policies.trust(platform, pipelines[kind] if role == "deploy" else "plan"),
            managed=policies.role_policies(platform, kind, role),
        )


def _state_roles(platform: Platform, iam: Any) -> None:
    for environment in policies.STATE_ENVIRONMENTS:
        settle_role(
            iam,
            platform.shared_account_id,
            name=platform.state_role(environment),
            description=f"Reads and writes the Terraform state of {environment}.",
            trust=policies.trust(platform, f"apply-{environment}"),
            inline={"state": policies.state_policy(platform, environment)},
        )


def _key(platform: Platform, kms: Any) -> str:
    policy = json.dumps(policies.key_policy(platform))
    try:
        key = kms.describe_key(KeyId=platform.state_key_alias)["KeyMetadata"]
    except kms.exceptions.NotFoundException:
        # A run that was killed here leaves a key without a name, which encrypts nothing.
        key = kms.create_key(
            Description="Terraform state of the machine-learning platform.",
            KeySpec="SYMMETRIC_DEFAULT",
            KeyUsage="ENCRYPT_DECRYPT",
            Policy=policy,
        )["KeyMetadata"]
        kms.create_alias(AliasName=platform.state_key_alias, TargetKeyId=key["KeyId"])
    kms.put_key_policy(KeyId=key["KeyId"], PolicyName="default", Policy=policy)
    kms.enable_key_rotation(KeyId=key["KeyId"], RotationPeriodInDays=365)
    return str(key["Arn"])


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
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policies.bucket_policy(platform, key_arn)))
