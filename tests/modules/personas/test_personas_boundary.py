"""The boundary: a ceiling that guards itself, the organization, the region and the network."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement

PREFIX = {"minimal": "bank-credit-risk-dev", "realistic": "bank-fraud-dev"}
IN_EACH = pytest.mark.parametrize("module", ["minimal", "realistic"])
IAM = "arn:aws:iam::111122223333"


def boundary(module: str) -> dict[str, Statement]:
    """The boundary's statements by their ids."""
    plan = plan_examples("personas")
    found = plan.statements(plan.one("aws_iam_policy", module=module, name="boundary"))
    return {statement["Sid"]: statement for statement in found}


@pytest.mark.control("IAM-06")
@IN_EACH
def test_boundary_cannot_be_removed(module: str) -> None:
    deny = boundary(module)["DenyRemovingBoundary"]
    assert deny["Effect"] == "Deny"
    assert {"iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"} <= set(deny["Action"])
    assert deny["Resource"] == ["*"]
    assert "Condition" not in deny


@pytest.mark.control("IAM-06")
@IN_EACH
def test_no_role_is_made_or_changed_without_this_boundary(module: str) -> None:
    deny = boundary(module)["DenyRolesWithoutBoundary"]
    assert {
        "iam:CreateRole",
        "iam:PutRolePermissionsBoundary",
        "iam:AttachRolePolicy",
        "iam:PutRolePolicy",
    } <= set(deny["Action"])
    own = f"{IAM}:policy/{PREFIX[module]}-boundary"
    assert deny["Condition"] == {"StringNotEquals": {"iam:PermissionsBoundary": [own]}}


@pytest.mark.control("IAM-06")
@IN_EACH
def test_boundary_and_guards_cannot_be_rewritten(module: str) -> None:
    deny = boundary(module)["DenyChangingBoundaryAndGuards"]
    assert set(deny["Action"]) == {
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
    }
    start = f"{IAM}:policy/{PREFIX[module]}"
    assert set(deny["Resource"]) == {f"{start}-boundary", f"{start}-guard-*"}
    assert "Condition" not in deny


@pytest.mark.control("IAM-06")
@IN_EACH
def test_iam_is_written_only_for_products(module: str) -> None:
    statements = boundary(module)
    deny = statements["DenyIamOutsideProducts"]
    assert set(deny["NotResource"]) == {
        f"{IAM}:policy/products/{PREFIX[module]}-*",
        f"{IAM}:role/products/{PREFIX[module]}-*",
    }
    reads = ("iam:Generate", "iam:Get", "iam:List", "iam:PassRole", "iam:Simulate")
    writes = {a for a in statements["CeilingOfIam"]["Action"] if not a.startswith(reads)}
    assert writes == set(deny["Action"])


@IN_EACH
def test_only_roles_of_the_use_case_are_passed(module: str) -> None:
    deny = boundary(module)["DenyPassingOtherRoles"]
    assert deny["Action"] == ["iam:PassRole"]
    assert set(deny["NotResource"]) == {
        f"{IAM}:role/{PREFIX[module]}-*",
        f"{IAM}:role/products/{PREFIX[module]}-*",
    }


@pytest.mark.control("IAM-09")
@IN_EACH
@pytest.mark.parametrize(
    "action", ["CreateUser", "CreateAccessKey", "CreateLoginProfile", "UpdateAssumeRolePolicy"]
)
def test_no_users_keys_or_new_trust(module: str, action: str) -> None:
    assert f"iam:{action}" in boundary(module)["DenyUsers"]["Action"]
    assert "Condition" not in boundary(module)["DenyUsers"]


@pytest.mark.control("NET-01")
@IN_EACH
@pytest.mark.parametrize(
    "action", ["Attach*Gateway", "Create*Gateway", "Create*Peering*", "CreateRoute", "AllocateAddress"]
)
def test_no_way_to_the_internet(module: str, action: str) -> None:
    deny = boundary(module)["DenyInternetPaths"]
    assert f"ec2:{action}" in deny["Action"]
    assert "Condition" not in deny


@pytest.mark.control("ORG-04")
@IN_EACH
def test_no_other_region(module: str) -> None:
    deny = boundary(module)["DenyOtherRegions"]
    assert deny["NotAction"] == ["iam:*"]
    assert deny["Condition"] == {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-2"]}}


@pytest.mark.control("ORG-03", "S3-11")
@IN_EACH
@pytest.mark.parametrize("action", ["s3:*Object*", "kms:Decrypt", "kms:CreateGrant", "sts:AssumeRole"])
def test_nothing_outside_the_organization(module: str, action: str) -> None:
    deny = boundary(module)["DenyOutsideOrganization"]
    assert action in deny["Action"]
    assert deny["Resource"] == ["*"]
    assert deny["Condition"] == {"StringNotEquals": {"aws:ResourceOrgID": ["o-exampleorg1"]}}


@pytest.mark.control("ORG-03")
def test_foreign_images_are_refused_where_no_account_is_reviewed() -> None:
    deny = boundary("minimal")["DenyForeignImages"]
    assert deny["Condition"] == {"StringNotEquals": {"aws:ResourceOrgID": ["o-exampleorg1"]}}


@pytest.mark.control("ORG-03")
def test_reviewed_accounts_may_be_pulled_from_and_never_pushed_to() -> None:
    statements = boundary("realistic")
    assert statements["DenyForeignImages"]["Condition"]["StringNotEquals"] == {
        "aws:ResourceOrgID": ["o-exampleorg1"],
        "aws:ResourceAccount": ["764974769150"],
    }
    assert statements["DenyPushingImagesOutside"]["Condition"] == {
        "StringNotEquals": {"aws:ResourceOrgID": ["o-exampleorg1"]}
    }


@pytest.mark.control("IAM-01")
@IN_EACH
def test_ceiling_names_its_services(module: str) -> None:
    allowed = [s for s in boundary(module).values() if s["Effect"] == "Allow"]
    assert {s["Sid"] for s in allowed} == {"Ceiling", "CeilingOfIam"}
    for statement in allowed:
        assert "NotAction" not in statement
        assert not {"*", "iam:*", "organizations:*", "account:*"} & set(statement["Action"])
