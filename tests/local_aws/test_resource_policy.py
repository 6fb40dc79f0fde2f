"""Resource policies, evaluated by themselves: principals, actions, conditions, and what is not known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mlplatform.local_aws.resource_policy import Verdict, bucket_context, evaluate

ROLE = "arn:aws:iam::111122223333:role/data-scientist"
OBJECT = "arn:aws:s3:::bank/a.txt"
SSE = "s3:x-amz-server-side-encryption"


def verdict(headers: dict[str, str] | None = None, principal: str = ROLE, **statement: Any) -> Verdict:
    """What a policy of one statement says of putting an object."""
    whole = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::bank/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": {**whole, **statement}})
    context = bucket_context(headers or {}, principal, "111122223333")
    return evaluate(policy, "s3:PutObject", OBJECT, principal, context)


ENCRYPTED = {"X-Amz-Server-Side-Encryption": "aws:kms"}


@pytest.mark.parametrize(
    ("condition", "headers", "denied"),
    [
        ({}, {}, True),
        ({"Bool": {"aws:SecureTransport": "false"}}, {}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, {}, True),
        ({"Bool": {"aws:SecureTransport": False}}, {}, False),
        ({"StringNotEquals": {SSE: "aws:kms"}}, ENCRYPTED, False),
        ({"StringNotEquals": {SSE: "aws:kms"}}, {"x-amz-server-side-encryption": "AES256"}, True),
        ({"StringNotEquals": {SSE: "aws:kms"}}, {}, True),
        ({"StringNotEqualsIfExists": {SSE: "aws:kms"}}, {}, True),
        ({"StringEqualsIfExists": {SSE: "AES256"}}, {}, True),
        ({"StringEquals": {SSE: "AES256"}}, {}, False),
        ({"Null": {SSE: "true"}}, {}, True),
        ({"Null": {SSE: "true"}}, ENCRYPTED, False),
        ({"Null": {SSE: "false"}, "StringNotEquals": {SSE: "aws:kms"}}, {}, False),
        ({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/data-*"}}, {}, False),
        ({"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/other"]}}, {}, True),
        ({"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}, {}, False),
        ({"StringNotEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}, {}, False),  # not known here
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, {}, False),  # nor this
        ({"ForAnyValue:StringEquals": {SSE: "aws:kms"}}, ENCRYPTED, False),  # nor this operator
    ],
)
def test_a_deny_applies_when_its_conditions_hold(
    condition: dict[str, Any], headers: dict[str, str], denied: bool
) -> None:
    assert verdict(headers, Condition=condition) is (Verdict.DENY if denied else Verdict.SILENT)


@pytest.mark.parametrize(
    ("principal", "concerned"),
    [
        ("*", True),
        ({"AWS": "*"}, True),
        ({"AWS": [ROLE]}, True),
        ({"AWS": "111122223333"}, True),
        ({"AWS": "arn:aws:iam::111122223333:root"}, True),
        ({"AWS": "arn:aws:iam::999988887777:root"}, False),
        ({"Service": "logging.s3.amazonaws.com"}, False),
    ],
)
def test_a_statement_concerns_its_principals(principal: Any, concerned: bool) -> None:
    assert (verdict(Principal=principal) is Verdict.DENY) is concerned


def test_not_action_not_resource_and_not_principal_are_the_rest() -> None:
    rest = {"Action": "s3:PutObject", "Resource": "*"}
    policy = {
        "Effect": "Deny",
        "Principal": "*",
        "NotAction": "s3:GetObject",
        "NotResource": "arn:aws:s3:::other/*",
    }
    context = bucket_context({}, ROLE, "111122223333")
    denied = evaluate(json.dumps({"Statement": [policy]}), "s3:PutObject", OBJECT, ROLE, context)
    assert denied is Verdict.DENY
    spared = {**rest, "Effect": "Deny", "NotPrincipal": {"AWS": ROLE}}
    assert (
        evaluate(json.dumps({"Statement": [spared]}), "s3:PutObject", OBJECT, ROLE, context) is Verdict.SILENT
    )


def test_an_allow_with_an_unknown_condition_allows_and_a_deny_wins() -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*",
             "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::bank-*"}}}  # fmt: skip
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:Put*", "Resource": "*"}
    context = bucket_context({}, ROLE, "111122223333")

    def both(*statements: dict[str, Any]) -> Verdict:
        return evaluate(json.dumps({"Statement": statements}), "s3:PutObject", OBJECT, ROLE, context)

    assert both(allow) is Verdict.ALLOW
    assert both(allow, deny) is Verdict.DENY
