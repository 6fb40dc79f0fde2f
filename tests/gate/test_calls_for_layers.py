"""An image is pulled by three doors: two of ECR, and that of S3, where AWS's own bucket holds the layers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gate.callers import breaks, changed, endpoint, layout, ours
from gate.plans import Ref

PULL = layout("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer") | {
    "aws_vpc_endpoint.ecr_api": endpoint("ecr.api", "ecr:*"),
    "aws_vpc_endpoint.ecr_dkr": endpoint("ecr.dkr", "ecr:*"),
}
OURS = json.loads(ours("s3:*"))["Statement"][0]
LAYERS = "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*"


def said(*statements: dict[str, Any]) -> list[tuple[str, bool]]:
    """What breaks where the S3 endpoint's policy says this: the last hop of each call, and whether it is sure."""
    policy = json.dumps({"Statement": [OURS, *statements]})
    found = breaks(changed(PULL, "aws_vpc_endpoint.s3", policy=policy))
    return sorted({(call.reason, call.sure) for call in found})


def reading(resource: Any = LAYERS, **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": resource, **more}


def test_an_endpoint_of_s3_that_lets_the_layers_be_read_is_no_hindrance() -> None:
    assert said(reading()) == []
    assert said(reading(resource="*")) == []


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(None, id="only what is ours"),
        pytest.param(reading("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"), id="another region"),
        pytest.param(reading() | {"Action": ["s3:PutObject"]}, id="not read"),
        pytest.param(
            reading(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg1"}}),
            id="signed by the bank alone",
        ),
    ],
)
def test_one_that_does_not_stops_every_pull(statement: dict[str, Any] | None) -> None:
    line = "the policy of aws_vpc_endpoint.s3 does not let the layers of ECR's images be read"
    assert said(*([statement] if statement else [])) == [(line, True)]


def test_a_refusal_counts_more_than_a_permission() -> None:
    refusal = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
    assert len(said(reading(), refusal)) == 1


def test_a_bucket_that_is_known_only_after_apply_leaves_it_undecided() -> None:
    resources = PULL | {
        "aws_s3_bucket.later": {},
        "aws_vpc_endpoint.s3": {**PULL["aws_vpc_endpoint.s3"], "policy": Ref("aws_s3_bucket.later.policy")},
    }
    assert {call.sure for call in breaks(resources)} == {False}
