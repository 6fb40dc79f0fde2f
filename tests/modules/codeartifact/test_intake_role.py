"""The role that brings packages in: who takes it on, what it may do, and that nothing can be added to it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case
from mlplatform.gate.iam.actions import expand
from mlplatform.plan.reader import Plan

GITHUB = "token.actions.githubusercontent.com"
IAM = "arn:aws:iam::999988887777"
CODEARTIFACT = "arn:aws:codeartifact:eu-west-2:999988887777"
REPOSITORIES = ("public-pypi", "quarantine", "approved", "internal")
Statements = dict[str, dict[str, Any]]


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("codeartifact", "minimal")


@pytest.fixture(name="rights")
def _rights(plan: Plan) -> Statements:
    policy = plan.one("aws_iam_policy", name="intake")
    return {statement["Sid"]: dict(statement) for statement in plan.statements(policy)}


def packages(*repositories: str) -> set[str]:
    """ARNs of all packages in these repositories."""
    return {f"{CODEARTIFACT}:package/bank-packages/{one}/pypi/*" for one in repositories}


@pytest.mark.control("IAM-16")
def test_it_is_taken_on_by_one_repository_in_one_environment_at_one_ref(plan: Plan) -> None:
    role = plan.one("aws_iam_role", name="intake").values
    (statement,) = json.loads(role["assume_role_policy"])["Statement"]
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": f"{IAM}:oidc-provider/{GITHUB}"}
    assert statement["Condition"] == {
        "StringEquals": {
            f"{GITHUB}:aud": "sts.amazonaws.com",
            f"{GITHUB}:ref": "refs/heads/main",
            f"{GITHUB}:repository": "bank/ml-platform",
            f"{GITHUB}:sub": "repo:bank/ml-platform:environment:packages",
        }
    }
    assert (role["name"], role["max_session_duration"]) == ("bank-mlp-packages-intake", 3600)


@pytest.mark.control("IAM-05")
def test_its_boundary_says_what_its_policy_says_so_nothing_can_be_added(plan: Plan) -> None:
    role = plan.one("aws_iam_role", name="intake").values
    boundary, policy = (plan.one("aws_iam_policy", name=name).values for name in ("boundary", "intake"))
    assert role["permissions_boundary"] == f"{IAM}:policy/{boundary['name']}"
    assert boundary["policy"] == policy["policy"]
    (link,) = plan.resources("aws_iam_role_policy_attachment")
    assert link.values["role"] == role["name"]


@pytest.mark.control("CA-08")
def test_its_tokens_are_for_this_domain_and_for_an_hour(rights: Statements) -> None:
    assert rights["Token"]["Resource"] == [f"{CODEARTIFACT}:domain/bank-packages"]
    assert "codeartifact:GetAuthorizationToken" in rights["Token"]["Action"]
    assert rights["Bearer"]["Condition"] == {
        "StringEquals": {"sts:AWSServiceName": ["codeartifact.amazonaws.com"]},
        "NumericLessThanEquals": {"sts:DurationSeconds": ["3600"]},
    }


@pytest.mark.control("CA-05")
def test_it_copies_publishes_and_takes_away_where_that_is_meant(rights: Statements) -> None:
    approved = f"{CODEARTIFACT}:repository/bank-packages/approved"
    assert set(rights["Copy"]["Resource"]) == {approved} | packages("approved")
    assert rights["Copy"]["Action"] == ["codeartifact:CopyPackageVersions"]
    assert set(rights["Publish"]["Resource"]) == packages("internal", "quarantine")
    assert set(rights["TakeAway"]["Resource"]) == packages(*REPOSITORIES)


def test_it_holds_no_right_over_the_domain_its_repositories_or_a_key(rights: Statements) -> None:
    held = {one for statement in rights.values() for action in statement["Action"] for one in expand(action)}
    assert not [action for action in held if action.startswith("kms:")]
    managing = (
        "Associate",
        "Create",
        "Disassociate",
        "DeleteDomain",
        "DeleteRepository",
        "PutDomain",
        "PutRepository",
        "Tag",
    )
    assert not [action for action in held if action.partition(":")[2].startswith(managing)]
    assert not [action for action in held if "PackageGroup" in action or "Origin" in action]
    assert all("*" not in action for statement in rights.values() for action in statement["Action"])
