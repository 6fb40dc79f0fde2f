"""Terraform's state: who reads it, who writes it, and what can never be taken away."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.hcl import blocks
from mlplatform.paths import MODULES
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan
from mlplatform.terraform import delivery_policies
from mlplatform.use_cases import load

ROLES = "arn:aws:iam::999988887777:role"
BUCKET = "arn:aws:s3:::bank-mlp-state-999988887777"
KEY = "arn:aws:kms:eu-west-2:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab"
STATE_ROLES = sorted(
    f"{ROLES}/bank-mlp-state-{environment}"
    for environment in ("organization", "shared", "dev", "test", "prod")
)
EVERYBODY = ("*", {"*": ["*"]}, {"AWS": ["*"]}, {"AWS": "*"})


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("state_backend")


def document(plan: Plan, type: str) -> dict[str, Any]:
    """A policy of the platform's example, as Terraform will send it."""
    found: dict[str, Any] = json.loads(plan.one(type, module="platform").values["policy"])
    return found


def statement(plan: Plan, sid: str, type: str = "aws_s3_bucket_policy") -> Statement:
    """One statement of it."""
    (found,) = [s for s in document(plan, type)["Statement"] if s["Sid"] == sid]
    return dict(found)


@pytest.mark.control("S3-01", "S3-02", "S3-06")
def test_the_bucket_is_private_and_keeps_every_version(plan: Plan) -> None:
    block = plan.one("aws_s3_bucket_public_access_block", module="platform").values
    for name in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
        assert block[name] is True
    owner = plan.one("aws_s3_bucket_ownership_controls", module="platform").values
    assert owner["rule"][0]["object_ownership"] == "BucketOwnerEnforced"
    versioning = plan.one("aws_s3_bucket_versioning", module="platform").values
    assert versioning["versioning_configuration"][0]["status"] == "Enabled"
    # State is rewritten: a lock on objects would end the first apply.
    assert not plan.resources("aws_s3_bucket_object_lock_configuration")


@pytest.mark.control("S3-04", "S3-05")
def test_state_is_encrypted_with_its_own_key_and_no_other(plan: Plan) -> None:
    encryption = plan.one("aws_s3_bucket_server_side_encryption_configuration", module="platform").values
    (rule,) = encryption["rule"]
    (default,) = rule["apply_server_side_encryption_by_default"]
    assert (rule["bucket_key_enabled"], default["kms_master_key_id"]) == (True, KEY)
    named = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    other = statement(plan, "DenyOtherKey")
    assert other["Effect"] == "Deny"
    # Terraform's backend names the key by its alias, which stands before the key.
    alias = "arn:aws:kms:eu-west-2:999988887777:alias/bank-mlp-state"
    assert other["Condition"]["StringNotEquals"] == {named: [KEY, alias]}
    assert statement(plan, "DenyUnnamedKey")["Condition"]["Null"] == {named: "true"}
    assert statement(plan, "DenyCallersKey")["Effect"] == "Deny"
    assert statement(plan, "DenyOtherEncryption")["Effect"] == "Deny"


@pytest.mark.control("S3-03", "S3-09")
@pytest.mark.parametrize(
    ("sid", "condition"),
    [
        ("DenyWithoutTls", {"Bool": {"aws:SecureTransport": "false"}}),
        ("DenyOldTls", {"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
        (
            "DenyOutsideOrganization",
            {
                "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-exampleorg1"},
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
        ),
    ],
)
def test_the_bucket_refuses(plan: Plan, sid: str, condition: dict[str, Any]) -> None:
    found = statement(plan, sid)
    assert (found["Effect"], found["Action"]) == ("Deny", "s3:*")
    assert found["Principal"] in EVERYBODY
    assert set(found["Resource"]) == {BUCKET, f"{BUCKET}/*"}
    assert found["Condition"] == condition


@pytest.mark.control("REL-02")
def test_named_roles_alone_read_and_fewer_write(plan: Plan) -> None:
    readers = statement(plan, "DenyOtherReaders")
    assert "s3:GetObject*" in readers["Action"]
    assert readers["Condition"] == {
        "ArnNotEquals": {"aws:PrincipalArn": [f"{ROLES}/bank-mlp-plan", *STATE_ROLES]}
    }
    writers = statement(plan, "DenyOtherWriters")
    assert {"s3:PutObject", "s3:DeleteObject"} <= set(writers["Action"])
    assert writers["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": STATE_ROLES}}
    for found in (readers, writers):
        assert (found["Effect"], found["Principal"]) == ("Deny", "*")
    assert all(s["Effect"] == "Deny" for s in document(plan, "aws_s3_bucket_policy")["Statement"])


@pytest.mark.control("S3-12")
def test_nothing_is_deleted_but_the_lock_of_a_run(plan: Plan) -> None:
    current = statement(plan, "DenyDeleteOfState")
    assert (current["Effect"], current["Action"]) == ("Deny", "s3:DeleteObject")
    assert (current["NotResource"], "Condition" in current) == (f"{BUCKET}/*.tflock", False)
    history = statement(plan, "DenyDeleteOfHistory")
    assert set(history["Action"]) == {"s3:DeleteBucket", "s3:DeleteObjectVersion"}
    assert set(history["Resource"]) == {BUCKET, f"{BUCKET}/*"}
    assert "Condition" not in history


@pytest.mark.control("S3-07", "S3-08")
def test_access_is_logged_and_the_last_twenty_versions_stay(plan: Plan) -> None:
    logging = plan.one("aws_s3_bucket_logging", module="platform").values
    assert logging["target_bucket"] == "bank-platform-shared-access-logs-999988887777"
    lifecycle = plan.one("aws_s3_bucket_lifecycle_configuration", module="platform").values
    (rule,) = lifecycle["rule"]
    (old,) = rule["noncurrent_version_expiration"]
    assert (old["noncurrent_days"], old["newer_noncurrent_versions"]) == (730, 20)
    assert rule["expiration"] in ([], None)  # a state that is current never goes
    assert rule["abort_incomplete_multipart_upload"][0]["days_after_initiation"] <= 7


@pytest.mark.control("KMS-01", "KMS-02", "KMS-07")
def test_the_key_rotates_and_waits_before_it_is_gone(plan: Plan) -> None:
    key = plan.one("aws_kms_key", module="platform").values
    assert (key["enable_key_rotation"], key["deletion_window_in_days"]) == (True, 30)
    quick = statement(plan, "RefuseQuickDeletion", "aws_kms_key")
    assert quick["Effect"] == "Deny"
    assert quick["Condition"] == {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}}
    others = statement(plan, "RefusePolicyOfOthers", "aws_kms_key")
    assert others["Condition"]["ArnNotEquals"]["aws:PrincipalArn"] == [
        f"{ROLES}/bank-mlp-deploy",
        f"{ROLES}/OrganizationAccountAccessRole",
        "arn:aws:iam::999988887777:root",
    ]
    assert plan.one("aws_kms_alias", module="platform").values["name"] == "alias/bank-mlp-state"


@pytest.mark.control("KMS-03", "KMS-05", "KMS-06")
def test_who_administers_the_key_does_not_use_it_and_others_come_through_s3(plan: Plan) -> None:
    administer = statement(plan, "Administer", "aws_kms_key")
    assert administer["Principal"] == {"AWS": f"{ROLES}/bank-mlp-deploy"}
    assert not {"kms:Decrypt", "kms:Encrypt", "kms:CreateGrant"} & set(administer["Action"])
    use = statement(plan, "UseThroughS3", "aws_kms_key")
    assert use["Condition"] == {
        "StringEquals": {"kms:CallerAccount": "999988887777", "kms:ViaService": "s3.eu-west-2.amazonaws.com"},
        "ArnEquals": {"aws:PrincipalArn": [f"{ROLES}/bank-mlp-plan", *STATE_ROLES]},
    }
    refused = statement(plan, "RefuseUseByAdministrators", "aws_kms_key")
    assert (refused["Effect"], refused["Principal"]) == ("Deny", {"AWS": f"{ROLES}/bank-mlp-deploy"})
    assert "kms:Decrypt" in refused["Action"]
    assert "Condition" not in refused
    assert statement(plan, "RefuseGrants", "aws_kms_key")["Effect"] == "Deny"


@pytest.mark.control("REL-03")
@pytest.mark.parametrize("type", ["aws_s3_bucket", "aws_kms_key"])
def test_no_apply_destroys_what_holds_the_state(type: str) -> None:
    (resource,) = [b for b in blocks(MODULES / "state_backend", "resource") if b.labels[0] == type]
    (lifecycle,) = resource.inner("lifecycle")
    assert lifecycle.get("prevent_destroy") == "true"


def test_bootstrap_writes_the_very_policies_that_terraform_writes(plan: Plan) -> None:
    platform = load.platform()
    assert document(plan, "aws_s3_bucket_policy") == delivery_policies.bucket_policy(platform, KEY)
    assert document(plan, "aws_kms_key") == delivery_policies.key_policy(platform)


def test_a_bucket_and_a_key_go_by_the_name_of_the_state() -> None:
    plan = plan_case("state_backend", "another_region_and_name")
    assert plan.one("aws_s3_bucket").values["bucket"] == "other-state-999988887777"
    assert plan.one("aws_kms_alias").values["name"] == "alias/other-state"
    assert "s3.eu-central-1.amazonaws.com" in plan.one("aws_kms_key").values["policy"]
