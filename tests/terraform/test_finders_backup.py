"""What a killed apply may have made of AWS Backup, found again by what the plan says of it."""

from __future__ import annotations

import pytest

from mlplatform.terraform import orphans
from mlplatform.terraform.finders import Clients

ROLE = "arn:aws:iam::111122223333:role/bank-credit-risk-dev-backup"


@pytest.fixture(name="made", scope="module")
def _made(clients: Clients) -> dict[str, str]:
    """Vaults, a plan with a selection, a restore test with one: what they are called by."""
    backup = clients("backup")
    backup.create_backup_vault(BackupVaultName="bank-backup")
    days = {"MinRetentionDays": 7, "MaxRetentionDays": 400}
    backup.create_logically_air_gapped_backup_vault(BackupVaultName="bank-gapped", **days)
    rules = [{"RuleName": "daily", "TargetBackupVaultName": "bank-backup"}]
    plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": "bank-backup", "Rules": rules})[
        "BackupPlanId"
    ]
    chosen = {"SelectionName": "homes", "IamRoleArn": ROLE, "Resources": ["arn:aws:s3:::bank-*"]}
    selection = backup.create_backup_selection(BackupPlanId=plan, BackupSelection=chosen)["SelectionId"]
    points = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
    backup.create_restore_testing_plan(
        RestoreTestingPlan={
            "RestoreTestingPlanName": "bank_restore",
            "ScheduleExpression": "cron(0 9 ? * 1#1 *)",
            "RecoveryPointSelection": points,
        }
    )
    backup.create_restore_testing_selection(
        RestoreTestingPlanName="bank_restore",
        RestoreTestingSelection={
            "RestoreTestingSelectionName": "buckets",
            "ProtectedResourceType": "S3",
            "IamRoleArn": ROLE,
            "ProtectedResourceArns": ["*"],
        },
    )
    return {"plan": plan, "selection": f"{plan}|{selection}"}


@pytest.mark.parametrize(
    ("type", "values", "found"),
    [
        ("aws_backup_vault", {"name": "bank-backup"}, "bank-backup"),
        ("aws_backup_logically_air_gapped_vault", {"name": "bank-gapped"}, "bank-gapped"),
        ("aws_backup_plan", {"name": "bank-backup"}, "<plan>"),
        ("aws_backup_selection", {"name": "homes", "plan_id": "<plan>"}, "<selection>"),
        ("aws_backup_selection", {"name": "homes"}, None),
        ("aws_backup_selection", {"name": "other", "plan_id": "<plan>"}, None),
        ("aws_backup_restore_testing_plan", {"name": "bank_restore"}, "bank_restore"),
        (
            "aws_backup_restore_testing_selection",
            {"name": "buckets", "restore_testing_plan_name": "bank_restore"},
            "buckets:bank_restore",
        ),
        (
            "aws_backup_restore_testing_selection",
            {"name": "buckets", "restore_testing_plan_name": "no"},
            None,
        ),
        ("aws_backup_vault_policy", {"backup_vault_name": "bank-backup"}, None),  # put again
    ],
)
def test_it_is_found_by_what_the_plan_says(
    clients: Clients, made: dict[str, str], type: str, values: dict[str, str], found: str | None
) -> None:
    known = {"<plan>": made["plan"], "<selection>": made["selection"]}
    said = {name: known.get(value, value) for name, value in values.items()}
    assert orphans.find(type, said, clients) == (known.get(found, found) if found else None)


@pytest.mark.parametrize("type", ["aws_backup_restore_testing_selection", "aws_backup_selection"])
def test_two_import_ids_are_put_together_and_never_taken_by_id(type: str) -> None:
    assert orphans.found_by_values(type)
    assert orphans.import_id(type, "an id of its own") is None
