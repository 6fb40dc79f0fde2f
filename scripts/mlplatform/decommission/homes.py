"""The file systems with the homes of Studio, which SageMaker makes and leaves behind with the domain gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from mlplatform.decommission import waiting
from mlplatform.errors import PlatformError

# SageMaker says by this tag whose a file system is; it takes no tag of ours.
_TAG = "ManagedByAmazonSageMakerResource"
_GROUPS = "security-group-for-*-nfs-*"
_FAILED = ("ABORTED", "EXPIRED", "FAILED")
_GONE = ("FileSystemNotFound", "MountTargetNotFound", "InvalidGroup.NotFound")

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Home:
    """One file system, and the key that it is encrypted with."""

    id: str
    arn: str
    key_arn: str


def found(efs: Any) -> list[Home]:
    """The homes in an account."""
    return [
        Home(one["FileSystemId"], one["FileSystemArn"], one.get("KmsKeyId", ""))
        for page in efs.get_paginator("describe_file_systems").paginate()
        for one in page["FileSystems"]
        if any(tag["Key"] == _TAG and ":domain/" in tag["Value"] for tag in one.get("Tags", []))
    ]


def close(efs: Any, ec2: Any, homes: Sequence[Home], tell: Tell, every: float = waiting.EVERY) -> None:
    """Take the homes out of the network, which cannot go while they are in it. Nothing in them is lost."""
    for home in homes:
        targets = _targets(efs, home)
        if targets:
            tell(f"taking {home.id} out of {len(targets)} subnets")
        for target in targets:
            _unless_gone(efs.delete_mount_target, MountTargetId=target)
        waiting.until(lambda home=home: not _targets(efs, home), f"mount targets of {home.id}", every)  # type: ignore[misc]
    _delete_groups(ec2, every)


def snapshot(
    backup: Any,
    home: Home,
    vault: str,
    role_arn: str,
    jobs: Sequence[str],
    note: Callable[[list[str]], None],
    tell: Tell,
    every: float = waiting.EVERY,
) -> str:
    """A recovery point of a home in the account's vault, for as long as the vault keeps anything; its ARN.

    ``jobs`` are those that an earlier run started, ``note`` writes them down: one that a killed run started
    is followed, not started again.
    """
    known = list(jobs)
    if not known or _state(backup, known[-1]) in _FAILED:
        started = backup.start_backup_job(
            BackupVaultName=vault,
            ResourceArn=home.arn,
            IamRoleArn=role_arn,
            IdempotencyToken=f"{home.id}-{len(known)}",
            **_lifecycle(backup, vault),
        )
        known.append(started["BackupJobId"])
        note(known)
    tell(f"waiting for the recovery point of {home.id}")
    waiting.until(lambda: _state(backup, known[-1]) in ("COMPLETED", *_FAILED), f"backup of {home.id}", every)
    job = backup.describe_backup_job(BackupJobId=known[-1])
    if job["State"] != "COMPLETED":
        why = job.get("StatusMessage", "no reason given")
        raise PlatformError(
            f"backup of {home.id}: {job['State']} ({why}); it stays, run this again to try anew"
        )
    return str(job["RecoveryPointArn"])


def delete(efs: Any, home: Home, every: float = waiting.EVERY) -> None:
    """Delete a home, for good."""
    _unless_gone(efs.delete_file_system, FileSystemId=home.id)
    waiting.until(lambda: all(one.id != home.id for one in found(efs)), f"end of {home.id}", every)


def _lifecycle(backup: Any, vault: str) -> dict[str, Any]:
    """A locked vault takes nothing that is to stay longer than it says."""
    longest = backup.describe_backup_vault(BackupVaultName=vault).get("MaxRetentionDays")
    return {"Lifecycle": {"DeleteAfterDays": longest}} if longest else {}


def _state(backup: Any, job: str) -> str:
    return str(backup.describe_backup_job(BackupJobId=job)["State"])


def _targets(efs: Any, home: Home) -> list[str]:
    try:
        pages = efs.get_paginator("describe_mount_targets").paginate(FileSystemId=home.id)
        return [one["MountTargetId"] for page in pages for one in page["MountTargets"]]
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            return []
        raise


def _delete_groups(ec2: Any, every: float) -> None:
    """The two groups between homes and apps, which name each other in their rules."""
    groups = _groups(ec2)
    for group in groups:
        for name, revoke in (
            ("IpPermissions", ec2.revoke_security_group_ingress),
            ("IpPermissionsEgress", ec2.revoke_security_group_egress),
        ):
            if group[name]:
                revoke(GroupId=group["GroupId"], IpPermissions=group[name])

    def gone() -> bool:
        for group in _groups(ec2):
            try:
                _unless_gone(ec2.delete_security_group, GroupId=group["GroupId"])
            except ClientError as error:  # an interface of an app takes a while to go
                if error.response["Error"]["Code"] != "DependencyViolation":
                    raise
        return not _groups(ec2)

    if groups:
        waiting.until(gone, "end of the groups of Studio's homes", every)


def _groups(ec2: Any) -> list[dict[str, Any]]:
    pages = ec2.get_paginator("describe_security_groups").paginate(
        Filters=[{"Name": "group-name", "Values": [_GROUPS]}]
    )
    return [group for page in pages for group in page["SecurityGroups"]]


def _unless_gone(call: Callable[..., Any], **named: str) -> None:
    try:
        call(**named)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise
