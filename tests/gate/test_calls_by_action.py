"""Which calls a role's policy makes, by which endpoints, and what an endpoint's policy lets through."""

from __future__ import annotations

import json

import pytest

from gate.callers import KMS, breaks, changed, endpoint, layout, made, ours, policy
from gate.networks import without
from gate.plans import subject
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.network import doors, endpoints
from mlplatform.gate.network.services import called, services


def test_an_action_that_is_taken_away_needs_no_way() -> None:
    resources = without(KMS, "aws_vpc_endpoint.kms")
    assert breaks(resources) != []
    refusing = json.dumps(
        {
            "Statement": [
                {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"},
                {"Effect": "Deny", "Action": "kms:*", "Resource": "*"},
            ]
        }
    )
    assert breaks(changed(resources, "aws_iam_role_policy.build", policy=refusing)) == []


def test_a_call_by_another_service_needs_no_way_of_its_own() -> None:
    via = {"StringEquals": {"kms:ViaService": "s3.eu-west-2.amazonaws.com"}}
    resources = without(KMS, "aws_vpc_endpoint.kms")
    assert (
        breaks(changed(resources, "aws_iam_role_policy.build", policy=policy("kms:Decrypt", Condition=via)))
        == []
    )


def test_of_a_pattern_one_action_must_get_through() -> None:
    resources = layout("kms:De*")
    assert breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:DescribeKey"))) == []
    found = breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:Encrypt")))
    assert {call.action for call in found} >= {"kms:Decrypt", "kms:DescribeKey"}
    refused = {
        "Statement": [
            {"Effect": "Allow", "Action": "kms:De*", "Resource": "*"},
            {"Effect": "Deny", "NotAction": "kms:Decrypt", "Resource": "*"},
        ]
    }
    resources = changed(resources, "aws_iam_role_policy.build", policy=json.dumps(refused))
    (only,) = breaks(changed(resources, "aws_vpc_endpoint.kms", policy=ours("kms:Encrypt")))
    assert only.action == "kms:Decrypt"


def test_of_many_calls_that_break_at_one_hop_some_are_named() -> None:
    names = [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:DescribeKey",
        "kms:GenerateDataKey",
        "kms:ListKeys",
        "kms:Sign",
    ]
    found = breaks(without(layout(*names), "aws_vpc_endpoint.kms"))
    assert [call.action for call in found] == names[:5]


def test_each_endpoint_of_a_pattern_counts() -> None:
    resources = layout("sagemaker:*") | {"aws_vpc_endpoint.api": endpoint("sagemaker.api", "sagemaker:*")}
    assert {call.service for call in breaks(resources)} == {
        "sagemaker.runtime",
        "sagemaker.metrics",
        "sagemaker.featurestore-runtime",
    }


def test_the_table_of_endpoints_names_services_and_actions_that_exist() -> None:
    for prefix, service in services().items():
        assert expand(f"{prefix}:*"), f"{prefix} is no service of IAM"
        for some in service.actions:
            for pattern in some.are:
                assert pattern.startswith(f"{prefix}:")
                assert expand(pattern), f"{pattern} is no action"


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("kms:Decrypt", ("kms",)),
        ("sagemaker:InvokeEndpointAsync", ("sagemaker.runtime",)),
        ("sagemaker:CreateTrainingJob", ("sagemaker.api",)),
        ("ecr:BatchGetImage", ("ecr.api", "ecr.dkr", "s3")),
        ("codeartifact:ReadFromRepository", ("codeartifact.repositories",)),
        ("cloudwatch:PutMetricData", ("monitoring",)),
        ("iam:PassRole", ()),
    ],
)
def test_an_action_is_called_by_its_endpoints(action: str, names: tuple[str, ...]) -> None:
    found = called(action)
    assert found is not None
    assert found.endpoints == names
    assert bool(found.none) is not bool(names)


def test_a_policy_is_asked_for_what_the_caller_holds() -> None:
    resources = changed(KMS, "aws_vpc_endpoint.kms", policy=ours("kms:Describe*"))
    door = endpoints.of(subject(made(resources), "aws_vpc_endpoint.kms"))
    assert doors.policy_lets(door, "kms:DescribeKey", ()).holds is True
    assert doors.policy_lets(door, "kms:Decrypt", ()).holds is False
