"""Guardrails as they have been published, each with a hole: the gate names the hole, and is quiet once it is shut.

Each is rebuilt from a description of what it does. ``mended`` is the same guardrail without the hole; nothing
more is claimed of it than that this hole is gone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from gate.plans import world
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge

SUBNETS = {"sagemaker:VpcSubnets": ["subnet-0a1b2c3d4e5f60001"]}
NO_SUBNETS = {"sagemaker:VpcSubnets": "true"}
NO_NETWORK = NO_SUBNETS | {"sagemaker:VpcSecurityGroupIds": "true"}
JOBS = ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"]
DEFINITIONS = ["sagemaker:CreateDataQualityJobDefinition", "sagemaker:CreateModelQualityJobDefinition"]
FOREIGN = "with VpcSubnets subnet-0f0f0f0f0f0f0f0f0 is not denied"


def deny(actions: str | list[str], conditions: dict[str, Any], resource: str = "*") -> dict[str, Any]:
    return {"Effect": "Deny", "Action": actions, "Resource": resource, "Condition": conditions}


@dataclass(frozen=True)
class Guardrail:
    name: str
    flawed: list[dict[str, Any]]
    mended: list[dict[str, Any]]
    hole: str
    evidence: str


GUARDRAILS = [
    Guardrail(
        "a domain's access, subnets and groups in one block",
        [
            deny(
                "sagemaker:CreateDomain",
                {
                    "StringNotEquals": {"sagemaker:AppNetworkAccessType": "VpcOnly"},
                    "Null": NO_NETWORK,
                },
            )
        ],
        [deny("sagemaker:CreateDomain", {"StringNotEquals": {"sagemaker:AppNetworkAccessType": "VpcOnly"}})],
        "with AppNetworkAccessType PublicInternetOnly is not denied",
        "denies only under a condition on sagemaker:VpcSubnets",
    ),
    Guardrail(
        "monitoring without key and network, in one block",
        [deny(DEFINITIONS, {"Null": NO_NETWORK | {"sagemaker:VolumeKmsKey": "true"}})],
        [
            deny(
                DEFINITIONS,
                {"Null": {"sagemaker:VolumeKmsKey": "true", "sagemaker:VolumeKmsKeyArn": "true"}},
            ),
        ],
        "without VolumeKmsKey or VolumeKmsKeyArn is not denied",
        "denies only under a condition on sagemaker:VpcSubnets",
    ),
    Guardrail(
        "jobs denied on instances of EC2",
        [deny(JOBS, {"Null": NO_SUBNETS}, "arn:aws:ec2:*:*:instance/*")],
        [deny(JOBS, {"Null": NO_SUBNETS})],
        "without VpcSubnets is not denied",
        "arn:aws:ec2:*:*:instance/* does not reach",
    ),
    Guardrail(
        "jobs in some VPC, with an action that has no such key",
        [deny([*JOBS, "sagemaker:CreateCompilationJob"], {"Null": NO_NETWORK})],
        [
            deny(JOBS, {"Null": NO_NETWORK}),
            deny(JOBS, {"ForAnyValue:StringNotEquals": SUBNETS}),
        ],
        FOREIGN,
        "Null on sagemaker:VpcSubnets does not hold where it is subnet-",
    ),
    Guardrail(
        "jobs in some VPC, for every account",
        [deny([*JOBS, "sagemaker:CreateModel"], {"Null": NO_SUBNETS})],
        [
            deny([*JOBS, "sagemaker:CreateModel"], {"Null": NO_SUBNETS}),
            deny([*JOBS, "sagemaker:CreateModel"], {"ForAnyValue:StringNotEquals": SUBNETS}),
        ],
        FOREIGN,
        "Null on sagemaker:VpcSubnets does not hold where it is subnet-",
    ),
]


def holes(statements: list[dict[str, Any]]) -> dict[str, str]:
    """What ORG-01 says of an account that these statements bind: a sentence for each thing not denied."""
    content = json.dumps({"Version": "2012-10-17", "Statement": statements})
    policy = {"id": "p-11112222", "name": "guardrail", "type": "SERVICE_CONTROL_POLICY", "content": content}
    attachment = {"policy_id": "p-11112222", "target_id": "111122223333"}
    planned = world(
        {
            "aws_organizations_policy.this": policy,
            "aws_organizations_policy_attachment.this": attachment,
        }
    )
    found = judge(planned, [catalogue.one("ORG-01")]).results
    (result,) = [each for each in found if each.status == "fail"]
    said = result.reason.split(": ", 1)[1].split("; ")
    return {each.split(" for ", 1)[0]: each for each in said}


@pytest.mark.parametrize("guardrail", GUARDRAILS, ids=lambda guardrail: guardrail.name)
def test_the_hole_of_a_published_guardrail_is_named(guardrail: Guardrail) -> None:
    said = holes(guardrail.flawed)[f"a launch {guardrail.hole}"]
    assert guardrail.evidence in said


@pytest.mark.parametrize("guardrail", GUARDRAILS, ids=lambda guardrail: guardrail.name)
def test_the_hole_is_gone_once_it_is_mended(guardrail: Guardrail) -> None:
    flawed = _actions(holes(guardrail.flawed), guardrail.hole)
    mended = _actions(holes(guardrail.mended), guardrail.hole)
    assert mended == flawed - _held(guardrail)


def _held(guardrail: Guardrail) -> int:
    """How many actions the mended guardrail speaks of, CreateCompilationJob aside, which carries no key."""
    actions = guardrail.mended[0]["Action"]
    return 1 if isinstance(actions, str) else len(actions)


def _actions(said: dict[str, str], hole: str) -> int:
    """How many actions a sentence is about: four by name, and the rest by number."""
    names = said.get(f"a launch {hole}", "").partition(" for ")[2].partition(": ")[0]
    listed, _, more = names.partition(" and ")
    return len([name for name in listed.split(", ") if name]) + int(more.partition(" ")[0] or 0)
