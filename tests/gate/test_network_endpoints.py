"""Endpoints by service, Region and kind, and names under which anybody may have one."""

from __future__ import annotations

import pytest

from gate.networks import VPC
from gate.plans import LATER, Ref, answers, subject, world
from mlplatform.gate.network import dns, endpoints


@pytest.mark.parametrize(
    ("name", "service", "region"),
    [
        ("com.amazonaws.eu-west-2.ecr.api", "ecr.api", "eu-west-2"),
        ("aws.sagemaker.us-gov-west-1.studio", "aws.sagemaker.studio", "us-gov-west-1"),
        ("cn.com.amazonaws.cn-north-1.sts", "sts", "cn-north-1"),
        ("com.amazonaws.vpce.eu-west-2.vpce-svc-0123", "com.amazonaws.vpce.eu-west-2.vpce-svc-0123", ""),
    ],
)
def test_an_endpoint_is_of_a_service_in_a_region(name: str, service: str, region: str) -> None:
    made = world(VPC | {"aws_vpc_endpoint.e": {"vpc_id": Ref("aws_vpc.v.id"), "service_name": name}})
    found = endpoints.of(subject(made, "aws_vpc_endpoint.e"))
    assert (found.service, found.region) == (service, region)


def test_an_endpoint_of_no_known_kind_is_asked_for_its_policy_and_its_zones() -> None:
    layout = VPC | {
        "aws_vpc_endpoint.e": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "service_name": "com.amazonaws.eu-west-2.kms",
            "vpc_endpoint_type": LATER,
        }
    }
    found = {control: answers(world(layout), control) for control in ("NET-10", "NET-11", "NET-13")}
    assert found == {
        "NET-10": {"aws_vpc_endpoint.e": "fail"},
        "NET-11": {"aws_vpc_endpoint.e": "fail"},
        "NET-13": {"aws_vpc_endpoint.e": "undecided"},
    }


@pytest.mark.parametrize(
    ("name", "wide"),
    [
        ("*.", True),
        ("*", True),
        ("*.com.", True),
        ("*.bank.internal.", False),
        ("*.internal", False),
        ("kms.eu-west-2.amazonaws.com.", False),
        ("*.s3.eu-west-2.amazonaws.com.", False),
    ],
)
def test_a_name_is_wide_if_anybody_may_have_one_under_it(name: str, wide: bool) -> None:
    assert dns.is_wide(name) is wide
