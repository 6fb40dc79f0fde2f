"""The buckets: what they refuse, and that nobody takes anything away."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.reader import Plan
from modules.account_baseline.planned import (
    DAYS,
    EVERY,
    EVERYBODY,
    IN_EACH,
    LOGS,
    NAMES,
    WITH_OUR_KEY,
    bucket_arn,
    bucket_policy,
    findings,
)

ALL_FOUR = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("account_baseline")


@pytest.mark.control("S3-02")
@IN_EACH
@EVERY
def test_bucket_has_its_name_and_takes_no_acl(plan: Plan, module: str, bucket: str) -> None:
    prefix, account = NAMES[module]
    found = plan.one("aws_s3_bucket", module=module, name="this", index=bucket)
    assert found.values["bucket"] == f"{prefix}-{bucket}-{account}"
    controls = plan.one("aws_s3_bucket_ownership_controls", module=module, name="this", index=bucket)
    assert controls.values["rule"][0]["object_ownership"] == "BucketOwnerEnforced"


@pytest.mark.control("S3-01")
@IN_EACH
@EVERY
def test_bucket_is_not_public(plan: Plan, module: str, bucket: str) -> None:
    block = plan.one("aws_s3_bucket_public_access_block", module=module, name="this", index=bucket)
    assert [block.values[name] for name in ALL_FOUR] == [True] * 4


@pytest.mark.control("S3-06", "S3-08")
@IN_EACH
@EVERY
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
@WITH_OUR_KEY
def test_log_bucket_is_encrypted_with_our_key(plan: Plan, module: str, bucket: str) -> None:
    resource = plan.one(
        "aws_s3_bucket_server_side_encryption_configuration", module=module, name="our_key", index=bucket
    )
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
@WITH_OUR_KEY
def test_access_to_the_log_bucket_is_logged(plan: Plan, module: str, bucket: str) -> None:
    prefix, account = NAMES[module]
    logging = plan.one("aws_s3_bucket_logging", module=module, index=bucket).values
    assert logging["bucket"] == f"{prefix}-{bucket}-{account}"
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
@EVERY
@pytest.mark.parametrize("sid", sorted(REFUSALS))
def test_bucket_refuses(module: str, bucket: str, sid: str) -> None:
    statement = bucket_policy(module, bucket)[sid]
    arn = bucket_arn(module, bucket)
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in EVERYBODY
    assert set(statement["Resource"]) == {arn, f"{arn}/*"}
    assert statement["Condition"] == REFUSALS[sid]


@pytest.mark.control("S3-12")
@IN_EACH
@EVERY
def test_nobody_deletes_what_was_logged(module: str, bucket: str) -> None:
    statement = bucket_policy(module, bucket)["DenyDelete"]
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in EVERYBODY
    assert set(statement["Action"]) == {"s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"}
    assert f"{bucket_arn(module, bucket)}/*" in statement["Resource"]
    assert "Condition" not in statement


@pytest.mark.control("LOG-02", "S3-12")
@IN_EACH
def test_logs_are_locked_for_as_long_as_they_are_kept(plan: Plan, module: str) -> None:
    """Not the other two: S3 and AWS Config deliver to no bucket that locks by default."""
    (lock,) = plan.resources("aws_s3_bucket_object_lock_configuration", module=module)
    prefix, account = NAMES[module]
    assert lock.values["bucket"] == f"{prefix}-logs-{account}"
    (retention,) = lock.values["rule"][0]["default_retention"]
    assert (retention["mode"], retention["days"]) == ("COMPLIANCE", DAYS[module])


@pytest.mark.control("S3-12")
@IN_EACH
@EVERY
def test_nobody_sets_how_long_an_object_is_kept(module: str, bucket: str) -> None:
    statement = bucket_policy(module, bucket)["DenyOwnRetention"]
    assert statement["Effect"] == "Deny"
    assert set(statement["Action"]) == {"s3:BypassGovernanceRetention", "s3:PutObjectRetention"}
    assert "Condition" not in statement


@pytest.mark.control("S3-05")
@IN_EACH
@WITH_OUR_KEY
def test_log_bucket_takes_our_key_alone(module: str, bucket: str) -> None:
    statements = bucket_policy(module, bucket)
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


OFF_NETWORK = {
    "StringNotEqualsIfExists": {"aws:VpceOrgID": ["o-exampleorg1"]},
    "BoolIfExists": {"aws:PrincipalIsAWSService": ["false"], "aws:ViaAWSService": ["false"]},
}


@pytest.mark.control("S3-09")
@IN_EACH
@EVERY
def test_logs_are_read_from_the_organizations_networks_alone(module: str, bucket: str) -> None:
    statement = bucket_policy(module, bucket)["DenyObjectsOffNetwork"]
    assert set(statement["Action"]) == {"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"}
    assert (statement["Effect"], statement["Condition"]) == ("Deny", OFF_NETWORK)


@pytest.mark.control("S3-09", "S3-112", "S3-113")
@IN_EACH
@EVERY
def test_who_sets_a_bucket_up_looks_at_it_from_elsewhere_and_nobody_else(module: str, bucket: str) -> None:
    _, account = NAMES[module]
    statement = bucket_policy(module, bucket)["DenyListOffNetwork"]
    assert set(statement["Action"]) == {"s3:ListBucket", "s3:ListBucketVersions"}
    roles = f"arn:aws:iam::{account}:role"
    lookers = {"aws:PrincipalArn": [f"{roles}/aws-service-role/*", f"{roles}/bank-mlp-deploy"]}
    found = {
        test: {key: sorted(each) for key, each in keys.items()}
        for test, keys in statement["Condition"].items()
    }
    assert found == {**OFF_NETWORK, "ArnNotLikeIfExists": lookers}


@pytest.mark.parametrize("control", ["S3-03", "S3-04", "S3-07", "S3-09", "S3-12", "LOG-02"])
def test_the_gate_finds_nothing(control: str) -> None:
    assert findings(control) == []
