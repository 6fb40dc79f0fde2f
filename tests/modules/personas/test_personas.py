"""The roles: who may take them on, what limits them, what they carry and what they may pass."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement
from modules.personas.planned import ACCOUNT, GUARDS, IN_EACH, PERSONAS, PREFIX, attached, policies, roles


@pytest.mark.control("IAM-05")
@IN_EACH
def test_every_role_has_the_boundary(module: str) -> None:
    assert len(roles(module)) == 10
    for role in roles(module):
        assert role.values["permissions_boundary"] == f"{ACCOUNT}:policy/{PREFIX[module]}-boundary", role


@IN_EACH
def test_all_eight_personas_stand_under_their_names(module: str) -> None:
    found = plan_examples("personas").resources("aws_iam_role", module=module, name="persona")
    names = {str(role.index): role.values["name"] for role in found}
    assert names == {p: f"{PREFIX[module]}-{p.replace('_', '-')}" for p in PERSONAS}


@pytest.mark.control("IAM-08", "REL-09")
@IN_EACH
@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_persona_is_taken_on_by_exact_roles_of_the_organization_with_their_own_name(
    module: str, persona: str
) -> None:
    plan = plan_examples("personas")
    role = plan.one("aws_iam_role", module=module, name="persona", index=persona)
    (statement,) = plan.statements(role, "assume_role_policy")
    assert set(statement["Action"]) == {"sts:AssumeRole", "sts:SetSourceIdentity"}
    assert statement["Principal"].keys() == {"AWS"}
    assert all(":role/" in arn and "*" not in arn for arn in statement["Principal"]["AWS"])
    assert statement["Condition"]["StringEquals"] == {
        "aws:PrincipalOrgID": ["o-exampleorg1"],
        "sts:SourceIdentity": ["${aws:SourceIdentity}"],
    }
    mfa = {"aws:MultiFactorAuthPresent": ["true"]} if persona == "break_glass" else None
    assert statement["Condition"].get("Bool") == mfa


@pytest.mark.control("REL-09")
@IN_EACH
def test_persona_sessions_last_an_hour(module: str) -> None:
    found = plan_examples("personas").resources("aws_iam_role", module=module, name="persona")
    assert {role.values["max_session_duration"] for role in found} == {3600}


@pytest.mark.control("IAM-07")
@IN_EACH
@pytest.mark.parametrize("service", ["sagemaker-job", "sagemaker-pipeline"])
def test_service_role_is_taken_on_by_sagemaker_for_this_account_only(module: str, service: str) -> None:
    plan = plan_examples("personas")
    role = plan.one("aws_iam_role", module=module, name="service", index=service)
    (statement,) = plan.statements(role, "assume_role_policy")
    assert statement["Principal"] == {"Service": ["sagemaker.amazonaws.com"]}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ["111122223333"]},
        "ArnLike": {"aws:SourceArn": ["arn:aws:sagemaker:eu-west-2:111122223333:*"]},
    }


@pytest.mark.control("SM-35")
@IN_EACH
def test_both_service_roles_carry_every_guard(module: str) -> None:
    for role in ("sagemaker-job", "sagemaker-pipeline"):
        assert attached(module, "service", role) >= GUARDS | {"guard-pipelines", role}


@pytest.mark.control("SM-22", "SM-28")
@IN_EACH
@pytest.mark.parametrize(
    "persona", ["data_scientist", "lead_data_scientist", "ml_engineer", "data_engineer", "break_glass"]
)
def test_persona_that_comes_near_jobs_carries_the_guards(module: str, persona: str) -> None:
    assert attached(module, "persona", persona) >= GUARDS


@IN_EACH
def test_only_the_work_in_studio_and_the_pipeline_role_start_jobs(module: str) -> None:
    starters = {n for n, s in policies(module).items() if _starts_jobs(s)}
    assert starters == {
        "work-data-engineer",
        "work-data-scientist",
        "work-lead-data-scientist",
        "work-ml-engineer",
        "sagemaker-pipeline",
    }


def _starts_jobs(statements: list[Statement]) -> bool:
    starts = ("sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob")
    return any(s["Effect"] == "Allow" and set(starts) & set(s.get("Action", [])) for s in statements)


@pytest.mark.control("IAM-04")
@IN_EACH
def test_pass_role_names_one_role_and_one_service(module: str) -> None:
    passes = [
        s
        for name, statements in policies(module).items()
        for s in statements
        if s["Effect"] == "Allow" and "iam:PassRole" in s.get("Action", [])
    ]
    assert passes
    own = {f"{ACCOUNT}:role/{PREFIX[module]}-sagemaker-{kind}" for kind in ("job", "pipeline")}
    for statement in passes:
        assert statement["Action"] == ["iam:PassRole"]
        assert len(statement["Resource"]) == 1
        assert set(statement["Resource"]) <= own
        assert statement["Condition"] == {
            "StringEquals": {"iam:PassedToService": ["sagemaker.amazonaws.com"]}
        }


@IN_EACH
def test_only_the_lead_and_the_ml_engineer_run_pipelines(module: str) -> None:
    allowed = {
        name
        for name, statements in policies(module).items()
        for s in statements
        if s["Effect"] == "Allow" and "sagemaker:StartPipelineExecution" in s.get("Action", [])
    }
    assert allowed == {"work-lead-data-scientist", "work-ml-engineer"}
    for persona in ("data_scientist", "data_engineer"):
        assert "guard-pipelines" in attached(module, "persona", persona)
