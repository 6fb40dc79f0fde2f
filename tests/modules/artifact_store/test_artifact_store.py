"""Artifacts on their way: who writes which stage, and who reads it."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.local_aws.resource_policy import Verdict, evaluate
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan

ARN = "arn:aws:s3:::bank-credit-risk-shared-artifacts-999988887777"
KEY = "arn:aws:kms:eu-west-2:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab"
DEPLOY = {
    "dev": "arn:aws:iam::111122223333:role/bank-mlp-deploy",
    "test": "arn:aws:iam::222233334444:role/bank-mlp-deploy",
    "prod": "arn:aws:iam::333344445555:role/bank-mlp-deploy",
}
PIPELINE = {stage: f"arn:aws:iam::999988887777:role/bank-mlp-ci-apply-{stage}" for stage in DEPLOY}
STRANGERS = {
    "another use case": "arn:aws:iam::666677778888:role/bank-mlp-deploy",
    "a data scientist": "arn:aws:iam::111122223333:role/bank-credit-risk-dev-data-scientist",
    "the role that applies here": "arn:aws:iam::999988887777:role/bank-mlp-deploy",
    "who plans": "arn:aws:iam::999988887777:role/bank-mlp-ci-plan",
}
BACKUP = "arn:aws:iam::999988887777:role/bank-platform-shared-backup"
READERS = {
    "dev": {BACKUP, DEPLOY["dev"], PIPELINE["dev"], PIPELINE["test"]},
    "test": {BACKUP, DEPLOY["test"], PIPELINE["test"], PIPELINE["prod"]},
    "prod": {BACKUP, DEPLOY["prod"], PIPELINE["prod"]},
}
MANAGING = {STRANGERS["the role that applies here"]}
EVERYBODY = {BACKUP, *DEPLOY.values(), *PIPELINE.values(), *STRANGERS.values()}


OF_US = {
    "aws:securetransport": "true",
    "s3:tlsversion": "1.3",
    "aws:principalorgid": "o-exampleorg1",
    "aws:principalisawsservice": "false",
}


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("artifact_store")


def policy(plan: Plan) -> str:
    """The bucket's policy as text."""
    return str(plan.one("aws_s3_bucket_policy").values["policy"])


def verdict(plan: Plan, who: str, action: str, key: str, **more: str) -> Verdict:
    """What the policy says of a request of the organization over TLS."""
    context: dict[str, str | None] = {
        **OF_US,
        "aws:principalarn": who,
        "s3:x-amz-server-side-encryption": None,
        "s3:x-amz-server-side-encryption-aws-kms-key-id": None,
        "s3:x-amz-server-side-encryption-customer-algorithm": None,
        **more,
    }
    return evaluate(policy(plan), action, f"{ARN}/{key}", who, context)


def statement(plan: Plan, sid: str) -> Statement:
    """One statement of the policy."""
    (found,) = [s for s in plan.statements(plan.one("aws_s3_bucket_policy")) if s["Sid"] == sid]
    return found


@pytest.mark.control("XA-06")
@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("stage", sorted(DEPLOY))
def test_a_stage_is_read_by_its_environment_and_the_next_pipeline_alone(
    plan: Plan, stage: str, who: str
) -> None:
    found = verdict(plan, who, "s3:GetObject", f"{stage}/model.tar.gz")
    if who not in READERS[stage]:
        assert found is Verdict.DENY
    elif who == DEPLOY[stage]:
        assert found is Verdict.ALLOW  # of another account, so the bucket has to let it in
    else:
        assert found is Verdict.SILENT  # of this account: its own policy decides


@pytest.mark.control("XA-06")
@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("stage", sorted(DEPLOY))
def test_a_stage_is_written_by_its_own_pipeline_alone(plan: Plan, stage: str, who: str) -> None:
    found = verdict(plan, who, "s3:PutObject", f"{stage}/model.tar.gz")
    assert found is (Verdict.SILENT if who == PIPELINE[stage] else Verdict.DENY)


@pytest.mark.control("XA-06")
def test_nobody_but_readers_comes_to_what_is_in_no_stage(plan: Plan) -> None:
    for who in STRANGERS.values():
        assert verdict(plan, who, "s3:GetObject", "elsewhere/x") is Verdict.DENY


@pytest.mark.control("S3-09")
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_names_are_listed_by_readers_and_by_whoever_sets_the_bucket_up(plan: Plan, who: str) -> None:
    listed = who in MANAGING or any(who in readers for readers in READERS.values())
    for action in ("s3:ListBucket", "s3:ListBucketVersions"):
        found = evaluate(policy(plan), action, ARN, who, OF_US | {"aws:principalarn": who})
        assert found is (Verdict.SILENT if listed else Verdict.DENY), action


@pytest.mark.control("REL-06")
def test_it_is_tagged_for_the_daily_backup(plan: Plan) -> None:
    assert plan.one("aws_s3_bucket").values["tags"]["backup"] == "daily"


@pytest.mark.control("S3-09")
def test_a_deploy_role_is_let_in_only_as_one_of_the_organization(plan: Plan) -> None:
    for stage, role in DEPLOY.items():
        grant = statement(plan, f"Read{stage.title()}")
        assert grant["Principal"] == {"AWS": [role]}
        assert set(grant["Action"]) == {"s3:GetObject", "s3:GetObjectVersion"}
        assert grant["Resource"] == [f"{ARN}/{stage}/*"]
        assert grant["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": ["o-exampleorg1"]}}
    outside = verdict(plan, DEPLOY["dev"], "s3:GetObject", "dev/x", **{"aws:principalorgid": "o-other00000"})
    assert outside is Verdict.DENY


@pytest.mark.control("S3-03")
def test_the_bucket_speaks_tls_1_2_or_better(plan: Plan) -> None:
    plain = verdict(plan, DEPLOY["dev"], "s3:GetObject", "dev/x", **{"aws:securetransport": "false"})
    assert plain is Verdict.DENY
    old: dict[str, Any] = statement(plan, "DenyOldTls")
    assert old["Condition"] == {"NumericLessThan": {"s3:TlsVersion": ["1.2"]}}


@pytest.mark.control("S3-12")
@pytest.mark.parametrize("action", ["s3:DeleteObject", "s3:DeleteObjectVersion"])
def test_nobody_deletes_an_artifact(plan: Plan, action: str) -> None:
    for who in EVERYBODY:
        assert verdict(plan, who, action, "prod/model.tar.gz") is Verdict.DENY


@pytest.mark.control("S3-04", "S3-05")
def test_artifacts_are_encrypted_with_the_key_of_the_use_case(plan: Plan) -> None:
    encryption = plan.one("aws_s3_bucket_server_side_encryption_configuration").values
    (rule,) = encryption["rule"]
    (default,) = rule["apply_server_side_encryption_by_default"]
    assert (rule["bucket_key_enabled"], default["kms_master_key_id"]) == (True, KEY)
    header = "s3:x-amz-server-side-encryption"
    for sent in (
        {header: "AES256"},
        {header: "aws:kms"},
        {header: "aws:kms", f"{header}-aws-kms-key-id": KEY[:-1] + "c"},
        {f"{header}-customer-algorithm": "AES256"},
    ):
        assert verdict(plan, PIPELINE["dev"], "s3:PutObject", "dev/x", **sent) is Verdict.DENY, sent
    named = {header: "aws:kms", f"{header}-aws-kms-key-id": KEY}
    assert verdict(plan, PIPELINE["dev"], "s3:PutObject", "dev/x", **named) is Verdict.SILENT


@pytest.mark.control("S3-01", "S3-02", "S3-06")
def test_the_bucket_is_private_and_keeps_every_version(plan: Plan) -> None:
    block = plan.one("aws_s3_bucket_public_access_block").values
    for name in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
        assert block[name] is True
    owner = plan.one("aws_s3_bucket_ownership_controls").values
    assert owner["rule"][0]["object_ownership"] == "BucketOwnerEnforced"
    versioning = plan.one("aws_s3_bucket_versioning").values
    assert versioning["versioning_configuration"][0]["status"] == "Enabled"


@pytest.mark.control("S3-07", "S3-08")
def test_access_is_logged_and_old_versions_go_late(plan: Plan) -> None:
    logging = plan.one("aws_s3_bucket_logging").values
    assert logging["target_bucket"] == "bank-platform-shared-access-logs-999988887777"
    (rule,) = plan.one("aws_s3_bucket_lifecycle_configuration").values["rule"]
    assert rule["noncurrent_version_expiration"][0]["noncurrent_days"] == 400
    assert rule["expiration"] in ([], None)  # what is current stays
    assert rule["abort_incomplete_multipart_upload"][0]["days_after_initiation"] <= 7
