"""Which rights a run used, and which of them a role's policies do not give: what the embedded AWS has counted
is held against what the policies say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from mlplatform.terraform.delivery_policies import Document

# IAM's prefix of a service, where it is not botocore's name of it.
_PREFIXES = {"accessanalyzer": "access-analyzer", "efs": "elasticfilesystem", "s3control": "s3"}
# IAM's name of the right to an operation, where it is not the operation's.
_ACTIONS = {
    "budgets": {
        "CreateBudget": "ModifyBudget",
        "CreateNotification": "ModifyBudget",
        "CreateSubscriber": "ModifyBudget",
        "DeleteBudget": "ModifyBudget",
        "DeleteNotification": "ModifyBudget",
        "DeleteSubscriber": "ModifyBudget",
        "DescribeBudget": "ViewBudget",
        "DescribeNotificationsForBudget": "ViewBudget",
        "DescribeSubscribersForNotification": "ViewBudget",
        "UpdateBudget": "ModifyBudget",
        "UpdateNotification": "ModifyBudget",
        "UpdateSubscriber": "ModifyBudget",
    },
    "s3": {
        "DeleteBucketEncryption": "PutEncryptionConfiguration",
        "DeleteBucketLifecycle": "PutLifecycleConfiguration",
        "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
        "DeleteBucketTagging": "PutBucketTagging",
        "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
        "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
        "GetBucketCors": "GetBucketCORS",
        "GetBucketEncryption": "GetEncryptionConfiguration",
        "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
        "GetBucketReplication": "GetReplicationConfiguration",
        "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
        "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
        "HeadBucket": "ListBucket",
        "HeadObject": "GetObject",
        "ListBuckets": "ListAllMyBuckets",
        "ListObjectVersions": "ListBucketVersions",
        "ListObjectsV2": "ListBucket",
        "PutBucketEncryption": "PutEncryptionConfiguration",
        "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
        "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
        "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    },
    "s3control": {
        "DeletePublicAccessBlock": "PutAccountPublicAccessBlock",
        "GetPublicAccessBlock": "GetAccountPublicAccessBlock",
        "PutPublicAccessBlock": "PutAccountPublicAccessBlock",
    },
}
# Everybody may ask who they are.
_FREE = {"sts.GetCallerIdentity"}


def action_of(operation: str) -> str:
    """IAM's name of an operation: ``s3:GetEncryptionConfiguration`` for ``s3.GetBucketEncryption``."""
    service, _, name = operation.partition(".")
    return f"{_PREFIXES.get(service, service)}:{_ACTIONS.get(service, {}).get(name, name)}"


def missing(policies: Mapping[str, Document], operations: Iterable[str]) -> list[str]:
    """The actions of these operations that no statement of the policies allows on anything."""
    allowed = [
        pattern.lower()
        for document in policies.values()
        for statement in document["Statement"]
        if statement["Effect"] == "Allow"
        for pattern in _list(statement["Action"])
    ]
    asked = {action_of(operation) for operation in operations if operation not in _FREE}
    return sorted(
        action for action in asked if not any(fnmatchcase(action.lower(), pattern) for pattern in allowed)
    )


def _list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
