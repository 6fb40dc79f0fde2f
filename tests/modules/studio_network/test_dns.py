"""DNS as planned: which names are answered, what happens to all others, and that it is written down."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

import pytest

from harness.examples import plan_examples

MODULE = "studio_network"
EVERY_EXAMPLE = pytest.mark.parametrize("example", ["minimal", "production"])


def rules(example: str) -> list[dict[str, Any]]:
    found = plan_examples(MODULE).resources("aws_route53_resolver_firewall_rule", module=example)
    return sorted((r.values for r in found), key=lambda rule: int(rule["priority"]))


def allowed(example: str, list_name: str = "aws") -> list[str]:
    kind = "aws_route53_resolver_firewall_domain_list"
    values = plan_examples(MODULE).one(kind, module=example, name="allowed", index=list_name).values
    return [domain.removesuffix(".") for domain in values["domains"]]


def answered(name: str, example: str = "minimal") -> bool:
    return any(fnmatchcase(name, pattern) for pattern in allowed(example))


@pytest.mark.control("NET-16")
@EVERY_EXAMPLE
def test_dns_refuses_what_no_earlier_rule_allows(example: str) -> None:
    *before, last = rules(example)
    assert before
    assert {rule["action"] for rule in before} == {"ALLOW"}
    assert (last["action"], last["block_response"]) == ("BLOCK", "NXDOMAIN")
    kind = "aws_route53_resolver_firewall_domain_list"
    assert plan_examples(MODULE).one(kind, module=example, name="everything").values["domains"] == ["*."]


@pytest.mark.control("NET-16")
@EVERY_EXAMPLE
def test_dns_firewall_fails_closed_and_is_not_removed_by_accident(example: str) -> None:
    plan = plan_examples(MODULE)
    assert (
        plan.one("aws_route53_resolver_firewall_config", module=example).values["firewall_fail_open"]
        == "DISABLED"
    )
    association = plan.one("aws_route53_resolver_firewall_rule_group_association", module=example).values
    assert association["mutation_protection"] == "ENABLED"
    assert 100 < association["priority"] < 9900


@pytest.mark.parametrize(
    "name",
    [
        "api.sagemaker.eu-west-2.amazonaws.com",
        "d-abc123.studio.eu-west-2.sagemaker.aws",
        "bank-packages-999988887777.d.codeartifact.eu-west-2.amazonaws.com",
        "999988887777.dkr.ecr.eu-west-2.amazonaws.com",
        "bank-data.s3.eu-west-2.amazonaws.com",
        "fs-0a1b2c3d.efs.eu-west-2.amazonaws.com",
        "ip-10-40-0-9.eu-west-2.compute.internal",
        "9.0.40.10.in-addr.arpa",
    ],
)
def test_dns_answers(name: str) -> None:
    assert answered(name)


@pytest.mark.control("NET-16")
@pytest.mark.parametrize(
    "name",
    [
        "c2VjcmV0.attacker.example",
        "index.example.com",
        "api.sagemaker.us-east-1.amazonaws.com",
        "abc.execute-api.eu-west-2.amazonaws.com",
        "ec2-3-8-0-1.eu-west-2.compute.amazonaws.com",
        "bank-data.s3.amazonaws.com",
        "iam.amazonaws.com",
        "9.0.99.10.in-addr.arpa",
    ],
)
def test_dns_does_not_answer(name: str) -> None:
    assert not answered(name)


@pytest.mark.control("NET-16")
@pytest.mark.parametrize(
    "name",
    [
        "d-abc123.studio.eu-west-2.sagemaker.aws",
        "servicecatalog.eu-west-2.amazonaws.com",
        "fs-0a1b2c3d.efs.eu-west-2.amazonaws.com",
    ],
)
def test_where_nobody_has_studio_dns_does_not_know_it(name: str) -> None:
    assert answered(name, "minimal")
    assert not answered(name, "production")


def test_further_domains_are_listed_apart_and_their_aliases_judged() -> None:
    assert allowed("production", "further") == ["*.ml.bank.example", "git.bank.example"]
    aliases = {rule["name"]: rule["firewall_domain_redirection_action"] for rule in rules("production")}
    assert aliases["allow-further"] == "INSPECT_REDIRECTION_DOMAIN"
    assert aliases["allow-aws"] == "TRUST_REDIRECTION_DOMAIN"
    assert [rule["name"] for rule in rules("minimal")] == ["allow-aws", "block-everything-else"]


@pytest.mark.control("NET-16")
@EVERY_EXAMPLE
def test_every_question_is_logged(example: str) -> None:
    plan = plan_examples(MODULE)
    group = plan.one("aws_cloudwatch_log_group", module=example, name="queries").values["name"]
    arn = f"arn:aws:logs:eu-west-2:111122223333:log-group:{group}"
    assert plan.one("aws_route53_resolver_query_log_config", module=example).values["destination_arn"] == arn
    assert plan.one("aws_route53_resolver_query_log_config_association", module=example)
    resource = plan.one("aws_cloudwatch_log_resource_policy", module=example)
    (delivery,) = plan.statements(resource, "policy_document")
    assert delivery["Principal"] == {"Service": ["delivery.logs.amazonaws.com"]}
    assert delivery["Resource"] == [f"{arn}:log-stream:*"]
    assert delivery["Condition"]["StringEquals"]["aws:SourceAccount"] == ["111122223333"]
