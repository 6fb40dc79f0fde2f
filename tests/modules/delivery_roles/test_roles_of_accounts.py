"""The deploy and the plan role that the stack set makes in each account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case
from mlplatform.gate.iam.actions import access_level, action_fits, expand, whole_services
from mlplatform.terraform import delivery_policies
from mlplatform.use_cases import load
from modules.delivery_roles.conftest import Account, words

SHARED = "arn:aws:iam::999988887777:role"
PEOPLE = f"{SHARED}/OrganizationAccountAccessRole"
CI = f"{SHARED}/bank-mlp-ci"
Statements = dict[str, list[dict[str, Any]]]
# What reads, or hands out a way to read, what people keep.
DATA = (
    "athena:GetQueryResults",
    "codeartifact:GetAuthorizationToken",
    "dynamodb:GetItem",
    "ebs:GetSnapshotBlock",
    "ecr:GetDownloadUrlForLayer",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "sagemaker:BatchGetRecord",
    "sagemaker:CreatePresignedDomainUrl",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "sagemaker:GetRecord",
    "sagemaker:InvokeEndpoint",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter",
)


@pytest.mark.control("IAM-08", "XA-01")
@pytest.mark.parametrize(
    ("account", "pipeline"),
    [("111122223333", "dev"), ("222233334444", "test"), ("333344445555", "prod"), ("888899990000", "prod")],
)
def test_an_account_lets_the_pipeline_of_its_own_environment_in(account: str, pipeline: str) -> None:
    found = Account("with_artifacts", account)
    assert found.trusted("bank-mlp-deploy") == [f"{CI}-apply-{pipeline}", PEOPLE]
    assert found.trusted("bank-mlp-plan") == [f"{CI}-plan", PEOPLE]


@pytest.mark.control("XA-01")
def test_an_account_that_no_use_case_names_lets_people_in_and_no_pipeline() -> None:
    assert Account("with_artifacts", "123412341234").trusted("bank-mlp-deploy") == [PEOPLE]


def test_every_account_of_the_units_has_the_roles_and_gets_them_by_itself() -> None:
    plan = plan_case("delivery_roles", "minimal")
    stack_set = plan.one("aws_cloudformation_stack_set").values
    assert (stack_set["permission_model"], stack_set["call_as"]) == ("SERVICE_MANAGED", "DELEGATED_ADMIN")
    assert stack_set["auto_deployment"] == [{"enabled": True, "retain_stacks_on_account_removal": False}]
    (targets,) = plan.one("aws_cloudformation_stack_set_instance").values["deployment_targets"]
    assert targets["organizational_unit_ids"] == ["ou-exam-workload"]


@pytest.mark.parametrize("role", ["deploy", "plan"])
def test_bootstrap_makes_the_roles_from_the_very_texts_that_terraform_reads(
    prod: Account, role: delivery_policies.Role
) -> None:
    wanted = delivery_policies.role_policies(load.platform(), "workloads", role)
    assert prod.policies(f"bank-mlp-{role}") == wanted


@pytest.mark.control("IAM-02")
@pytest.mark.parametrize("role", ["bank-mlp-deploy", "bank-mlp-plan"])
def test_no_role_has_a_service_whole_and_every_action_is_one_of_aws(
    statements: Statements, role: str
) -> None:
    for statement in statements[role]:
        for action in words(statement["Action"]):
            assert expand(action), f"{action} is no action of AWS"
            assert statement["Effect"] == "Deny" or not whole_services(action), action


def test_the_plan_role_changes_nothing(statements: Statements) -> None:
    allowed = [s for s in statements["bank-mlp-plan"] if s["Effect"] == "Allow"]
    actions = {one for s in allowed for pattern in words(s["Action"]) for one in expand(pattern)}
    assert {one for one in actions if access_level(one) not in ("Read", "List")} == set()


@pytest.mark.control("IAM-22")
@pytest.mark.parametrize("role", ["bank-mlp-deploy", "bank-mlp-plan"])
@pytest.mark.parametrize("action", DATA)
def test_neither_role_reads_what_people_keep(statements: Statements, role: str, action: str) -> None:
    for statement in statements[role]:
        if statement["Effect"] == "Allow":
            assert not any(action_fits(pattern, action) for pattern in words(statement["Action"]))


@pytest.mark.control("IAM-22")
def test_objects_and_keys_are_for_artifacts_and_vaults_alone(statements: Statements) -> None:
    allowed = {s["Sid"]: s for s in statements["bank-mlp-deploy"] if s["Effect"] == "Allow"}
    reading = {sid for sid, s in allowed.items() if "s3:GetObject" in words(s["Action"])}
    assert reading == {"Artifacts"}
    assert allowed["Artifacts"]["Resource"] == "arn:aws:s3:::bank-*-shared-artifacts-999988887777/*"
    decrypting = {sid for sid, s in allowed.items() if "kms:Decrypt" in words(s["Action"])}
    assert decrypting == {"KeysOfArtifacts", "KeysOfVaults"}
    for sid in decrypting:
        assert "kms:ViaService" in allowed[sid]["Condition"]["StringLike"]
    grants = allowed["GrantsToServices"]
    assert grants["Condition"] == {"Bool": {"kms:GrantIsForAWSResource": "true"}}
    (refused,) = [s for s in statements["bank-mlp-plan"] if s["Sid"] == "NoDataOutside"]
    assert (refused["Effect"], "s3:GetObject" in refused["Action"]) == ("Deny", True)


@pytest.mark.control("IAM-21")
@pytest.mark.parametrize("role", ["bank-mlp-deploy", "bank-mlp-plan"])
def test_neither_role_changes_itself_the_other_or_who_may_reach_the_state(
    statements: Statements, role: str
) -> None:
    refused = {s["Sid"]: s for s in statements[role] if s["Effect"] == "Deny"}
    own = refused["NotThemselves"]
    assert {f"arn:aws:iam::*:role/{name}" for name in (
        "bank-mlp-deploy", "bank-mlp-plan", "bank-mlp-state-*", "OrganizationAccountAccessRole"
    )} <= set(own["Resource"])  # fmt: skip
    assert {"arn:aws:iam::*:policy/bank-mlp-deploy-*", "arn:aws:iam::*:policy/bank-mlp-plan-*"} <= set(
        own["Resource"]
    )
    for action in (
        "iam:AttachRolePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeleteRole",
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRolePolicy",
        "iam:SetDefaultPolicyVersion",
        "iam:UpdateAssumeRolePolicy",
    ):
        assert any(action_fits(pattern, action) for pattern in own["Action"]), action
    assert "sts:AssumeRole" in refused["NoOtherRoles"]["Action"]


@pytest.mark.control("IAM-09")
def test_neither_role_makes_users_or_keys(statements: Statements) -> None:
    for role in statements.values():
        (refused,) = [s for s in role if s["Sid"] == "NoUsers"]
        assert (refused["Effect"], refused["Resource"]) == ("Deny", "*")
        for action in (
            "iam:CreateUser",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:PutUserPolicy",
        ):
            assert any(action_fits(pattern, action) for pattern in refused["Action"]), action


@pytest.mark.control("IAM-04")
def test_iam_is_changed_under_the_organizations_names_and_roles_are_passed_to_named_services(
    statements: Statements,
) -> None:
    for statement in statements["bank-mlp-deploy"]:
        changes = [
            action
            for pattern in words(statement["Action"])
            for action in expand(pattern)
            if action.startswith("iam:") and access_level(action) not in ("Read", "List")
        ]
        if statement["Effect"] == "Deny" or not changes:
            continue
        if statement["Sid"] == "Change":
            assert {action for action in changes if "AccountPasswordPolicy" not in action} == set()
            continue
        assert statement["Resource"].startswith(
            (
                "arn:aws:iam::*:role/bank-",
                "arn:aws:iam::*:policy/bank-",
                "arn:aws:iam::*:role/aws-service-role/",
            )
        ), statement["Sid"]
        if "iam:PassRole" in changes:
            assert statement["Condition"]["StringEquals"]["iam:PassedToService"]


def test_nothing_that_the_deploy_role_may_do_makes_a_way_to_the_internet(statements: Statements) -> None:
    allowed = [s for s in statements["bank-mlp-deploy"] if s["Effect"] == "Allow"]
    actions = {one for s in allowed for pattern in words(s["Action"]) for one in expand(pattern)}
    assert not actions & {
        "ec2:AllocateAddress",
        "ec2:AttachInternetGateway",
        "ec2:CreateEgressOnlyInternetGateway",
        "ec2:CreateInternetGateway",
        "ec2:CreateNatGateway",
        "ec2:CreateRoute",
        "ec2:CreateTransitGatewayVpcAttachment",
        "ec2:CreateVpcPeeringConnection",
        "ec2:CreateVpnGateway",
    }


@pytest.mark.parametrize("kind", ["workloads", "shared", "management"])
@pytest.mark.parametrize("role", ["deploy", "plan"])
def test_policies_and_template_fit_into_what_aws_takes(
    kind: delivery_policies.Kind, role: delivery_policies.Role
) -> None:
    policies = delivery_policies.role_policies(load.platform(), kind, role)
    assert len(policies) <= 10  # on one role
    for name, document in policies.items():
        assert len(json.dumps(document, separators=(",", ":"))) <= 6144, name
    assert len(Account("as_many_use_cases_as_fit", "100000000000").template) <= 51200


def test_with_as_many_use_cases_as_fit_each_account_still_knows_its_environment() -> None:
    for number in (0, 8, 9, 80):
        for digit, pipeline in (("1", "dev"), ("2", "test"), ("3", "prod")):
            account = Account("as_many_use_cases_as_fit", f"{digit}{number:011d}")
            assert account.trusted("bank-mlp-deploy") == [f"{CI}-apply-{pipeline}", PEOPLE]
