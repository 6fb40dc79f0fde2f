"""The two buckets as planned: encrypted, versioned, logged, and closed by their own policy."""

from __future__ import annotations

import re
from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.hcl import blocks
from mlplatform.paths import MODULES
from mlplatform.plan.reader import Plan
from modules.data_store.planned import ACCOUNTS, BOTH, IN_EACH, bucket_arn, bucket_name, policy

ALL_FOUR = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
KEYS = {"artifacts": "aa", "data": "ab"}
DAYS = {"minimal": 400, "production": 2557}
KEY_IDS = {
    "minimal": "1234abcd-12ab-34cd-56ef-1234567890",
    "production": "2234abcd-12ab-34cd-56ef-1234567890",
}


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("data_store")


def key_arn(module: str, kind: str) -> str:
    return f"arn:aws:kms:eu-west-2:{ACCOUNTS[module]}:key/{KEY_IDS[module]}{KEYS[kind]}"


def one(plan: Plan, type: str, module: str, kind: str) -> dict[str, Any]:
    return plan.one(type, module=module, name="this", index=kind).values


@pytest.mark.control("S3-02", "REL-03")
@IN_EACH
@BOTH
def test_bucket_has_its_name_takes_no_acl_and_is_never_emptied(plan: Plan, module: str, kind: str) -> None:
    bucket = one(plan, "aws_s3_bucket", module, kind)
    assert bucket["bucket"] == bucket_name(module, kind)
    assert bucket["force_destroy"] is False
    controls = one(plan, "aws_s3_bucket_ownership_controls", module, kind)
    assert controls["rule"][0]["object_ownership"] == "BucketOwnerEnforced"


@IN_EACH
@BOTH
def test_bucket_says_that_it_is_to_be_backed_up(plan: Plan, module: str, kind: str) -> None:
    assert one(plan, "aws_s3_bucket", module, kind)["tags"]["backup"] == "daily"


@pytest.mark.control("S3-01")
@IN_EACH
@BOTH
def test_bucket_is_not_public(plan: Plan, module: str, kind: str) -> None:
    block = one(plan, "aws_s3_bucket_public_access_block", module, kind)
    assert [block[name] for name in ALL_FOUR] == [True] * 4


@pytest.mark.control("S3-04")
@IN_EACH
@BOTH
def test_bucket_is_encrypted_with_the_key_of_its_kind(plan: Plan, module: str, kind: str) -> None:
    (rule,) = one(plan, "aws_s3_bucket_server_side_encryption_configuration", module, kind)["rule"]
    assert rule["bucket_key_enabled"] is True
    (default,) = rule["apply_server_side_encryption_by_default"]
    assert (default["sse_algorithm"], default["kms_master_key_id"]) == ("aws:kms", key_arn(module, kind))


@pytest.mark.control("S3-06", "S3-08")
@IN_EACH
@BOTH
def test_old_versions_stay_as_long_as_asked_and_new_ones_for_ever(plan: Plan, module: str, kind: str) -> None:
    versioning = one(plan, "aws_s3_bucket_versioning", module, kind)
    assert versioning["versioning_configuration"][0]["status"] == "Enabled"
    (rule,) = one(plan, "aws_s3_bucket_lifecycle_configuration", module, kind)["rule"]
    assert rule["status"] == "Enabled"
    assert rule["noncurrent_version_expiration"][0]["noncurrent_days"] == DAYS[module]
    assert rule["abort_incomplete_multipart_upload"][0]["days_after_initiation"] == 7
    (expiration,) = rule["expiration"]
    assert expiration["expired_object_delete_marker"] is True
    assert not expiration.get("date")
    assert not expiration.get("days"), "no age takes a current object away"


@pytest.mark.control("S3-07")
@IN_EACH
@BOTH
def test_access_is_logged_into_the_bucket_of_the_account(plan: Plan, module: str, kind: str) -> None:
    logging = one(plan, "aws_s3_bucket_logging", module, kind)
    assert logging["bucket"] == bucket_name(module, kind)
    assert logging["target_bucket"] == bucket_name(module, "access-logs")
    assert logging["target_prefix"] == f"{bucket_name(module, kind)}/"


def test_names_and_arns_are_known_in_the_plan(plan: Plan) -> None:
    for module in ACCOUNTS:
        found = plan.outputs[module]
        assert found["bucket_names"] == {kind: bucket_name(module, kind) for kind in KEYS}
        assert found["bucket_arns"] == {kind: bucket_arn(module, kind) for kind in KEYS}


@pytest.mark.control("REL-03")
def test_the_policy_goes_first_when_a_bucket_is_destroyed_so_that_what_it_refuses_ends_the_apply() -> None:
    found = {block.labels[0]: block for block in blocks(MODULES / "data_store", "resource")}
    after = set(re.findall(r"aws_s3_\w+", found["aws_s3_bucket_policy"].get("depends_on")))
    others = {type for type in found if type not in ("aws_s3_bucket", "aws_s3_bucket_policy")}
    assert after == others - {"aws_s3_bucket_lifecycle_configuration"}


@IN_EACH
@BOTH
def test_the_policy_only_refuses_and_refuses_everyone(module: str, kind: str) -> None:
    statements = policy(module, kind)
    assert len(statements) == 11
    arn = bucket_arn(module, kind)
    for statement in statements.values():
        assert statement["Effect"] == "Deny"
        assert statement["Principal"] in ("*", {"*": ["*"]}, {"AWS": ["*"]})
        assert set(statement["Resource"]) <= {arn, f"{arn}/*"}


@pytest.mark.control("S3-05")
@IN_EACH
@BOTH
def test_bucket_takes_its_own_key_alone(module: str, kind: str) -> None:
    header = "s3:x-amz-server-side-encryption"
    wanted = {
        "DenyOtherEncryption": {"Null": {header: ["false"]}, "StringNotEquals": {header: ["aws:kms"]}},
        "DenyUnnamedKey": {
            "StringEquals": {header: ["aws:kms"]},
            "Null": {f"{header}-aws-kms-key-id": ["true"]},
        },
        "DenyOtherKey": {
            "Null": {f"{header}-aws-kms-key-id": ["false"]},
            "StringNotEquals": {f"{header}-aws-kms-key-id": [key_arn(module, kind)]},
        },
        "DenyCallersKey": {"Null": {f"{header}-customer-algorithm": ["false"]}},
    }
    statements = policy(module, kind)
    assert {sid: statements[sid]["Condition"] for sid in wanted} == wanted
    assert {tuple(statements[sid]["Action"]) for sid in wanted} == {("s3:PutObject",)}
