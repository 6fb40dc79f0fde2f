"""Passing a role is an escalation where the role is stronger, and not where it is merely another."""

from __future__ import annotations

import pytest

from gate.roles import PASS, ROLE, SAGEMAKER, TRAIN, Statements, allow, deny, one, role, unless, world
from mlplatform.gate.iam import identities, strength

PASSED: list[tuple[str, Statements, Statements, list[bool]]] = [
    ("a job that reads", [TRAIN, PASS], [allow("s3:GetObject")], []),
    ("an administrator", [TRAIN, PASS], [allow("iam:*")], [True]),
    ("a bucket's owner", [TRAIN, PASS], [allow("s3:PutBucketPolicy")], [True]),
    ("nothing to start it with", [PASS], [allow("iam:*")], []),
    ("for another service", [TRAIN, allow("iam:PassRole", f"{ROLE}/job", Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})], [allow("iam:*")], []),
    ("denied for the service", [TRAIN, PASS, deny("iam:PassRole", Condition={"StringLike": {"iam:PassedToService": "sage*"}})], [allow("iam:*")], []),
    ("what the passer has too", [TRAIN, PASS, allow("s3:PutBucketPolicy")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], []),
    ("what the passer has on less", [TRAIN, PASS, allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::b")], [True]),
    ("what the passer has on a condition", [TRAIN, PASS, allow("s3:PutBucketPolicy", Condition=unless("aws:SourceVpc", "vpc-1"))], [allow("s3:PutBucketPolicy")], [True]),
    ("what the passer is denied on a condition", [TRAIN, PASS, allow("s3:*"), deny("s3:PutBucketPolicy", Condition=unless("aws:SourceVpc", "vpc-1"))], [allow("s3:PutBucketPolicy")], [True]),
    ("what the passer is denied just there", [TRAIN, PASS, allow("s3:*"), deny("s3:*", "arn:aws:s3:::a")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], [True]),
    ("what passes any role", [TRAIN, PASS], [TRAIN, allow("iam:PassRole")], [True]),
    ("what the passer is denied", [TRAIN, PASS, allow("s3:*"), deny("s3:PutBucketPolicy")], [allow("s3:PutBucketPolicy")], [True]),
    ("any role that fits", [TRAIN, allow("iam:PassRole", f"{ROLE}/j*")], [], [True]),
    ("a role of nobody's", [TRAIN, allow("iam:PassRole", f"{ROLE}/elsewhere")], [], [False]),
    ("a tame grant on keys", [TRAIN, PASS], [allow("kms:CreateGrant")], []),
]  # fmt: skip


@pytest.mark.parametrize(("passer", "job", "certain"), [pytest.param(*row[1:], id=row[0]) for row in PASSED])
def test_passing_a_role_is_an_escalation_where_it_is_stronger(
    passer: Statements, job: Statements, certain: list[bool]
) -> None:
    known = world(*role("passer", passer), *role("job", job, SAGEMAKER))
    found = list(strength.escalations(identities.of(one(known, "passer"))))
    assert [each.certain for each in found] == certain


def test_a_role_that_the_service_may_not_take_is_out_of_reach() -> None:
    known = world(
        *role("passer", [TRAIN, PASS]), *role("job", [allow("iam:*")], {"Service": "glue.amazonaws.com"})
    )
    assert not list(strength.escalations(identities.of(one(known, "passer"))))
