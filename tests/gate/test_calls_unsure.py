"""Calls of which a plan does not tell all: they are undecided, with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from gate.callers import KMS, breaks, changed, layout, made
from gate.networks import Layout
from gate.plans import LATER, Ref, subject
from mlplatform.gate.iam import identities
from mlplatform.gate.network.calls import unclear

UNSURE: dict[str, tuple[Layout, str]] = {
    "private DNS": (
        changed(KMS, "aws_vpc_endpoint.kms", private_dns_enabled=LATER),
        "private_dns_enabled is known only after apply",
    ),
    "the groups of the endpoint": (
        changed(KMS, "aws_vpc_endpoint.kms", security_group_ids=["sg-0123"]),
        "the groups of aws_vpc_endpoint.kms are not shown: sg-0123 is not in these plans",
    ),
    "a rule of no known group": (
        changed(KMS, "aws_vpc_security_group_egress_rule.out", security_group_id=LATER),
        "aws_vpc_security_group_egress_rule.out.security_group_id is known only after apply",
    ),
    "one of two groups": (
        changed(
            KMS,
            "aws_vpc_security_group_ingress_rule.in",
            security_group_id=Ref("aws_security_group.doors.id", "aws_security_group.work.id"),
        ),
        "may mean any of aws_security_group.doors, aws_security_group.work",
    ),
    "the policy": (
        changed(KMS, "aws_vpc_endpoint.kms", policy=LATER),
        "aws_vpc_endpoint.kms.policy is known only",
    ),
    "an endpoint of no known service": (
        changed(KMS, "aws_vpc_endpoint.kms", service_name=LATER),
        "aws_vpc_endpoint.kms.service_name is known only after apply",
    ),
    "a service that is not known": (layout("madeup:Call"), "by which endpoint madeup is called is not known"),
}


@pytest.mark.parametrize(("resources", "why"), UNSURE.values(), ids=UNSURE)
def test_what_the_plan_does_not_tell_leaves_a_call_undecided(resources: Layout, why: str) -> None:
    (found,) = breaks(resources)
    assert not found.sure
    assert why in found.reason


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (
            {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
            "a statement allows everything but some actions",
        ),
        ({"Effect": "Allow", "Action": "*", "Resource": "*"}, "* is of every service"),
    ],
)
def test_what_may_be_called_is_said_where_it_is_not_clear(statement: Mapping[str, Any], why: str) -> None:
    document = json.dumps({"Statement": [statement]})
    resources = changed(KMS, "aws_iam_role_policy.build", policy=document)
    identity = identities.of(subject(made(resources), "aws_iam_role.build"))
    assert any(why in said for said in unclear(identity))
    assert not list(unclear(identities.of(subject(made(KMS), "aws_iam_role.build"))))
