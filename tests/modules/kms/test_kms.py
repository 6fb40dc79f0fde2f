"""Keys as planned: who may administer, who may use, and what nobody may do."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Resource

ACCOUNT = "arn:aws:iam::111122223333:root"
DEPLOY = "arn:aws:iam::111122223333:role/bank-mlp-deploy"
USE = {
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
}
PURPOSES = ["artifacts", "data", "logs", "studio"]


def keys() -> list[Resource]:
    return plan_examples("kms").resources("aws_kms_key")


def key(purpose: str, module: str = "use_case") -> Resource:
    return plan_examples("kms").one("aws_kms_key", module=module, name="this", index=purpose)


def statements(purpose: str, module: str = "use_case") -> dict[str, Statement]:
    found = plan_examples("kms").statements(key(purpose, module))
    by_sid = {statement["Sid"]: statement for statement in found}
    assert len(by_sid) == len(found), "two statements share a Sid"
    return by_sid


def allows(purpose: str) -> list[Statement]:
    return [s for s in statements(purpose).values() if s["Effect"] == "Allow"]


def condition(statement: Statement, test: str, name: str) -> list[Any]:
    return list(statement["Condition"][test][name])


@pytest.mark.control("KMS-09")
def test_there_are_keys_to_look_at() -> None:
    assert sorted(str(k.index) for k in keys()) == sorted(["data", *PURPOSES])


@pytest.mark.control("KMS-01")
def test_every_key_rotates_within_a_year() -> None:
    assert all(k.values["enable_key_rotation"] is True for k in keys())
    assert all(90 <= k.values["rotation_period_in_days"] <= 365 for k in keys())
    assert key("data").values["rotation_period_in_days"] == 180


@pytest.mark.control("KMS-07")
def test_a_deleted_key_waits_thirty_days_and_the_lockout_check_is_on() -> None:
    for k in keys():
        assert k.values["deletion_window_in_days"] == 30
        assert k.values["bypass_policy_lockout_safety_check"] is False
        assert k.values["multi_region"] is False


@pytest.mark.control("KMS-02")
def test_every_policy_is_known_in_the_plan() -> None:
    assert all(isinstance(k.values["policy"], str) and k.values["policy"] != "<unknown>" for k in keys())


@pytest.mark.control("KMS-09")
def test_aliases_name_organization_use_case_environment_and_purpose() -> None:
    alias = plan_examples("kms").one("aws_kms_alias", module="use_case", index="data")
    assert alias.values["name"] == "alias/bank-fraud-dev-data"


@pytest.mark.control("KMS-03")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_statement_allows_everyone(purpose: str) -> None:
    for statement in allows(purpose):
        principals = [p for ids in statement["Principal"].values() for p in ids]
        assert principals
        assert not [p for p in principals if "*" in p]
        assert set(statement) >= {"Action", "Principal"}, "NotAction and NotPrincipal allow what is not read"


@pytest.mark.control("KMS-05")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_administering_and_using_share_no_action_but_describe(purpose: str) -> None:
    administer = set(statements(purpose)["Administer"]["Action"])
    assert not administer & USE
    assert not administer & {"kms:CreateGrant", "kms:DisableKeyRotation", "kms:ReplicateKey"}
    assert not [action for action in administer if "*" in action]


@pytest.mark.control("KMS-03", "KMS-07")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_apply_role_keeps_put_key_policy(purpose: str) -> None:
    found = statements(purpose)
    assert "kms:PutKeyPolicy" in found["Administer"]["Action"]
    assert found["Administer"]["Principal"] == {"AWS": [DEPLOY]}
    exempt = condition(found["RefusePolicyOfOthers"], "ArnNotEquals", "aws:PrincipalArn")
    assert exempt == [DEPLOY, "arn:aws:iam::111122223333:role/bank-fraud-dev-break-glass", ACCOUNT]


@pytest.mark.control("KMS-05")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_administrators_cannot_use_the_key_straight(purpose: str) -> None:
    refusal = statements(purpose)["RefuseUseByAdministrators"]
    assert refusal["Effect"] == "Deny"
    assert refusal["Principal"] == {"AWS": [DEPLOY]}
    for action in USE:
        assert any(fnmatchcase(action, pattern) for pattern in refusal["Action"]), action
    services = condition(refusal, "StringNotEquals", "kms:ViaService")
    assert services == condition(statements(purpose)["UseThroughServices"], "StringEquals", "kms:ViaService")


@pytest.mark.control("KMS-06")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_principals_use_a_key_only_through_services_of_this_account_and_region(purpose: str) -> None:
    for statement in allows(purpose):
        if "AWS" in statement["Principal"] and USE & set(statement["Action"]):
            hosts = condition(statement, "StringEquals", "kms:ViaService")
            assert hosts
            assert all(host.endswith(".eu-west-2.amazonaws.com") and "*" not in host for host in hosts)


@pytest.mark.control("KMS-06")
def test_the_studio_key_is_used_through_the_services_that_hold_studio() -> None:
    use = statements("studio")["UseThroughServices"]
    assert condition(use, "StringEquals", "kms:CallerAccount") == ["111122223333"]
    assert condition(use, "StringEquals", "kms:ViaService") == [
        "ec2.eu-west-2.amazonaws.com",
        "elasticfilesystem.eu-west-2.amazonaws.com",
        "sagemaker.eu-west-2.amazonaws.com",
    ]


@pytest.mark.control("KMS-05")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_grants_are_for_aws_resources_only(purpose: str) -> None:
    found = statements(purpose)
    granting = [s for s in allows(purpose) if "kms:CreateGrant" in s["Action"]]
    assert [s["Sid"] for s in granting] == ["GrantToServicesOnly"]
    assert condition(granting[0], "Bool", "kms:GrantIsForAWSResource") == ["true"]
    refusal = found["RefuseGrantsToPeople"]
    assert (refusal["Effect"], refusal["Principal"]) == ("Deny", {"AWS": ["*"]})
    assert condition(refusal, "BoolIfExists", "kms:GrantIsForAWSResource") == ["false"]


@pytest.mark.control("IAM-07")
def test_cloudwatch_logs_comes_in_only_for_log_groups_of_this_account() -> None:
    service = statements("logs")["ServiceLogsEuWest2AmazonawsCom"]
    assert service["Principal"] == {"Service": ["logs.eu-west-2.amazonaws.com"]}
    arns = condition(service, "ArnLike", "kms:EncryptionContext:aws:logs:arn")
    assert arns == ["arn:aws:logs:eu-west-2:111122223333:log-group:*"]


@pytest.mark.control("IAM-07")
def test_a_service_with_a_source_is_held_to_account_and_arn() -> None:
    service = statements("logs")["ServiceDeliveryLogsAmazonawsCom"]
    assert condition(service, "StringEquals", "aws:SourceAccount") == ["111122223333"]
    assert condition(service, "ArnLike", "aws:SourceArn") == ["arn:aws:logs:eu-west-2:111122223333:*"]


@pytest.mark.control("KMS-04")
def test_another_account_is_one_role_with_named_actions_through_a_service() -> None:
    guest = statements("artifacts")["GuestProduction"]
    assert guest["Principal"] == {"AWS": ["arn:aws:iam::333344445555:role/bank-fraud-prod-deploy"]}
    assert guest["Action"] == ["kms:Decrypt", "kms:DescribeKey"]
    assert condition(guest, "StringEquals", "aws:PrincipalOrgID") == ["o-exampleorg1"]
    assert "s3.eu-west-2.amazonaws.com" in condition(guest, "StringEquals", "kms:ViaService")


@pytest.mark.control("KMS-04")
@pytest.mark.parametrize("purpose", ["data", "logs", "studio"])
def test_no_other_account_comes_in_unasked(purpose: str) -> None:
    principals = [p for s in allows(purpose) for p in s["Principal"].get("AWS", [])]
    assert principals
    assert all(":111122223333:" in p for p in principals)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_recovery_writes_a_policy_and_reads_no_data(purpose: str) -> None:
    recover = statements(purpose)["Recover"]
    assert recover["Principal"] == {"AWS": [ACCOUNT]}
    assert {"kms:PutKeyPolicy", "kms:GetKeyPolicy", "kms:DescribeKey"} <= set(recover["Action"])
    assert not set(recover["Action"]) & (USE | {"kms:CreateGrant", "kms:ScheduleKeyDeletion"})


@pytest.mark.control("KMS-07")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_nobody_skips_the_lockout_check_or_shortens_the_wait(purpose: str) -> None:
    found = statements(purpose)
    lockout, deletion = found["RefuseLockout"], found["RefuseQuickDeletion"]
    assert condition(lockout, "Bool", "kms:BypassPolicyLockoutSafetyCheck") == ["true"]
    assert condition(deletion, "NumericLessThan", "kms:ScheduleKeyDeletionPendingWindowInDays") == ["30"]
    assert all(s["Effect"] == "Deny" and s["Principal"] == {"AWS": ["*"]} for s in (lockout, deletion))
