"""The account's own settings, its log buckets and its log groups."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan

LOGS = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ae",
    "production": "arn:aws:kms:eu-west-2:444455556666:key/2234abcd-12ab-34cd-56ef-1234567890ae",
}
NAMES = {
    "minimal": ("bank-credit-risk-dev", "111122223333"),
    "production": ("bank-credit-risk-prod", "444455556666"),
}
DAYS = {"minimal": 400, "production": 2557}
IN_EACH = pytest.mark.parametrize("module", sorted(LOGS))
BOTH = pytest.mark.parametrize("bucket", ["logs", "access-logs"])
ALL_FOUR = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("account_baseline")


def bucket_policy(module: str, bucket: str) -> dict[str, Statement]:
    """A bucket's policy by statement id."""
    plan = plan_examples("account_baseline")
    resource = plan.one("aws_s3_bucket_policy", module=module, name="this", index=bucket)
    return {statement["Sid"]: statement for statement in plan.statements(resource)}


def bucket_arn(module: str, bucket: str) -> str:
    prefix, account = NAMES[module]
    return f"arn:aws:s3:::{prefix}-{bucket}-{account}"


@pytest.mark.control("S3-01")
@IN_EACH
def test_no_bucket_of_the_account_is_public(plan: Plan, module: str) -> None:
    block = plan.one("aws_s3_account_public_access_block", module=module)
    assert [block.values[name] for name in ALL_FOUR] == [True] * 4
    assert block.values["account_id"] == NAMES[module][1]


@IN_EACH
def test_volumes_are_encrypted_with_our_key_by_default(plan: Plan, module: str) -> None:
    assert plan.one("aws_ebs_encryption_by_default", module=module).values["enabled"] is True
    key = plan.one("aws_ebs_default_kms_key", module=module).values["key_arn"]
    assert key == LOGS[module][:-1] + "d"


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


@pytest.mark.control("S3-02")
@IN_EACH
@BOTH
def test_bucket_has_its_name_and_takes_no_acl(plan: Plan, module: str, bucket: str) -> None:
    prefix, account = NAMES[module]
    found = plan.one("aws_s3_bucket", module=module, name="this", index=bucket)
    assert found.values["bucket"] == f"{prefix}-{bucket}-{account}"
    controls = plan.one("aws_s3_bucket_ownership_controls", module=module, name="this", index=bucket)
    assert controls.values["rule"][0]["object_ownership"] == "BucketOwnerEnforced"


@pytest.mark.control("S3-01")
@IN_EACH
@BOTH
def test_bucket_is_not_public(plan: Plan, module: str, bucket: str) -> None:
    block = plan.one("aws_s3_bucket_public_access_block", module=module, name="this", index=bucket)
    assert [block.values[name] for name in ALL_FOUR] == [True] * 4


@pytest.mark.control("S3-06", "S3-08")
@IN_EACH
@BOTH
def test_bucket_keeps_versions_for_as_long_as_logs(plan: Plan, module: str, bucket: str) -> None:
    versioning = plan.one("aws_s3_bucket_versioning", module=module, name="this", index=bucket)
    assert versioning.values["versioning_configuration"][0]["status"] == "Enabled"
    lifecycle = plan.one("aws_s3_bucket_lifecycle_configuration", module=module, name="this", index=bucket)
    (rule,) = lifecycle.values["rule"]
    assert rule["status"] == "Enabled"
    assert rule["expiration"][0]["days"] == DAYS[module]
    assert rule["noncurrent_version_expiration"][0]["noncurrent_days"] == DAYS[module]
    assert rule["abort_incomplete_multipart_upload"][0]["days_after_initiation"] <= 7


@pytest.mark.control("S3-04")
@IN_EACH
def test_log_bucket_is_encrypted_with_our_key(plan: Plan, module: str) -> None:
    resource = plan.one("aws_s3_bucket_server_side_encryption_configuration", module=module, name="logs")
    (rule,) = resource.values["rule"]
    assert rule["bucket_key_enabled"] is True
    (default,) = rule["apply_server_side_encryption_by_default"]
    assert (default["sse_algorithm"], default["kms_master_key_id"]) == ("aws:kms", LOGS[module])


@pytest.mark.control("S3-04")
@IN_EACH
def test_access_log_bucket_is_encrypted_as_s3_can_deliver_to_it(plan: Plan, module: str) -> None:
    resource = plan.one(
        "aws_s3_bucket_server_side_encryption_configuration", module=module, name="access_logs"
    )
    (default,) = resource.values["rule"][0]["apply_server_side_encryption_by_default"]
    assert default["sse_algorithm"] == "AES256"


@pytest.mark.control("S3-07")
@IN_EACH
def test_access_to_the_log_bucket_is_logged(plan: Plan, module: str) -> None:
    prefix, account = NAMES[module]
    logging = plan.one("aws_s3_bucket_logging", module=module).values
    assert logging["bucket"] == f"{prefix}-logs-{account}"
    assert logging["target_bucket"] == f"{prefix}-access-logs-{account}"


REFUSALS = {
    "DenyWithoutTls": {"Bool": {"aws:SecureTransport": ["false"]}},
    "DenyOldTls": {"NumericLessThan": {"s3:TlsVersion": ["1.2"]}},
    "DenyOutsideOrganization": {
        "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ["o-exampleorg1"]},
        "BoolIfExists": {"aws:PrincipalIsAWSService": ["false"]},
    },
    "DenyCallersKey": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": ["false"]}},
}


@pytest.mark.control("S3-03", "S3-05", "S3-09")
@IN_EACH
@BOTH
@pytest.mark.parametrize("sid", sorted(REFUSALS))
def test_bucket_refuses(module: str, bucket: str, sid: str) -> None:
    statement = bucket_policy(module, bucket)[sid]
    arn = bucket_arn(module, bucket)
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in ("*", {"*": ["*"]}, {"AWS": ["*"]})
    assert set(statement["Resource"]) == {arn, f"{arn}/*"}
    assert statement["Condition"] == REFUSALS[sid]


@pytest.mark.control("S3-12")
@IN_EACH
@BOTH
def test_nobody_deletes_what_was_logged(module: str, bucket: str) -> None:
    statement = bucket_policy(module, bucket)["DenyDelete"]
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in ("*", {"*": ["*"]}, {"AWS": ["*"]})
    assert set(statement["Action"]) == {"s3:DeleteObject", "s3:DeleteObjectVersion"}
    assert f"{bucket_arn(module, bucket)}/*" in statement["Resource"]
    assert "Condition" not in statement


@pytest.mark.control("S3-05")
@IN_EACH
def test_log_bucket_takes_our_key_alone(module: str) -> None:
    statements = bucket_policy(module, "logs")
    header = "s3:x-amz-server-side-encryption"
    assert statements["DenyOtherEncryption"]["Condition"] == {
        "Null": {header: ["false"]},
        "StringNotEquals": {header: ["aws:kms"]},
    }
    assert statements["DenyUnnamedKey"]["Condition"] == {
        "StringEquals": {header: ["aws:kms"]},
        "Null": {f"{header}-aws-kms-key-id": ["true"]},
    }
    assert statements["DenyOtherKey"]["Condition"] == {
        "Null": {f"{header}-aws-kms-key-id": ["false"]},
        "StringNotEquals": {f"{header}-aws-kms-key-id": [LOGS[module]]},
    }
    for sid in ("DenyOtherEncryption", "DenyUnnamedKey", "DenyOtherKey"):
        assert statements[sid]["Effect"] == "Deny"


@IN_EACH
def test_only_s3_delivers_access_logs_and_only_of_our_buckets(module: str) -> None:
    grants = [s for s in bucket_policy(module, "access-logs").values() if s["Effect"] == "Allow"]
    (grant,) = grants
    prefix, account = NAMES[module]
    assert grant["Principal"] == {"Service": ["logging.s3.amazonaws.com"]}
    assert grant["Action"] == ["s3:PutObject"]
    assert grant["Condition"] == {
        "StringEquals": {"aws:SourceAccount": [account]},
        "ArnLike": {"aws:SourceArn": [f"arn:aws:s3:::{prefix}-*"]},
    }


@IN_EACH
def test_log_bucket_grants_nothing(module: str) -> None:
    assert all(s["Effect"] == "Deny" for s in bucket_policy(module, "logs").values())


@pytest.mark.control("LOG-06", "LOG-08")
@IN_EACH
def test_log_groups_of_sagemaker_stand_encrypted_and_are_kept(plan: Plan, module: str) -> None:
    groups = plan.resources("aws_cloudwatch_log_group", module=module)
    names = {group.values["name"] for group in groups}
    assert names == {
        f"/aws/sagemaker/{kind}" for kind in ("ProcessingJobs", "TrainingJobs", "TransformJobs", "studio")
    }
    for group in groups:
        assert group.values["kms_key_id"] == LOGS[module]
        assert group.values["retention_in_days"] == DAYS[module]
