"""The vaults, the plan and the restore tests, in the README's examples."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan, Resource

ACCOUNTS = {"minimal": "111122223333", "production": "333344445555"}
PREFIXES = {"minimal": "bank-credit-risk-dev", "production": "bank-credit-risk-prod"}
KEYS = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "production": "arn:aws:kms:eu-west-2:333344445555:key/3234abcd-12ab-34cd-56ef-1234567890ab",
}
MONTHS = {"minimal": 400, "production": 2557}
IN_EACH = pytest.mark.parametrize("module", sorted(ACCOUNTS))
BOTH = pytest.mark.parametrize("vault", ["gapped", "this"])


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("backup")


def vault_arn(module: str, ending: str) -> str:
    """The ARN of a vault of one example."""
    return f"arn:aws:backup:eu-west-2:{ACCOUNTS[module]}:backup-vault:{PREFIXES[module]}-{ending}"


def vault_policy(module: str, vault: str) -> dict[str, Statement]:
    """A vault's policy by statement id."""
    plan = plan_examples("backup")
    resource = plan.one("aws_backup_vault_policy", module=module, name="this", index=vault)
    return {statement["Sid"]: statement for statement in plan.statements(resource)}


@pytest.mark.control("REL-05")
@IN_EACH
def test_vault_has_our_key(plan: Plan, module: str) -> None:
    assert plan.one("aws_backup_vault", module=module).values["kms_key_arn"] == KEYS[module]


@pytest.mark.control("REL-05")
@IN_EACH
def test_lock_is_in_compliance_mode_three_days_after_it_was_made(plan: Plan, module: str) -> None:
    lock = plan.one("aws_backup_vault_lock_configuration", module=module).values
    assert lock["changeable_for_days"] == 3
    assert (lock["min_retention_days"], lock["max_retention_days"]) == (7, 3653)


@pytest.mark.control("REL-05")
@IN_EACH
@BOTH
def test_nobody_deletes_a_backup_or_shortens_its_life(module: str, vault: str) -> None:
    statement = vault_policy(module, vault)["DenyDelete"]
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in ("*", {"*": ["*"]}, {"AWS": ["*"]})
    assert "Condition" not in statement
    assert set(statement["Action"]) >= {
        "backup:DeleteBackupVault",
        "backup:DeleteRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
    }


@IN_EACH
@pytest.mark.parametrize(("vault", "other"), [("this", "gapped"), ("gapped", "backup")])
def test_a_copy_goes_to_the_other_vault_and_nowhere_else(module: str, vault: str, other: str) -> None:
    statement = vault_policy(module, vault)["DenyCopyElsewhere"]
    assert statement["Effect"] == "Deny"
    assert statement["Action"] == ["backup:CopyFromBackupVault"]
    assert statement["Condition"] == {
        "ForAnyValue:StringNotEquals": {"backup:CopyTargets": [vault_arn(module, other)]}
    }


@IN_EACH
@BOTH
def test_policy_of_a_vault_lets_nobody_in(module: str, vault: str) -> None:
    assert {statement["Effect"] for statement in vault_policy(module, vault).values()} == {"Deny"}


@pytest.mark.control("REL-05")
@IN_EACH
def test_every_rule_makes_a_copy_and_keeps_it_as_long(plan: Plan, module: str) -> None:
    rules = plan.one("aws_backup_plan", module=module).values["rule"]
    found = {rule["rule_name"]: rule for rule in rules}
    assert {name: rule["lifecycle"][0]["delete_after"] for name, rule in found.items()} == {
        "daily": 35,
        "weekly": 98,
        "monthly": MONTHS[module],
    }
    for rule in found.values():
        (copy,) = rule["copy_action"]
        assert copy["lifecycle"][0]["delete_after"] == rule["lifecycle"][0]["delete_after"]


@IN_EACH
def test_monthly_backups_alone_go_to_cold_storage_for_ninety_days_at_least(plan: Plan, module: str) -> None:
    rules = plan.one("aws_backup_plan", module=module).values["rule"]
    cold = {rule["rule_name"]: rule["lifecycle"][0]["cold_storage_after"] for rule in rules}
    assert cold == {"daily": None, "weekly": None, "monthly": 30}
    assert MONTHS[module] >= 30 + 90


def selection(plan: Plan, module: str, name: str) -> Resource:
    """A selection of one example."""
    return plan.one("aws_backup_selection", module=module, name=name)


@pytest.mark.control("REL-06")
@IN_EACH
def test_what_is_tagged_is_backed_up(plan: Plan, module: str) -> None:
    values = selection(plan, module, "tagged").values
    (condition,) = values["condition"]
    assert condition["string_equals"] == [{"key": "aws:ResourceTag/backup", "value": "daily"}]
    assert set(values["resources"]) == {
        f"arn:aws:s3:::{PREFIXES[module]}-*",
        "arn:aws:elasticfilesystem:*:*:file-system/*",
    }


@pytest.mark.control("REL-06")
@IN_EACH
def test_homes_of_studio_are_found_by_the_tag_that_sagemaker_gives(plan: Plan, module: str) -> None:
    values = selection(plan, module, "homes").values
    (condition,) = values["condition"]
    assert condition["string_like"] == [
        {
            "key": "aws:ResourceTag/ManagedByAmazonSageMakerResource",
            "value": "arn:aws:sagemaker:*:*:domain/*",
        }
    ]
    assert values["resources"] == ["arn:aws:elasticfilesystem:*:*:file-system/*"]


@IN_EACH
def test_a_selection_may_reach_both_types_and_no_others(plan: Plan, module: str) -> None:
    settings = plan.one("aws_backup_region_settings", module=module).values
    opted = settings["resource_type_opt_in_preference"]
    assert {type for type, is_in in opted.items() if is_in} == {"EFS", "S3"}


@pytest.mark.control("REL-06")
@IN_EACH
def test_restores_are_tried_every_month_with_backups_drawn_by_lot(plan: Plan, module: str) -> None:
    values = plan.one("aws_backup_restore_testing_plan", module=module).values
    assert values["schedule_expression"] == "cron(0 9 ? * 1#1 *)"
    (chosen,) = values["recovery_point_selection"]
    assert chosen["algorithm"] == "RANDOM_WITHIN_WINDOW"
    assert chosen["include_vaults"] == [vault_arn(module, "backup")]


@pytest.mark.control("REL-06")
@IN_EACH
def test_what_a_restore_test_makes_has_our_key(plan: Plan, module: str) -> None:
    tests = plan.resources("aws_backup_restore_testing_selection", module=module)
    found = {one.values["protected_resource_type"]: one.values for one in tests}
    assert sorted(found) == ["EFS", "S3"]
    assert all(values["protected_resource_arns"] == ["*"] for values in found.values())
    assert found["EFS"]["restore_metadata_overrides"] == {"kmsKeyId": KEYS[module]}
    assert found["S3"]["restore_metadata_overrides"] == {"encryptionType": "SSE-KMS", "kmsKey": KEYS[module]}


@IN_EACH
@BOTH
def test_topic_hears_of_every_end(plan: Plan, module: str, vault: str) -> None:
    told = plan.one("aws_backup_vault_notifications", module=module, index=vault).values
    assert told["sns_topic_arn"].endswith(f"{ACCOUNTS[module]}:{PREFIXES[module]}-alerts")
    assert {"BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"} <= set(
        told["backup_vault_events"]
    )
