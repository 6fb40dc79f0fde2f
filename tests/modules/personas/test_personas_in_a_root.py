"""The personas where keys and network are made by the same plan, as in an environment: nothing is known of
them, and the network's own role already wears the boundary."""

from __future__ import annotations

import functools
import re

import pytest

from harness.examples import blocks, plan_files
from harness.workspace import PROVIDER
from mlplatform.plan.reader import UNKNOWN, Plan
from modules.personas.planned import GUARDS

MADE_HERE = """
resource "aws_kms_key" "made" {}

resource "aws_iam_role" "network" {
  name                 = "network"
  assume_role_policy   = "{}"
  permissions_boundary = module.minimal.permissions_boundary_arn
}

resource "aws_subnet" "made" {
  for_each = toset(["a", "b"])
  vpc_id   = "vpc-0a1b2c3d4e5f60718"
  tags     = { Name = aws_iam_role.network.id }
}

resource "aws_vpc_endpoint" "made" {
  for_each     = toset(["sagemaker.api", "studio"])
  vpc_id       = "vpc-0a1b2c3d4e5f60718"
  service_name = "com.amazonaws.eu-west-2.${each.key}"
}
"""


@functools.cache
def planned() -> Plan:
    """The first example with keys, subnets and endpoints that stand in the same root."""
    text = blocks("personas")[0]
    text = re.sub(r'"arn:aws:kms:[^"]+"', "aws_kms_key.made.arn", text)
    text = re.sub(r"subnet_ids( +)= \{.*\}", "subnet_ids = { for k, v in aws_subnet.made : k => v.id }", text)
    ids = "interface_endpoint_ids = { for k, v in aws_vpc_endpoint.made : k => v.id }"
    text = re.sub(r"interface_endpoint_ids( +)= \{.*\}", ids, text)
    return plan_files({"provider.tf": PROVIDER, "main.tf": text + MADE_HERE})


def test_the_boundary_is_known_and_waits_for_no_network() -> None:
    boundary = planned().one("aws_iam_policy", module="minimal", name="boundary")
    assert planned().statements(boundary)
    role = planned().one("aws_iam_role", name="network")
    assert (
        role.values["permissions_boundary"]
        == "arn:aws:iam::111122223333:policy/bank-credit-risk-dev-boundary"
    )


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_guards_can_still_be_read(name: str) -> None:
    guard = planned().one("aws_iam_policy", module="minimal", name="this", index=name)
    statements = planned().statements(guard)
    assert len(statements) >= 5
    assert {statement["Effect"] for statement in statements} == {"Deny"}
    for statement in statements:
        assert UNKNOWN not in statement["Action"]


def test_only_the_values_of_the_network_wait() -> None:
    guard = planned().one("aws_iam_policy", module="minimal", name="this", index="guard-network")
    statements = {s["Sid"]: s for s in planned().statements(guard)}
    assert statements["DenyJobWithoutSubnets"]["Condition"] == {"Null": {"sagemaker:VpcSubnets": ["true"]}}
    foreign = statements["DenyForeignSubnets"]["Condition"]["ForAnyValue:StringNotEquals"]
    assert UNKNOWN in foreign["sagemaker:VpcSubnets"]


def test_every_role_still_has_the_boundary() -> None:
    roles = planned().resources("aws_iam_role", module="minimal")
    assert len(roles) == 10
    for role in roles:
        assert role.values["permissions_boundary"].endswith(":policy/bank-credit-risk-dev-boundary"), role
