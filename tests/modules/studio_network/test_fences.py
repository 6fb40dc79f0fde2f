"""The fences and the record: network ACL, flow logs and the role that writes them."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.plan.reader import Resource

MODULE = "studio_network"
EVERY_EXAMPLE = pytest.mark.parametrize("example", ["minimal", "production"])
KEY = "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def resources(type: str, example: str, name: str | None = None) -> list[Resource]:
    found = plan_examples(MODULE).resources(type, module=example, name=name)
    assert found, f"no {type} {name or ''} in {example}: the test would prove nothing"
    return found


def one(type: str, example: str, name: str | None = None, index: str | None = None) -> dict[str, Any]:
    return plan_examples(MODULE).one(type, module=example, name=name, index=index).values


def acl(example: str, egress: bool) -> list[dict[str, Any]]:
    rules = [r.values for r in resources("aws_network_acl_rule", example) if r.values["egress"] is egress]
    return sorted(rules, key=lambda rule: int(rule["rule_number"]))


def verdict(rules: list[dict[str, Any]], address: str, protocol: str, port: int) -> str:
    """What a network ACL says: the first rule that fits, else deny."""
    for rule in rules:
        fits = rule["protocol"] == "-1" or (
            rule["protocol"] == protocol and rule["from_port"] <= port <= rule["to_port"]
        )
        if fits and ipaddress.ip_address(address) in ipaddress.ip_network(rule["cidr_block"]):
            return str(rule["rule_action"])
    return "deny"


S3, ONLINE, OTHER_NETWORK, INSIDE = "52.95.148.1", "93.184.216.34", "10.99.0.1", "10.40.2.9"


@pytest.mark.control("NET-15")
@pytest.mark.parametrize(
    ("address", "protocol", "port", "expected"),
    [
        (INSIDE, "udp", 500, "allow"),
        (S3, "tcp", 443, "allow"),
        (S3, "tcp", 80, "deny"),
        (ONLINE, "tcp", 22, "deny"),
        (ONLINE, "udp", 53, "deny"),
        (OTHER_NETWORK, "tcp", 443, "deny"),
        ("169.254.169.254", "tcp", 443, "deny"),
    ],
)
def test_the_acl_lets_out(address: str, protocol: str, port: int, expected: str) -> None:
    assert verdict(acl("minimal", egress=True), address, protocol, port) == expected


@pytest.mark.control("NET-15")
@pytest.mark.parametrize("port", [22, 3389, 443, 8080, 32767])
@pytest.mark.parametrize("address", [ONLINE, OTHER_NETWORK])
def test_the_acl_lets_nothing_in_below_the_ports_that_answers_come_to(address: str, port: int) -> None:
    assert verdict(acl("minimal", egress=False), address, "tcp", port) == "deny"


def test_the_acl_lets_answers_of_s3_in() -> None:
    assert verdict(acl("minimal", egress=False), S3, "tcp", 40000) == "allow"
    assert verdict(acl("minimal", egress=False), S3, "udp", 40000) == "deny"


@pytest.mark.control("NET-15")
@EVERY_EXAMPLE
def test_every_subnet_has_the_explicit_acl(example: str) -> None:
    acl_resource = resources("aws_network_acl", example)[0]
    assert "aws_subnet.private" in plan_examples(MODULE).references(acl_resource, "subnet_ids")


@pytest.mark.control("NET-14")
@EVERY_EXAMPLE
def test_flow_logs_take_all_traffic_by_the_minute(example: str) -> None:
    log = one("aws_flow_log", example)
    assert (log["traffic_type"], log["max_aggregation_interval"]) == ("ALL", 60)
    group = one("aws_cloudwatch_log_group", example, "flow")
    assert log["log_destination"] == f"arn:aws:logs:eu-west-2:111122223333:log-group:{group['name']}"


@pytest.mark.control("LOG-06", "NET-14")
@EVERY_EXAMPLE
@pytest.mark.parametrize("name", ["flow", "queries"])
def test_log_groups_have_our_key_and_a_year_at_least(example: str, name: str) -> None:
    group = one("aws_cloudwatch_log_group", example, name)
    assert group["kms_key_id"] == KEY
    assert group["retention_in_days"] >= 365


@pytest.mark.control("IAM-05", "IAM-07")
@EVERY_EXAMPLE
def test_the_flow_log_role_is_bounded_and_trusts_only_flow_logs_of_this_account(example: str) -> None:
    role = plan_examples(MODULE).one("aws_iam_role", module=example)
    assert role.values["permissions_boundary"].endswith("-boundary")
    (trust,) = plan_examples(MODULE).statements(role, "assume_role_policy")
    assert trust["Principal"] == {"Service": ["vpc-flow-logs.amazonaws.com"]}
    assert trust["Condition"]["StringEquals"]["aws:SourceAccount"] == ["111122223333"]
    arns = trust["Condition"]["ArnLike"]["aws:SourceArn"]
    assert arns == ["arn:aws:ec2:eu-west-2:111122223333:vpc-flow-log/*"]


@EVERY_EXAMPLE
def test_the_flow_log_role_writes_to_its_own_group_and_makes_none(example: str) -> None:
    policy = plan_examples(MODULE).one("aws_iam_role_policy", module=example)
    group = one("aws_cloudwatch_log_group", example, "flow")["name"]
    for statement in plan_examples(MODULE).statements(policy):
        assert "logs:CreateLogGroup" not in statement["Action"]
        if "logs:PutLogEvents" in statement["Action"]:
            assert all(f":log-group:{group}" in arn for arn in statement["Resource"])
