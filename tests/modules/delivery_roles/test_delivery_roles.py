"""The roles of pipelines: who takes them on, and whom they take on."""

from __future__ import annotations

import json

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan

GITHUB = "token.actions.githubusercontent.com"
SHARED = "arn:aws:iam::999988887777:role"
ACCOUNTS = {
    "dev": ["111122223333", "666677778888"],
    "test": ["222233334444", "777788889999"],
    "prod": ["333344445555", "888899990000"],
    "shared": ["999988887777"],
    "organization": ["444455556666"],
}
ROLES = ["plan", *(f"apply-{environment}" for environment in ACCOUNTS)]
IN_EACH = pytest.mark.parametrize("role", ROLES)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("delivery_roles", "with_artifacts")


def trust(plan: Plan, role: str) -> Statement:
    """The one statement of a role's trust policy."""
    found = plan.one("aws_iam_role", name="ci", index=role)
    (statement,) = json.loads(found.values["assume_role_policy"])["Statement"]
    return dict(statement)


def takes_on(plan: Plan, role: str) -> set[str]:
    """ARNs of all roles that a pipeline's role takes on."""
    attached = [
        link.index for link in plan.resources("aws_iam_role_policy_attachment") if link.name == "assume"
    ]
    return {
        arn
        for index in attached
        if index and str(index).rpartition("-")[0] == role
        for statement in plan.statements(plan.one("aws_iam_policy", name="assume", index=index))
        for arn in statement["Resource"]
    }


@pytest.mark.control("IAM-16")
@IN_EACH
def test_a_pipeline_is_of_one_repository_and_one_environment(plan: Plan, role: str) -> None:
    statement = trust(plan, role)
    environment = role.removeprefix("apply-")
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": f"arn:aws:iam::999988887777:oidc-provider/{GITHUB}"}
    conditions = dict(statement["Condition"]["StringEquals"])
    # A pull request has a ref of its own and may be planned; what is applied comes from one branch.
    assert conditions.pop(f"{GITHUB}:ref", None) == (None if role == "plan" else "refs/heads/main")
    assert conditions == {
        f"{GITHUB}:aud": "sts.amazonaws.com",
        f"{GITHUB}:sub": f"repo:bank/ml-platform:environment:{environment}",
        f"{GITHUB}:repository": "bank/ml-platform",
    }


@pytest.mark.control("XA-01")
@pytest.mark.parametrize("environment", ACCOUNTS)
def test_a_pipeline_that_applies_comes_to_the_accounts_of_its_environment_alone(
    plan: Plan, environment: str
) -> None:
    deploy = {f"arn:aws:iam::{account}:role/bank-mlp-deploy" for account in ACCOUNTS[environment]}
    assert takes_on(plan, f"apply-{environment}") == deploy | {f"{SHARED}/bank-mlp-state-{environment}"}


def test_the_pipeline_that_plans_takes_on_plan_roles_and_no_other(plan: Plan) -> None:
    every = {account for accounts in ACCOUNTS.values() for account in accounts}
    assert takes_on(plan, "plan") == {f"arn:aws:iam::{account}:role/bank-mlp-plan" for account in every}


@pytest.mark.control("IAM-05")
@IN_EACH
def test_a_pipelines_role_may_never_do_more_than_take_on_roles_and_pass_artifacts(
    plan: Plan, role: str
) -> None:
    found = plan.one("aws_iam_role", name="ci", index=role).values
    assert found["permissions_boundary"] == "arn:aws:iam::999988887777:policy/bank-mlp-ci-boundary"
    assert found["max_session_duration"] == 3600
    boundary = plan.statements(plan.one("aws_iam_policy", name="boundary"))
    assert {action for statement in boundary for action in statement["Action"]} == {
        "sts:AssumeRole",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "kms:Decrypt",
        "kms:GenerateDataKey",
    }
    (assumes,) = [s for s in boundary if s["Action"] == ["sts:AssumeRole"]]
    assert assumes["Condition"] == {"StringEquals": {"aws:ResourceOrgID": ["o-exampleorg1"]}}
    assert set(assumes["Resource"]) == {
        "arn:aws:iam::*:role/bank-mlp-deploy",
        "arn:aws:iam::*:role/bank-mlp-plan",
        f"{SHARED}/bank-mlp-state-*",
    }


@pytest.mark.control("KMS-08")
@pytest.mark.parametrize(
    ("stage", "reads"), [("dev", {"dev"}), ("test", {"dev", "test"}), ("prod", {"test", "prod"})]
)
def test_a_pipeline_writes_its_own_stage_and_reads_the_one_before(
    plan: Plan, stage: str, reads: set[str]
) -> None:
    bucket = "arn:aws:s3:::bank-credit-risk-shared-artifacts-999988887777"
    policy = plan.one("aws_iam_policy", name="artifacts", index=stage)
    found = {statement["Sid"]: statement for statement in plan.statements(policy)}
    assert set(found["ReadThisStageAndTheOneBefore"]["Resource"]) == {f"{bucket}/{one}/*" for one in reads}
    assert found["WriteThisStage"]["Action"] == ["s3:PutObject"]
    assert found["WriteThisStage"]["Resource"] == [f"{bucket}/{stage}/*"]
    keys = found["KeysThroughS3"]
    assert keys["Resource"] == ["arn:aws:kms:eu-west-2:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
    assert keys["Condition"] == {"StringEquals": {"kms:ViaService": ["s3.eu-west-2.amazonaws.com"]}}


def test_without_stores_no_pipeline_comes_to_any() -> None:
    plan = plan_case("delivery_roles", "minimal")
    assert not [policy for policy in plan.resources("aws_iam_policy") if policy.name == "artifacts"]


def test_the_issuer_is_github_and_the_audience_is_sts() -> None:
    for module in ("minimal", "with_artifacts"):
        provider = (
            plan_examples("delivery_roles").one("aws_iam_openid_connect_provider", module=module).values
        )
        assert (provider["url"], provider["client_id_list"]) == (f"https://{GITHUB}", ["sts.amazonaws.com"])


def test_the_role_of_many_accounts_has_its_arns_in_several_policies() -> None:
    plan = plan_case("delivery_roles", "as_many_use_cases_as_fit")
    policies = [p for p in plan.resources("aws_iam_policy") if p.name == "assume"]
    assert len(takes_on(plan, "plan")) == 81 * 3 + 2
    assert all(len(p.values["policy"]) <= 6144 for p in policies)
    assert max(len([p for p in policies if str(p.index).startswith(f"{role}-")]) for role in ROLES) <= 9
