"""Buckets: who reaches one across use cases and accounts, and which one takes access logs alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gate.plans import LATER, answers, plan, subject, world
from mlplatform.gate.settings import Settings
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import World

ACCOUNT = "111122223333"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"


def tagged(account: str, **resources: dict[str, Any]) -> dict[str, Any]:
    """Resources of one account, which ``aws_iam_role.anchor`` tells."""
    anchor = {
        "arn": f"arn:aws:iam::{account}:role/anchor",
        "assume_role_policy": "{}",
        "tags": {"use_case": "a"},
    }
    return {"aws_iam_role.anchor": {**anchor, "name": "anchor"}, **resources}


def reader(resource: str, use_case: str = "a") -> dict[str, Any]:
    policy = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}]}
    role = {"name": "reader", "assume_role_policy": "{}", "tags": {"use_case": use_case, "next": "b"}}
    return {
        "aws_iam_role.reader": role,
        "aws_iam_role_policy.reader": {"role": "reader", "policy": json.dumps(policy)},
    }


def two_accounts(account: str, statements: list[dict[str, Any]]) -> str:
    """The answer about a bucket of use case b, to which a role of use case a in another plan has access."""
    policy = {"Version": "2012-10-17", "Statement": statements}
    store: dict[str, dict[str, Any]] = {
        "aws_iam_role.anchor": {
            "arn": f"arn:aws:iam::{account}:role/x",
            "name": "x",
            "tags": {"use_case": "b"},
        },
        "aws_s3_bucket.data": {"bucket": "bank-b", "tags": {"use_case": "b"}},
        "aws_s3_bucket_policy.data": {"bucket": "bank-b", "policy": json.dumps(policy)},
    }
    plans = [plan(tagged(ACCOUNT, **reader("arn:aws:s3:::bank-*/*")), "a"), plan(store, "b")]
    return answers(World(plans, Settings.unsaid()), "S3-10")["aws_s3_bucket.data"]


def test_an_account_of_its_own_is_a_wall_until_the_bucket_opens_a_door() -> None:
    door = {
        "Effect": "Allow",
        "Principal": {"AWS": ROOT},
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::bank-b/*",
    }
    named = {**door, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/reader"}}
    assert two_accounts(ACCOUNT, []) == "fail"
    assert two_accounts("444455556666", []) == "pass"
    assert two_accounts("444455556666", [named]) == "fail"


@pytest.mark.parametrize(
    ("resource", "status"),
    [
        pytest.param("arn:aws:s3:::bank-b/*", "fail", id="by name"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/use_case}/*", "pass", id="by its own tag"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/next}/*", "fail", id="by a tag that says another"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/team}/*", "pass", id="by a tag that it has not"),
        pytest.param("arn:aws:s3:::bank-${aws:username}/*", "fail", id="by a variable that nobody knows"),
        pytest.param("arn:aws:s3:::bank-?/*", "fail", id="by a wildcard"),
        pytest.param("arn:aws:s3:::bank-c/*", "pass", id="another bucket"),
    ],
)
def test_whose_bucket_a_role_reaches(resource: str, status: str) -> None:
    made = world({**reader(resource), "aws_s3_bucket.b": {"bucket": "bank-b", "tags": {"use_case": "b"}}})
    assert answers(made, "S3-10") == {"aws_s3_bucket.b": status}


@pytest.mark.parametrize(("denied", "status"), [("reader", "pass"), ("another", "fail")])
def test_a_bucket_that_refuses_a_role_by_name(denied: str, status: str) -> None:
    role = {"name": "another", "assume_role_policy": "{}", "tags": {"use_case": "b"}}
    refusal = {
        "Effect": "Deny",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/{denied}"},
        "Action": "s3:*",
    }
    policy = json.dumps({"Statement": [{**refusal, "Resource": "arn:aws:s3:::bank-b/*"}]})
    made = world(
        {
            **reader("arn:aws:s3:::bank-b/*"),
            "aws_iam_role.another": role,
            "aws_s3_bucket.b": {"bucket": "bank-b", "tags": {"use_case": "b"}},
            "aws_s3_bucket_policy.b": {"bucket": "bank-b", "policy": policy},
        }
    )
    assert answers(made, "S3-10") == {"aws_s3_bucket.b": status}


def test_where_nobody_says_a_use_case_nothing_is_asked() -> None:
    made = world({"aws_s3_bucket.b": {"bucket": "bank-b"}, "aws_kms_key.b": {"policy": None}})
    assert answers(made, "S3-10") == answers(made, "KMS-09") == {}


@pytest.mark.parametrize(
    ("resources", "alone"),
    [
        pytest.param({}, False, id="nothing is delivered"),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": "other", "target_bucket": "logs"}}, True, id="access logs"
        ),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": "logs", "target_bucket": "logs"}}, False, id="of itself"
        ),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": LATER, "target_bucket": "logs"}},
            False,
            id="of who knows what",
        ),
        pytest.param({"aws_cloudtrail.x": {"s3_bucket_name": "logs"}}, False, id="a trail"),
    ],
)
def test_a_bucket_of_access_logs(resources: dict[str, Any], alone: bool) -> None:
    made = world({"aws_s3_bucket.logs": {"bucket": "logs"}, **resources})
    assert buckets.takes_access_logs_alone(subject(made, "aws_s3_bucket.logs")) is alone
