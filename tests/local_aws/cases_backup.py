"""One life of each resource of AWS Backup that is made by its own operation; ``test_backup`` has the rest."""

from __future__ import annotations

from local_aws.cases import KEY, POLICY, ROLE, Case, Names
from local_aws.conftest import Aws


def vault(aws: Aws) -> Names:
    """A vault."""
    aws.client("backup").create_backup_vault(BackupVaultName="bank")
    return {"BackupVaultName": "bank"}


def plan(aws: Aws) -> Names:
    """A vault, and a plan that backs up into it."""
    rule = {"RuleName": "daily", "TargetBackupVaultName": vault(aws)["BackupVaultName"]}
    made = aws.client("backup").create_backup_plan(BackupPlan={"BackupPlanName": "bank", "Rules": [rule]})
    return {"BackupPlanId": made["BackupPlanId"]}


CASES = [
    Case(
        "backup", "Vault", {"BackupVaultName": "bank", "EncryptionKeyArn": KEY},
        lambda *_: {"BackupVaultName": "bank"}, tags_at_birth=False,
    ),
    Case("backup", "VaultPolicy", {"Policy": POLICY}, lambda before, _: before, vault, tags_at_birth=False),
    Case(
        "backup", "VaultNotifications",
        {"SNSTopicArn": "arn:aws:sns:eu-west-2:111122223333:alerts", "BackupVaultEvents": ["COPY_JOB_FAILED"]},
        lambda before, _: before, vault, tags_at_birth=False,
    ),
    Case(
        "backup", "Selection",
        {"BackupSelection": {"SelectionName": "homes", "IamRoleArn": ROLE, "Resources": ["arn:aws:s3:::bank-*"]}},
        lambda before, made: {**before, "SelectionId": made["SelectionId"]}, plan, tags_at_birth=False,
    ),
]  # fmt: skip
