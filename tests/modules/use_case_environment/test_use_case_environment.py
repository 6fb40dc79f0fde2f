"""One composition for dev, test and prod: who is there, what stands, and in what they differ."""

from __future__ import annotations

import re

import pytest

from harness.examples import plan_examples
from mlplatform.plan.reader import Plan

READING = {"break-glass", "model-risk-reviewer", "security-auditor"}
MAKING = {"data-engineer", "data-scientist", "lead-data-scientist", "ml-engineer", "platform-engineer"}
# What a role may do that only looks: no action that makes, changes or takes away.
LOOKS = re.compile(
    r"^[a-z0-9-]+:(BatchDescribe|BatchGet|Describe|Filter|Get|List|Lookup|Query|Search|Simulate)"
    r"|^iam:GenerateCredentialReport$|^kms:Decrypt$"
)
IN_EACH = pytest.mark.parametrize("module", ["development", "production"])


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("use_case_environment")


@pytest.mark.control("CTX-110")
def test_people_work_in_dev_alone(plan: Plan) -> None:
    assert [r.values["user_profile_name"] for r in plan.resources("aws_sagemaker_user_profile")] == [
        "u100001",
        "u100002",
        "u100004",
    ]
    assert len(plan.resources("aws_sagemaker_domain", module="development")) == 1
    assert not [r for r in plan.resources(module="production") if r.type.startswith("aws_sagemaker")]


@IN_EACH
def test_a_persona_is_there_where_it_has_something_to_do(plan: Plan, module: str) -> None:
    personas = {
        str(r.index).replace("_", "-") for r in plan.resources("aws_iam_role", module=module, name="persona")
    }
    assert personas == (READING | MAKING if module == "development" else READING)


def test_who_reads_in_prod_changes_nothing(plan: Plan) -> None:
    for persona in ("model_risk_reviewer", "security_auditor"):
        allowed = _allowed(plan, "production", persona)
        assert allowed, f"{persona} may do nothing at all"
        assert not [action for action in allowed if not LOOKS.match(action)], persona


@pytest.mark.control("CTX-111")
@IN_EACH
def test_an_account_has_its_share_of_the_budget(plan: Plan, module: str) -> None:
    budget = plan.one("aws_budgets_budget", module=module)
    share = {"development": 4800, "production": 2400}[module]
    assert float(budget.values["limit_amount"]) == share


@pytest.mark.control("REL-101")
@IN_EACH
def test_data_buckets_of_prod_cannot_be_deleted(plan: Plan, module: str) -> None:
    policies = plan.resources("aws_s3_bucket_policy", module=f"{module}.module.data_store")
    assert len(policies) == 2
    for policy in policies:
        refused = {
            action
            for statement in plan.statements(policy)
            if statement["Effect"] == "Deny" and not statement.get("Condition")
            for action in statement["Action"]
        }
        assert ("s3:DeleteBucket" in refused) is (module == "production")


def test_studio_has_the_images_of_the_bank_and_jobs_pull_from_their_repositories_alone(plan: Plan) -> None:
    image = plan.one("aws_sagemaker_image_version", module="development").values["base_image"]
    assert (
        image
        == f"999988887777.dkr.ecr.eu-west-2.amazonaws.com/bank-mlp/studio@sha256:{'0123456789abcdef' * 4}"
    )
    named = {
        f"arn:aws:ecr:eu-west-2:999988887777:repository/bank-mlp/{name}" for name in ("studio", "training")
    }
    pulled = {
        resource
        for policy in plan.resources("aws_iam_policy", module="development", name="this")
        for statement in plan.statements(policy)
        if "ecr:BatchGetImage" in statement.get("Action", []) and statement["Effect"] == "Allow"
        for resource in statement["Resource"]
    }
    assert pulled == named


def _allowed(plan: Plan, module: str, persona: str) -> set[str]:
    attached = {
        str(r.index).partition("/")[2]
        for r in plan.resources("aws_iam_role_policy_attachment", module=module, name="persona")
        if str(r.index).partition("/")[0] == persona
    }
    policies = [
        r for r in plan.resources("aws_iam_policy", module=module, name="this") if r.index in attached
    ]
    return {
        action
        for policy in policies
        for statement in plan.statements(policy)
        if statement["Effect"] == "Allow"
        for action in statement["Action"]
    }
