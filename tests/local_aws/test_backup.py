"""AWS Backup in the embedded AWS: what ``test_tables`` cannot say by a row."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.cases import ROLE
from local_aws.cases_backup import plan, vault
from local_aws.conftest import Aws


def refused(call: Any, **request: Any) -> tuple[str, str]:
    """The code and the words of a refusal."""
    with pytest.raises(ClientError) as refusal:
        call(**request)
    error = refusal.value.response["Error"]
    return error["Code"], error["Message"]


def test_tags_are_given_under_the_name_of_what_has_them(aws: Aws) -> None:
    backup = aws.client("backup")
    made = backup.create_backup_vault(BackupVaultName="bank", BackupVaultTags={"owner": "risk"})
    rules = [{"RuleName": "daily", "TargetBackupVaultName": "bank"}]
    planned = backup.create_backup_plan(
        BackupPlan={"BackupPlanName": "bank", "Rules": rules}, BackupPlanTags={"stage": "dev"}
    )
    assert backup.list_tags(ResourceArn=made["BackupVaultArn"])["Tags"] == {"owner": "risk"}
    assert backup.list_tags(ResourceArn=planned["BackupPlanArn"])["Tags"] == {"stage": "dev"}
    backup.untag_resource(ResourceArn=made["BackupVaultArn"], TagKeyList=["owner"])
    assert backup.list_tags(ResourceArn=made["BackupVaultArn"])["Tags"] == {}


def test_an_empty_vault_goes_while_its_lock_can_be_changed(aws: Aws) -> None:
    backup = aws.client("backup")
    named = vault(aws)
    backup.put_backup_vault_lock_configuration(**named, MinRetentionDays=7, ChangeableForDays=3)
    locked = backup.describe_backup_vault(**named)
    assert (locked["Locked"], locked["MinRetentionDays"]) == (True, 7)
    assert (locked["LockDate"] - locked["CreationDate"]).days in (2, 3)
    backup.delete_backup_vault_lock_configuration(**named)
    assert backup.describe_backup_vault(**named)["Locked"] is False
    backup.delete_backup_vault(**named)
    assert backup.list_backup_vaults()["BackupVaultList"] == []


def test_a_lock_in_compliance_mode_has_three_days_at_least(aws: Aws) -> None:
    backup, named = aws.client("backup"), vault(aws)
    code, _ = refused(backup.put_backup_vault_lock_configuration, **named, ChangeableForDays=2)
    assert code == "InvalidParameterValueException"


def test_an_air_gapped_vault_is_locked_from_the_start(aws: Aws) -> None:
    backup = aws.client("backup")
    days = {"MinRetentionDays": 7, "MaxRetentionDays": 400}
    backup.create_logically_air_gapped_backup_vault(BackupVaultName="gapped", **days)
    found = backup.describe_backup_vault(BackupVaultName="gapped")
    assert (found["VaultType"], found["Locked"]) == ("LOGICALLY_AIR_GAPPED_BACKUP_VAULT", True)
    code, said = refused(backup.delete_backup_vault_lock_configuration, BackupVaultName="gapped")
    assert (code, said) == ("InvalidRequestException", "the lock of gapped is immutable")
    short = {"BackupVaultName": "short", "MinRetentionDays": 6, "MaxRetentionDays": 400}
    code, _ = refused(backup.create_logically_air_gapped_backup_vault, **short)
    assert code == "InvalidParameterValueException"


def test_a_plan_has_its_rules_with_ids_and_a_new_version_at_each_change(aws: Aws) -> None:
    backup, named = aws.client("backup"), plan(aws)
    first = backup.get_backup_plan(**named)
    (rule,) = first["BackupPlan"]["Rules"]
    assert rule["RuleId"]
    assert rule["ScheduleExpressionTimezone"] == "Etc/UTC"
    changed = {"RuleName": "weekly", "TargetBackupVaultName": "bank"}
    backup.update_backup_plan(**named, BackupPlan={"BackupPlanName": "bank", "Rules": [changed]})
    second = backup.get_backup_plan(**named)
    assert [one["RuleName"] for one in second["BackupPlan"]["Rules"]] == ["weekly"]
    assert second["VersionId"] != first["VersionId"]


def test_a_rule_whose_jobs_would_fail_is_refused(aws: Aws) -> None:
    backup, named = aws.client("backup"), vault(aws)
    rule: dict[str, Any] = {"RuleName": "monthly", "TargetBackupVaultName": "elsewhere"}
    code, said = refused(backup.create_backup_plan, BackupPlan={"BackupPlanName": "bank", "Rules": [rule]})
    assert (code, said) == ("InvalidParameterValueException", "Backup vault elsewhere does not exist")
    life = {"MoveToColdStorageAfterDays": 30, "DeleteAfterDays": 119}
    rule |= {"TargetBackupVaultName": named["BackupVaultName"], "Lifecycle": life}
    code, said = refused(backup.create_backup_plan, BackupPlan={"BackupPlanName": "bank", "Rules": [rule]})
    assert code == "InvalidParameterValueException"
    assert "at least 90 days after cold (30)" in said


def test_a_plan_stays_while_it_has_a_selection(aws: Aws) -> None:
    backup, named = aws.client("backup"), plan(aws)
    chosen = {"SelectionName": "homes", "IamRoleArn": ROLE, "Resources": ["arn:aws:s3:::bank-*"]}
    made = backup.create_backup_selection(**named, BackupSelection=chosen)
    assert refused(backup.delete_backup_plan, **named)[0] == "InvalidRequestException"
    backup.delete_backup_selection(**named, SelectionId=made["SelectionId"])
    backup.delete_backup_plan(**named)
    assert backup.list_backup_plans()["BackupPlansList"] == []


def test_a_region_knows_its_types_and_refuses_others(aws: Aws) -> None:
    backup = aws.client("backup")
    backup.update_region_settings(ResourceTypeOptInPreference={"EFS": False})
    opted = backup.describe_region_settings()["ResourceTypeOptInPreference"]
    assert (opted["EFS"], opted["S3"]) == (False, True)
    code, _ = refused(backup.update_region_settings, ResourceTypeOptInPreference={"Floppy": True})
    assert code == "InvalidParameterValueException"


def test_restore_tests_live_and_change_and_end(aws: Aws) -> None:
    backup = aws.client("backup")
    chosen = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
    weekly = {"ScheduleExpression": "cron(0 5 ? * 1 *)", "RecoveryPointSelection": chosen}
    named = {"RestoreTestingPlanName": "bank"}
    made = backup.create_restore_testing_plan(RestoreTestingPlan={**named, **weekly}, Tags={"owner": "risk"})
    assert backup.list_tags(ResourceArn=made["RestoreTestingPlanArn"])["Tags"] == {"owner": "risk"}
    buckets = {"RestoreTestingSelectionName": "buckets"}
    selection = {**buckets, "ProtectedResourceType": "S3", "IamRoleArn": ROLE, "ProtectedResourceArns": ["*"]}
    backup.create_restore_testing_selection(**named, RestoreTestingSelection=selection)
    backup.update_restore_testing_selection(
        **named, **buckets, RestoreTestingSelection={"ValidationWindowHours": 2}
    )
    backup.update_restore_testing_plan(**named, RestoreTestingPlan={"StartWindowHours": 12})

    found = backup.get_restore_testing_plan(**named)["RestoreTestingPlan"]
    assert (found["StartWindowHours"], found["ScheduleExpression"]) == (12, weekly["ScheduleExpression"])
    assert found["RecoveryPointSelection"] == {**chosen, "ExcludeVaults": [], "SelectionWindowDays": 30}
    tested = backup.get_restore_testing_selection(**named, **buckets)["RestoreTestingSelection"]
    assert (tested["ValidationWindowHours"], tested["ProtectedResourceType"]) == (2, "S3")
    assert refused(backup.delete_restore_testing_plan, **named)[0] == "InvalidRequestException"
    backup.delete_restore_testing_selection(**named, **buckets)
    backup.delete_restore_testing_plan(**named)
    assert backup.list_restore_testing_plans()["RestoreTestingPlans"] == []
