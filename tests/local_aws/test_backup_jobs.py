"""Backup jobs on demand in the embedded AWS, and what a Studio home has to do with subnets."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.cases import KEY, ROLE, SETTINGS
from local_aws.conftest import Aws


def started(aws: Aws, **more: Any) -> tuple[Any, dict[str, Any], str]:
    """A client, the answer of a job that was started, and the ARN of the file system that it is for."""
    made = aws.client("efs").create_file_system(CreationToken="home", Encrypted=True, KmsKeyId=KEY)
    backup = aws.client("backup")
    backup.create_backup_vault(BackupVaultName="bank", EncryptionKeyArn=KEY)
    arn = made["FileSystemArn"]
    request = {"BackupVaultName": "bank", "ResourceArn": arn, "IamRoleArn": ROLE, **more}
    return backup, backup.start_backup_job(**request), arn


def test_a_job_runs_and_then_leaves_a_recovery_point_under_the_key_of_its_vault(aws: Aws) -> None:
    backup, job, arn = started(aws)
    assert backup.describe_backup_job(BackupJobId=job["BackupJobId"])["State"] == "RUNNING"
    ended = backup.describe_backup_job(BackupJobId=job["BackupJobId"])
    assert (ended["State"], ended["ResourceArn"]) == ("COMPLETED", arn)
    [point] = backup.list_recovery_points_by_backup_vault(BackupVaultName="bank")["RecoveryPoints"]
    assert point["RecoveryPointArn"] == ended["RecoveryPointArn"]
    assert (point["EncryptionKeyArn"], point["ResourceType"]) == (KEY, "EFS")
    assert backup.describe_backup_vault(BackupVaultName="bank")["NumberOfRecoveryPoints"] == 1
    with pytest.raises(ClientError, match="cannot be deleted while it holds"):
        backup.delete_backup_vault(BackupVaultName="bank")
    backup.delete_recovery_point(BackupVaultName="bank", RecoveryPointArn=point["RecoveryPointArn"])
    backup.delete_backup_vault(BackupVaultName="bank")


def test_the_same_token_is_the_same_job(aws: Aws) -> None:
    backup, first, arn = started(aws, IdempotencyToken="once")
    request = {"BackupVaultName": "bank", "ResourceArn": arn, "IamRoleArn": ROLE}
    again = backup.start_backup_job(**request, IdempotencyToken="once")
    other = backup.start_backup_job(**request, IdempotencyToken="twice")
    assert again["BackupJobId"] == first["BackupJobId"] != other["BackupJobId"]


def test_a_locked_vault_takes_nothing_that_stays_too_long(aws: Aws) -> None:
    backup, _, arn = started(aws)
    backup.put_backup_vault_lock_configuration(
        BackupVaultName="bank", MinRetentionDays=7, MaxRetentionDays=365
    )
    request = {"BackupVaultName": "bank", "ResourceArn": arn, "IamRoleArn": ROLE}
    for life in ({}, {"DeleteAfterDays": 366}, {"DeleteAfterDays": 1}):
        with pytest.raises(ClientError, match="vault bank takes 7 to 365"):
            backup.start_backup_job(**request, Lifecycle=life)
    backup.start_backup_job(**request, Lifecycle={"DeleteAfterDays": 365})


def test_a_job_for_what_is_not_there_is_refused(aws: Aws) -> None:
    backup, _, arn = started(aws)
    for missing in (arn[:-4] + "0000", "arn:aws:s3:::bucket"):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            backup.start_backup_job(BackupVaultName="bank", ResourceArn=missing, IamRoleArn=ROLE)


def test_a_home_that_outlives_its_domain_is_in_the_subnets_until_it_is_taken_out(aws: Aws) -> None:
    sagemaker, efs, ec2 = aws.client("sagemaker"), aws.client("efs"), aws.client("ec2")
    vpc, subnet = aws.network()
    domain = sagemaker.create_domain(
        DomainName="studio", AuthMode="IAM", VpcId=vpc, SubnetIds=[subnet], KmsKeyId=KEY,
        DefaultUserSettings=SETTINGS,
    )  # fmt: skip
    sagemaker.delete_domain(DomainId=domain["DomainId"])
    [home] = efs.describe_file_systems()["FileSystems"]
    [target] = efs.describe_mount_targets(FileSystemId=home["FileSystemId"])["MountTargets"]
    assert target["SubnetId"] == subnet
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_subnet(SubnetId=subnet)
    efs.delete_mount_target(MountTargetId=target["MountTargetId"])
    ec2.delete_subnet(SubnetId=subnet)
