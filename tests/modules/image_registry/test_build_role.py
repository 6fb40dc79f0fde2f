"""The role that builds images: who takes it on, what it may do, and what it may never do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case
from mlplatform.plan.reader import Plan

GITHUB = "token.actions.githubusercontent.com"


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("image_registry", "minimal")


def rights(plan: Plan, name: str) -> dict[str, dict[str, Any]]:
    """Sid => statement of one of the build role's two policies."""
    return {
        statement["Sid"]: dict(statement)
        for statement in plan.statements(plan.one("aws_iam_policy", name=name))
    }


@pytest.mark.control("ECR-03", "IAM-05")
def test_the_role_that_builds_pushes_to_these_repositories_and_may_never_do_more() -> None:
    plan = plan_case("image_registry", "several")
    held, most = rights(plan, "build"), rights(plan, "boundary")
    of_ecr = "arn:aws:ecr:eu-west-2:999988887777:repository/bank-mlp"
    named = [f"{of_ecr}/{name}" for name in ("base", "inference", "training")]
    assert sorted(held["PushAndPull"]["Resource"]) == named
    assert most["PushAndPull"]["Resource"] == [f"{of_ecr}/*"]
    assert set(held) == set(most)
    for sid, statement in held.items():
        assert statement["Action"] == most[sid]["Action"]
    role = plan.one("aws_iam_role").values
    assert role["permissions_boundary"] == "arn:aws:iam::999988887777:policy/bank-mlp-images-build-boundary"
    assert role["max_session_duration"] == 3600


@pytest.mark.control("CA-08")
@pytest.mark.parametrize("name", ["build", "boundary"])
def test_it_reads_approved_packages_with_a_token_for_them_alone(plan: Plan, name: str) -> None:
    found = rights(plan, name)
    packages = "arn:aws:codeartifact:eu-west-2:999988887777"
    assert found["PackageToken"]["Resource"] == [f"{packages}:domain/bank-packages"]
    assert found["ReadApproved"]["Resource"] == [f"{packages}:repository/bank-packages/approved"]
    assert sorted(found["ReadApproved"]["Action"]) == [
        "codeartifact:GetRepositoryEndpoint",
        "codeartifact:ReadFromRepository",
    ]
    assert found["PackageBearer"]["Condition"] == {
        "NumericLessThanEquals": {"sts:DurationSeconds": ["3600"]},
        "StringEquals": {"sts:AWSServiceName": ["codeartifact.amazonaws.com"]},
    }


@pytest.mark.control("IAM-16")
def test_the_role_is_of_one_repository_one_branch_and_one_environment(plan: Plan) -> None:
    (statement,) = json.loads(plan.one("aws_iam_role").values["assume_role_policy"])["Statement"]
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": f"arn:aws:iam::999988887777:oidc-provider/{GITHUB}"}
    assert statement["Condition"] == {
        "StringEquals": {
            f"{GITHUB}:aud": "sts.amazonaws.com",
            f"{GITHUB}:ref": "refs/heads/main",
            f"{GITHUB}:repository": "bank/ml-platform",
            f"{GITHUB}:sub": "repo:bank/ml-platform:environment:images",
        }
    }
