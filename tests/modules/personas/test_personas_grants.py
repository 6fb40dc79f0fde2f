"""The grants: what each persona may do, and what none of them may."""

from __future__ import annotations

import json

import pytest

from harness.examples import plan_examples
from modules.personas.planned import GUARDS, IN_EACH, attached, policies, policy


@pytest.mark.control("SM-03")
@IN_EACH
def test_studio_opens_for_its_owner_from_inside_the_network(module: str) -> None:
    (door,) = policy(module, "studio-door")
    assert door["Action"] == ["sagemaker:CreatePresignedDomainUrl"]
    assert door["Resource"] == [
        "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*/${aws:SourceIdentity}"
    ]
    conditions = door["Condition"]["StringEquals"]
    assert conditions["sagemaker:ResourceTag/studio-user"] == ["${aws:SourceIdentity}"]
    assert len(conditions["aws:SourceVpce"]) == 2
    assert all(endpoint.startswith("vpce-") for endpoint in conditions["aws:SourceVpce"])


@pytest.mark.control("SM-03")
@IN_EACH
def test_nothing_else_opens_studio(module: str) -> None:
    for name, statements in policies(module).items():
        for statement in statements:
            opens = [a for a in statement.get("Action", []) if a.startswith("sagemaker:CreatePresigned")]
            assert not opens or statement["Effect"] == "Deny" or name == "studio-door"


@IN_EACH
def test_people_run_only_their_own_private_space(module: str) -> None:
    statements = {s["Sid"]: s for s in policy(module, "studio-common")}
    owner = "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/${sagemaker:DomainId}/${sagemaker:UserProfileName}"
    for sid in ("OwnSpace", "OwnApp"):
        assert statements[sid]["Condition"] == {
            "ArnLike": {"sagemaker:OwnerUserProfileArn": [owner]},
            "StringEquals": {"sagemaker:SpaceSharingType": ["Private"]},
        }


@pytest.mark.control("IAM-01")
@IN_EACH
def test_no_grant_of_a_whole_service_outside_the_boundary(module: str) -> None:
    for name, statements in policies(module).items():
        for statement in statements:
            if statement["Effect"] == "Allow":
                assert "NotAction" not in statement
                assert not [a for a in statement["Action"] if a == "*" or a.endswith(":*")], (name, statement)


@pytest.mark.control("KMS-08")
@IN_EACH
def test_nothing_is_granted_on_data_by_wildcard(module: str) -> None:
    for name, statements in policies(module).items():
        for statement in statements:
            data = [a for a in statement.get("Action", []) if a.startswith(("s3:", "kms:"))]
            reads = [a for a in data if a not in _CONFIGURATION_READS]
            if statement["Effect"] == "Allow" and reads and _touches_data(reads):
                assert "*" not in statement["Resource"], (name, statement["Sid"])


_CONFIGURATION_READS = {"kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:List*"}


def _touches_data(actions: list[str]) -> bool:
    verbs = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "kms:Decrypt", "kms:GenerateDataKey")
    return any(action.startswith(verbs) for action in actions)


@pytest.mark.control("KMS-08")
@IN_EACH
def test_keys_are_used_through_services_only(module: str) -> None:
    for name, statements in policies(module).items():
        for statement in statements:
            uses = {"kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"} & set(
                statement.get("Action", [])
            )
            if statement["Effect"] == "Allow" and uses:
                assert statement["Condition"]["StringEquals"]["kms:ViaService"], name
                if "kms:CreateGrant" in uses:
                    assert statement["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": ["true"]}, name


@IN_EACH
def test_the_sign_in_roles_of_studio_people_read_no_data(module: str) -> None:
    for persona in ("data_scientist", "lead_data_scientist", "ml_engineer", "data_engineer"):
        for name in attached(module, "persona", persona) - GUARDS - {"guard-pipelines"}:
            assert name in {"observe", "studio-door"}
    actions = {a for s in policy(module, "observe") for a in s["Action"]}
    assert not [a for a in actions if a.startswith(("s3:", "kms:", "athena:", "sagemaker:GetRecord"))]


@IN_EACH
def test_auditor_reads_and_reads_no_data(module: str) -> None:
    verbs = (
        "Batch",
        "Describe",
        "Filter",
        "Generate",
        "Get",
        "List",
        "Lookup",
        "Query",
        "Search",
        "Simulate",
    )
    for statement in policy(module, "security-auditor"):
        for action in statement["Action"]:
            verb = action.split(":")[1]
            assert verb.startswith(verbs), action
            assert not verb.startswith(
                ("GetObject", "GetSecretValue", "GetParameter", "GetRecord", "Get*Object")
            )


@IN_EACH
def test_platform_engineer_is_refused_data(module: str) -> None:
    deny = {s["Sid"]: s for s in policy(module, "platform-engineer")}["DenyData"]
    assert deny["Effect"] == "Deny"
    assert deny["Resource"] == ["*"]
    assert "Condition" not in deny
    for action in ("s3:GetObject*", "kms:Decrypt", "sagemaker:GetRecord", "sagemaker:CreatePresigned*"):
        assert action in deny["Action"]


@pytest.mark.control("SM-09", "SM-12")
@IN_EACH
def test_platform_engineer_gives_a_domain_no_other_sizes_and_no_other_scripts(module: str) -> None:
    statements = {s["Sid"]: s for s in policy(module, "platform-engineer")}
    size, script = statements["DenyForeignInstanceType"], statements["DenyForeignLifecycle"]
    for deny in (size, script):
        assert (deny["Effect"], deny["Action"], deny["Resource"]) == (
            "Deny",
            ["sagemaker:UpdateDomain"],
            ["*"],
        )
    types = size["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:InstanceTypes"]
    assert types
    assert all(kind.startswith("ml.") and "*" not in kind for kind in types)
    (arn,) = script["Condition"]["ForAnyValue:ArnNotLike"]["sagemaker:StudioLifecycleConfigArns"]
    prefix = plan_examples("personas").one("aws_iam_policy", module=module, name="boundary").values["name"]
    assert (
        arn
        == f"arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/{prefix.removesuffix('boundary')}*"
    )


@pytest.mark.control("XA-02")
@IN_EACH
def test_reviewer_decides_and_makers_cannot_approve(module: str) -> None:
    decide = {s["Sid"]: s for s in policy(module, "model-risk-reviewer")}["DecideOnModels"]
    assert decide["Action"] == ["sagemaker:UpdateModelPackage"]
    assert set(decide["Condition"]["StringEquals"]["sagemaker:ModelApprovalStatus"]) == {
        "Approved",
        "Rejected",
    }
    deny = {s["Sid"]: s for s in policy(module, "guard-actions")}["DenyApproval"]
    assert set(deny["Action"]) == {"sagemaker:CreateModelPackage", "sagemaker:UpdateModelPackage"}
    assert deny["Condition"] == {"StringEquals": {"sagemaker:ModelApprovalStatus": ["Approved"]}}


@pytest.mark.control("SC-08")
@IN_EACH
def test_who_launches_products_builds_nothing_that_a_product_builds(module: str) -> None:
    work = {name: found for name, found in policies(module).items() if name.startswith("work-")}
    assert len(work) == 4
    for statements in work.values():
        on_a_role = [*statements, *policy(module, "studio-common"), *policy(module, "observe")]
        allowed = {a for s in on_a_role if s["Effect"] == "Allow" for a in s["Action"]}
        writes = {
            a for a in allowed if a.startswith("servicecatalog:") and not a.split(":")[1].startswith(_READS)
        }
        assert writes == {"servicecatalog:ProvisionProduct", "servicecatalog:TerminateProvisionedProduct"}
        assert not [a for a in allowed if a.startswith(("cloudformation:", *_HOSTING))]


_READS = ("Describe", "Get", "List", "Search")
_HOSTING = ("sagemaker:CreateEndpoint", "sagemaker:CreateInferenceComponent", "sagemaker:UpdateEndpoint")


@pytest.mark.control("CA-08")
@IN_EACH
def test_a_bearer_token_serves_codeartifact_alone(module: str) -> None:
    bearers = [
        (name, statement)
        for name, statements in policies(module).items()
        for statement in statements
        if statement["Effect"] == "Allow" and "sts:GetServiceBearerToken" in statement["Action"]
    ]
    assert {name for name, _ in bearers} == {"sagemaker-job", "studio-common"}
    for _, statement in bearers:
        assert statement["Condition"] == {
            "StringEquals": {"sts:AWSServiceName": ["codeartifact.amazonaws.com"]}
        }


@IN_EACH
def test_no_role_but_products_writes_iam(module: str) -> None:
    for name, statements in policies(module).items():
        for statement in statements:
            writes = [
                a
                for a in statement.get("Action", [])
                if a.startswith("iam:")
                and not a.startswith(("iam:Get", "iam:List", "iam:Generate", "iam:Simulate", "iam:PassRole"))
            ]
            assert not (statement["Effect"] == "Allow" and writes), (name, writes)


@IN_EACH
def test_every_policy_is_known_and_fits(module: str) -> None:
    found = plan_examples("personas").resources("aws_iam_policy", module=module)
    for resource in found:
        text = resource.values["policy"]
        assert json.loads(text)["Statement"], resource
        assert len("".join(text.split())) <= 6144, resource
