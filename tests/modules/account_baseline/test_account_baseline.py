"""The account's own settings, its log groups, its contacts and its budget."""

from __future__ import annotations

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.plan.reader import Plan
from modules.account_baseline.planned import DAYS, IN_EACH, KEYS, LOGS, NAMES, by_index, values

ALL_FOUR = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("account_baseline")


@pytest.mark.control("S3-01")
@IN_EACH
def test_no_bucket_of_the_account_is_public(plan: Plan, module: str) -> None:
    block = plan.one("aws_s3_account_public_access_block", module=module)
    assert [block.values[name] for name in ALL_FOUR] == [True] * 4
    assert block.values["account_id"] == NAMES[module][1]


@IN_EACH
def test_volumes_are_encrypted_with_our_key_by_default(plan: Plan, module: str) -> None:
    assert plan.one("aws_ebs_encryption_by_default", module=module).values["enabled"] is True
    assert plan.one("aws_ebs_default_kms_key", module=module).values["key_arn"] == KEYS[module] + "ad"


@pytest.mark.control("IAM-17")
@IN_EACH
def test_passwords_are_long_and_not_used_again(plan: Plan, module: str) -> None:
    values = plan.one("aws_iam_account_password_policy", module=module).values
    assert values["minimum_password_length"] >= 14
    assert values["password_reuse_prevention"] == 24
    assert values["max_password_age"] <= 90
    for kind in ("lowercase_characters", "numbers", "symbols", "uppercase_characters"):
        assert values[f"require_{kind}"] is True


@pytest.mark.control("IAM-18")
@IN_EACH
def test_access_analyzer_watches_outside_and_unused_access(plan: Plan, module: str) -> None:
    types = {r.name: r.values["type"] for r in plan.resources("aws_accessanalyzer_analyzer", module=module)}
    assert types == {"external": "ACCOUNT", "unused": "ACCOUNT_UNUSED_ACCESS"}
    unused = plan.one("aws_accessanalyzer_analyzer", module=module, name="unused").values
    age = unused["configuration"][0]["unused_access"][0]["unused_access_age"]
    assert age == {"minimal": 90, "production": 60}[module]


@IN_EACH
def test_no_snapshot_image_or_document_is_shared_with_everyone(module: str) -> None:
    _, account = NAMES[module]
    assert values(module, "aws_ebs_snapshot_block_public_access")["state"] == "block-all-sharing"
    assert values(module, "aws_ec2_image_block_public_access")["state"] == "block-new-sharing"
    setting = values(module, "aws_ssm_service_setting")
    path = "servicesetting/ssm/documents/console/public-sharing-permission"
    assert setting["setting_id"] == f"arn:aws:ssm:eu-west-2:{account}:{path}"
    assert setting["setting_value"] == "Disable"


@IN_EACH
def test_machines_get_the_metadata_service_that_a_forged_request_does_not_reach(module: str) -> None:
    defaults = values(module, "aws_ec2_instance_metadata_defaults")
    assert (defaults["http_tokens"], defaults["http_put_response_hop_limit"]) == ("required", 1)


@pytest.mark.control("LOG-06", "LOG-08")
@IN_EACH
def test_log_groups_of_sagemaker_stand_encrypted_and_are_kept(plan: Plan, module: str) -> None:
    groups = plan.resources("aws_cloudwatch_log_group", module=module, name="sagemaker")
    names = {group.values["name"] for group in groups}
    assert names == {
        f"/aws/sagemaker/{kind}" for kind in ("ProcessingJobs", "TrainingJobs", "TransformJobs", "studio")
    }
    for group in groups:
        assert group.values["kms_key_id"] == LOGS[module]
        assert group.values["retention_in_days"] == DAYS[module]


@pytest.mark.control("LOG-102")
@IN_EACH
def test_aws_knows_whom_to_ask(module: str) -> None:
    contacts = by_index(module, "aws_account_alternate_contact")
    assert {kind: contact["email_address"] for kind, contact in contacts.items()} == {
        "BILLING": "cloud-billing@bank.example",
        "OPERATIONS": "cloud-operations@bank.example",
        "SECURITY": "cloud-security@bank.example",
    }
    assert {kind: contact["alternate_contact_type"] for kind, contact in contacts.items()} == {
        kind: kind for kind in contacts
    }


@pytest.mark.control("COST-101", "COST-102")
@IN_EACH
def test_somebody_is_told_before_the_budget_is_spent(module: str) -> None:
    prefix, account = NAMES[module]
    budget = values(module, "aws_budgets_budget")
    spent = {"minimal": "2000", "production": "8000"}[module]
    assert (budget["limit_amount"], budget["limit_unit"], budget["time_unit"]) == (spent, "USD", "MONTHLY")
    told = {(one["notification_type"], one["threshold"]) for one in budget["notification"]}
    assert told == {("ACTUAL", 50), ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)}
    topic = f"arn:aws:sns:eu-west-2:{account}:{prefix}-alerts"
    assert all(one["subscriber_sns_topic_arns"] == [topic] for one in budget["notification"])


def test_the_role_of_config_is_made_once_in_an_account() -> None:
    made = plan_case("account_baseline", "test_account").resources("aws_iam_service_linked_role")
    assert [role.values["aws_service_name"] for role in made] == ["config.amazonaws.com"]
    there = plan_case("account_baseline", "account_of_control_tower")
    assert there.resources("aws_iam_service_linked_role") == []
