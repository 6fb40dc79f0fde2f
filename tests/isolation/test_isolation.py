"""Two use cases beside each other: nothing of one is open to the other, and each way to open it is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from isolation import two
from isolation.two import ACCOUNTS, also, as_planned, judged, raw, role, says, with_leak, with_resource
from mlplatform.plan.reader import Plan

THIEF_OF, OWNER, PRODUCTION = "dev/credit_risk", "dev/customer_lifetime_value", "prod/customer_lifetime_value"
THIEF = role(THIEF_OF, "sagemaker-job")
# Control => types of resource that it answers for in every account here.
ISOLATION = {
    "IAM-08": {"aws_iam_role"},
    "KMS-04": {"aws_kms_key"},
    "KMS-09": {"aws_kms_key"},
    "S3-09": {"aws_s3_bucket"},
    "S3-10": {"aws_s3_bucket"},
    "XA-03": {"aws_kms_key"},
    "XA-05": {"aws_cloudwatch_log_resource_policy", "aws_iam_role", "aws_s3_bucket_policy"},
}


@pytest.mark.control("S3-10", "KMS-09")
@pytest.mark.parametrize("control", sorted(ISOLATION))
def test_nothing_of_one_use_case_is_open_to_the_other(control: str) -> None:
    results = judged([control], as_planned())
    assert not [(r.plan, r.address, r.status, r.reason) for r in results if r.status != "pass"]
    for name in ACCOUNTS:
        types = {r.address.split(".")[-2] for r in results if r.plan == name}
        assert types == ISOLATION[control], f"{name}: what is not asked about is not shown"


def test_nobody_of_development_comes_to_the_production_of_either() -> None:
    results = judged(["XA-01"], as_planned())
    assert {r.plan for r in results} == {PRODUCTION}
    assert {r.status for r in results} == {"pass"}


@pytest.mark.parametrize("name", sorted(ACCOUNTS))
def test_a_plan_names_no_account_and_no_name_of_the_other_use_case(name: str) -> None:
    _, use_case, _ = ACCOUNTS[name]
    text = json.dumps(raw(name)["resource_changes"])
    for account, other, _ in ACCOUNTS.values():
        if other != use_case:
            assert account not in text
            assert other not in text
            assert other.replace("_", "-") not in text


def allow(actions: list[str], resource: str | None, who: str = THIEF, **condition: Any) -> dict[str, Any]:
    """A statement that lets somebody in."""
    named = {"Resource": resource} if resource else {}
    conditions = {"Condition": condition} if condition else {}
    principal = who if who == "*" else {"AWS": who}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, **named, **conditions}


ORGANIZATION = {"StringEquals": {"aws:PrincipalOrgID": two.ORGANIZATION}}
BUCKET = 'module.data_store.aws_s3_bucket.this["data"]'
BUCKET_POLICY = 'module.data_store.aws_s3_bucket_policy.this["data"]'
KEY = 'module.kms.aws_kms_key.this["data"]'
JOB = 'module.personas.aws_iam_role.service["sagemaker-job"]'
LOGS = "module.studio_network.aws_cloudwatch_log_resource_policy.queries"
OBJECTS = f"arn:aws:s3:::{two.prefix(OWNER)}-data-{ACCOUNTS[OWNER][0]}/*"
GROUP = f"{two.prefix(OWNER)}-models"
ASSUME = ["sts:AssumeRole", "sts:SetSourceIdentity"]


def registry_open_to(who: str) -> list[Plan]:
    """The accounts, where the owner's registry is read by somebody."""
    arn = f"arn:aws:sagemaker:eu-west-2:{ACCOUNTS[OWNER][0]}:model-package/{GROUP}/*"
    policy = two.document(allow(["sagemaker:DescribeModelPackage"], arn, who))
    values = {"model_package_group_name": GROUP, "resource_policy": policy}
    return with_resource(OWNER, "aws_sagemaker_model_package_group_policy", values)


# What is planted => the plans with it, and the controls that find it, each at this address of this plan.
LEAKS: dict[str, tuple[Callable[[], list[Plan]], set[tuple[str, str, str]]]] = {
    "a bucket read by a role of the other": (
        lambda: with_leak(OWNER, BUCKET_POLICY, says("policy", allow(["s3:GetObject"], OBJECTS))),
        {("S3-10", OWNER, BUCKET), ("XA-05", OWNER, BUCKET_POLICY)},
    ),
    "a bucket read by the organization": (
        lambda: with_leak(
            OWNER, BUCKET_POLICY, says("policy", allow(["s3:GetObject"], OBJECTS, "*", **ORGANIZATION))
        ),
        {("S3-10", OWNER, BUCKET), ("XA-05", OWNER, BUCKET_POLICY)},
    ),
    "a bucket open to the account of the other": (
        lambda: with_leak(
            OWNER,
            BUCKET_POLICY,
            says("policy", allow(["s3:*"], OBJECTS, f"arn:aws:iam::{ACCOUNTS[THIEF_OF][0]}:root")),
        ),
        {("XA-05", OWNER, BUCKET_POLICY)},
    ),
    "a key used by a role of the other": (
        lambda: with_leak(OWNER, KEY, also("policy", allow(["kms:Decrypt"], "*"))),
        {("KMS-09", OWNER, KEY), ("XA-03", OWNER, KEY)},
    ),
    "a role taken on by a role of the other": (
        lambda: with_leak(OWNER, JOB, also("assume_role_policy", allow(ASSUME, None, THIEF, **ORGANIZATION))),
        {("XA-05", OWNER, JOB)},
    ),
    "a role of production taken on by a role of the other": (
        lambda: with_leak(
            PRODUCTION, JOB, also("assume_role_policy", allow(ASSUME, None, THIEF, **ORGANIZATION))
        ),
        {("XA-01", PRODUCTION, JOB), ("XA-05", PRODUCTION, JOB)},
    ),
    "logs read by a role of the other": (
        lambda: with_leak(OWNER, LOGS, also("policy_document", allow(["logs:GetLogEvents"], "*"))),
        {("XA-05", OWNER, LOGS)},
    ),
    "a registry read by a role of the other": (
        lambda: registry_open_to(THIEF),
        {("XA-05", OWNER, "aws_sagemaker_model_package_group_policy.leak")},
    ),
    "a registry read by the account of the other": (
        lambda: registry_open_to(f"arn:aws:iam::{ACCOUNTS[THIEF_OF][0]}:root"),
        {("XA-05", OWNER, "aws_sagemaker_model_package_group_policy.leak")},
    ),
}


@pytest.mark.control("S3-10", "KMS-09")
@pytest.mark.parametrize("leak", sorted(LEAKS))
def test_a_planted_leak_is_found_where_it_is(leak: str) -> None:
    plans, wanted = LEAKS[leak]
    asked = ["KMS-09", "S3-10", "XA-01", "XA-03", "XA-05"]
    found = {(r.control, r.plan, r.address) for r in judged(asked, plans()) if r.status == "fail"}
    assert found == wanted


def test_a_registry_read_by_the_use_cases_own_production_is_no_leak() -> None:
    own = registry_open_to(role(PRODUCTION, "sagemaker-pipeline"))
    found = [r for r in judged(["SM-34", "XA-05"], own) if r.address.endswith(".leak")]
    assert {(r.control, r.status) for r in found} == {("SM-34", "pass"), ("XA-05", "pass")}


def test_one_plan_alone_does_not_call_a_role_of_nobody_safe() -> None:
    alone = [plan for plan in registry_open_to(THIEF) if plan.name == OWNER]
    (result,) = [r for r in judged(["XA-05"], alone) if r.address.endswith(".leak")]
    assert result.status == "undecided"
    assert THIEF in result.reason
