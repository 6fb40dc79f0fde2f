"""Faults: in the service's own words, the same for the same seed, and only where asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws
from mlplatform.local_aws import control
from mlplatform.local_aws.faults import Faults, parse


@pytest.fixture
def aws_with_faults(aws: Aws) -> Iterator[Aws]:
    """The session's server, without faults afterwards."""
    yield aws
    aws.running.admin("faults", "PUT", [])


def outcomes(rule: dict[str, Any], calls: int = 40) -> list[bool]:
    """Which of so many calls a rule hits."""
    faults = Faults(parse([rule]))
    return [faults.strike("ec2", "DescribeVpcs", "ec2") is not None for _ in range(calls)]


def test_the_same_seed_hits_the_same_calls() -> None:
    rule = {"service": "ec2", "kind": "error", "share": 0.3, "seed": 7}
    assert outcomes(rule) == outcomes(rule)
    assert outcomes(rule) != outcomes({**rule, "seed": 8})
    assert 0 < sum(outcomes(rule, 400)) / 400 - 0.2 < 0.2


def test_a_rule_ends_after_its_maximum() -> None:
    assert outcomes({"service": "*", "kind": "error", "max": 2}, 5) == [True, True, False, False, False]


def test_a_share_of_nothing_hits_nothing() -> None:
    assert not any(outcomes({"service": "ec2", "kind": "error", "share": 0.0}))


@pytest.mark.parametrize(
    ("service", "operation", "kind", "code", "status"),
    [
        ("sagemaker", "list_domains", "throttle", "ThrottlingException", 400),
        ("sagemaker", "list_domains", "error", "InternalFailure", 500),
        ("ec2", "describe_vpcs", "throttle", "RequestLimitExceeded", 503),
        ("ec2", "describe_vpcs", "error", "InternalError", 500),
        ("iam", "list_roles", "throttle", "Throttling", 400),
        ("s3", "list_buckets", "throttle", "SlowDown", 503),
        ("codeartifact", "list_domains", "throttle", "ThrottlingException", 400),
    ],
)
def test_a_fault_speaks_the_services_protocol(
    aws_with_faults: Aws, service: str, operation: str, kind: str, code: str, status: int
) -> None:
    aws_with_faults.running.admin("faults", "PUT", [{"service": service, "kind": kind}])
    with pytest.raises(ClientError) as struck:
        getattr(aws_with_faults.client(service), operation)()
    answer: Any = struck.value.response
    assert (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)


def test_only_the_named_operations_are_hit_and_the_report_counts(aws_with_faults: Aws) -> None:
    running, ec2 = aws_with_faults.running, aws_with_faults.client("ec2")
    running.admin(
        "faults", "PUT", [{"service": "ec2", "operations": ["DescribeVpcs"], "kind": "error", "max": 1}]
    )
    assert ec2.describe_subnets()["Subnets"]
    with pytest.raises(ClientError):
        ec2.describe_vpcs()
    assert ec2.describe_vpcs()["Vpcs"]
    [rule] = running.admin("faults")
    assert (rule["seen"], rule["hits"]) == (2, 1)


def test_a_struck_call_changes_nothing(aws_with_faults: Aws) -> None:
    packages = aws_with_faults.client("codeartifact")
    rule = {"service": "codeartifact", "operations": ["CreateDomain"], "kind": "error", "max": 1}
    aws_with_faults.running.admin("faults", "PUT", [rule])
    with pytest.raises(ClientError):
        packages.create_domain(domain="bank")
    assert packages.list_domains()["domains"] == []


def test_rules_that_are_none_are_refused(aws_with_faults: Aws) -> None:
    with pytest.raises(control.LocalAwsError, match="share"):
        aws_with_faults.running.admin("faults", "PUT", [{"service": "ec2", "kind": "error", "share": 2}])


def test_faults_can_be_given_at_the_start(tmp_path: Path) -> None:
    rules = tmp_path / "faults.yaml"
    rules.write_text("- {service: sts, operations: [GetCallerIdentity], kind: throttle}\n")
    with control.running(tmp_path / "run", faults=rules) as running:
        sts = Aws(running, "111122223333").client("sts")
        with pytest.raises(ClientError, match="Throttling"):
            sts.get_caller_identity()


def test_a_refusal_speaks_the_services_protocol(aws_with_faults: Aws) -> None:
    codes = {"sts": "AccessDenied", "ec2": "UnauthorizedOperation", "sagemaker": "AccessDeniedException"}
    calls = {"sts": "get_caller_identity", "ec2": "describe_vpcs", "sagemaker": "list_domains"}
    for service, code in codes.items():
        aws_with_faults.running.admin("faults", "PUT", [{"service": service, "kind": "refuse"}])
        with pytest.raises(ClientError, match=code) as struck:
            getattr(aws_with_faults.client(service), calls[service])()
        assert struck.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_an_account_can_be_made_to_answer_as_another_and_its_neighbour_does_not(
    aws_with_faults: Aws, neighbour: Aws
) -> None:
    stranger = {"Account": "999999999999", "UserId": "AROA", "Arn": "arn:aws:iam::999999999999:root"}
    rule = {"service": "sts", "operations": ["GetCallerIdentity"], "kind": "answer", "answer": stranger}
    aws_with_faults.running.admin("faults", "PUT", [{**rule, "account": aws_with_faults.account}])
    assert aws_with_faults.client("sts").get_caller_identity()["Account"] == "999999999999"
    assert neighbour.client("sts").get_caller_identity()["Account"] == neighbour.account


@pytest.mark.parametrize("rule", [{"kind": "answer"}, {"kind": "error", "answer": {"Account": "1"}}])
def test_an_answer_belongs_to_its_kind(aws_with_faults: Aws, rule: dict[str, Any]) -> None:
    with pytest.raises(control.LocalAwsError, match="an answer belongs to the kind answer"):
        aws_with_faults.running.admin("faults", "PUT", [{"service": "sts", **rule}])
