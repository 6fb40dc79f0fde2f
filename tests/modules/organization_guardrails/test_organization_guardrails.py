"""The guardrails as a whole: what they are, where they bind, whether they fit, and what the gate says of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.gate import catalogue, judge
from mlplatform.gate.judge import Result
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan, Resource

BOTH = pytest.mark.parametrize("module", ["minimal", "realistic"])
SERVICE_CONTROL = {"account", "network", "sagemaker", "sagemaker-keys"}
RESOURCE_CONTROL = {"identities", "networks"}
MOST_CHARACTERS, MOST_ATTACHED = 5120, 5
TARGETS = {"minimal": {"ou-exam-workload"}, "realistic": {"ou-exam-workload", "ou-exam-platform1"}}
SETTINGS = Settings.model_validate(
    {"organization_id": "o-exampleorg1", "platform_role_arns": ["arn:aws:iam::*:role/bank-mlp-deploy"]}
)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("organization_guardrails")


def policies(plan: Plan, module: str) -> dict[str, Resource]:
    """The guardrails of an example, by name."""
    found = plan.resources("aws_organizations_policy", module=module, name="this")
    return {str(resource.index): resource for resource in found}


def judged(example: str) -> list[Result]:
    """What every control of the gate says of an example."""
    world = World([plan_case("organization_guardrails", example)], SETTINGS)
    return list(judge.judge(world, catalogue.load()).results)


def content(resource: Resource) -> Any:
    """What a policy says."""
    return json.loads(resource.values["content"])


@BOTH
def test_four_policies_are_for_identities_and_two_for_resources(plan: Plan, module: str) -> None:
    types = {name: resource.values["type"] for name, resource in policies(plan, module).items()}
    assert {name for name, type in types.items() if type == "SERVICE_CONTROL_POLICY"} == SERVICE_CONTROL
    assert {name for name, type in types.items() if type == "RESOURCE_CONTROL_POLICY"} == RESOURCE_CONTROL
    assert len(types) == len(SERVICE_CONTROL | RESOURCE_CONTROL)


@BOTH
def test_policies_only_refuse_and_those_for_resources_refuse_everybody(plan: Plan, module: str) -> None:
    for name, resource in policies(plan, module).items():
        for statement in content(resource)["Statement"]:
            assert statement["Effect"] == "Deny", statement["Sid"]
            assert statement.get("Principal") == ("*" if name in RESOURCE_CONTROL else None)


@BOTH
def test_every_target_carries_every_policy_and_aws_takes_them_all(plan: Plan, module: str) -> None:
    links = plan.resources("aws_organizations_policy_attachment", module=module, name="this")
    for target in TARGETS[module]:
        names = [str(link.index).partition("/")[2] for link in links if link.values["target_id"] == target]
        assert set(names) == SERVICE_CONTROL | RESOURCE_CONTROL
        for kind in (SERVICE_CONTROL, RESOURCE_CONTROL):
            assert len(kind) + 1 <= MOST_ATTACHED  # AWS's own is one of the five
    assert {link.values["target_id"] for link in links} == TARGETS[module]


@pytest.mark.parametrize("name", ["many_names_still_fit", "another_bank_in_another_region"])
def test_policies_fit_also_with_many_names(name: str) -> None:
    found = plan_case("organization_guardrails", name).resources("aws_organizations_policy", name="this")
    sizes = {str(resource.index): len(resource.values["content"]) for resource in found}
    assert len(sizes) == len(SERVICE_CONTROL | RESOURCE_CONTROL)
    assert max(sizes.values()) <= MOST_CHARACTERS


@pytest.mark.control("ORG-06")
@BOTH
def test_no_ai_service_keeps_content_in_the_whole_organization(plan: Plan, module: str) -> None:
    policy = plan.one("aws_organizations_policy", module=module, name="opt_out")
    link = plan.one("aws_organizations_policy_attachment", module=module, name="opt_out")
    assert (policy.values["type"], link.values["target_id"]) == ("AISERVICES_OPT_OUT_POLICY", "r-exam")
    services = content(policy)["services"]
    assert services["default"]["opt_out_policy"]["@@assign"] == "optOut"
    for place in (services, services["default"], services["default"]["opt_out_policy"]):
        assert place["@@operators_allowed_for_child_policies"] == ["@@none"]


@pytest.mark.control("IAM-19")
@BOTH
def test_root_users_are_managed_in_one_place(plan: Plan, module: str) -> None:
    features = plan.one("aws_iam_organizations_features", module=module).values["enabled_features"]
    assert set(features) == {"RootCredentialsManagement", "RootSessions"}


def test_the_bill_is_told_apart_and_stack_sets_are_given_away(plan: Plan) -> None:
    tags = plan.resources("aws_ce_cost_allocation_tag", module="realistic")
    assert {tag.values["tag_key"]: tag.values["status"] for tag in tags} == {
        "cost_centre": "Active",
        "use_case": "Active",
    }
    administrator = plan.one("aws_organizations_delegated_administrator", module="realistic").values
    assert administrator["service_principal"] == "member.org.stacksets.cloudformation.amazonaws.com"
    assert administrator["account_id"] == "999988887777"


@BOTH
def test_nobody_is_left_out_but_by_name(plan: Plan, module: str) -> None:
    """Tags of a caller would be for whoever may tag; of resources, one tag counts, and it is guarded (ORG-05)."""
    for resource in policies(plan, module).values():
        assert "aws:PrincipalTag" not in resource.values["content"]
        tags = [
            key
            for s in content(resource)["Statement"]
            for keys in s.get("Condition", {}).values()
            for key in keys
        ]
        assert {key for key in tags if key.startswith("aws:ResourceTag")} <= {
            "aws:ResourceTag/dp:exclude:identity"
        }


def test_the_gate_finds_nothing_where_all_is_known() -> None:
    found = judged("realistic")
    assert [str(result) for result in found if result.status != "pass"] == []
    assert {"ORG-01", "ORG-02", "ORG-03", "ORG-04", "ORG-05", "ORG-06", "LOG-03", "CA-06", "IAM-19"} <= {
        r.control for r in found
    }


def test_without_subnets_the_gate_finds_that_alone() -> None:
    found = judged("minimal")
    findings = [result for result in found if result.status != "pass"]
    assert {result.control for result in findings} == {"ORG-01"}
    (reason,) = {result.reason for result in findings}
    assert reason.startswith(
        "ou-exam-workload: a launch with VpcSubnets subnet-0f0f0f0f0f0f0f0f0 is not denied"
    )
    assert ";" not in reason  # and nothing else
