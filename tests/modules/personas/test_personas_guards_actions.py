"""The guards on actions and sizes, and the operators that all guards stand on."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from modules.personas.guards import ENDPOINT_CONFIG, JOBS, TRANSFORM, guard, pairs, with_condition
from modules.personas.planned import IN_EACH


@pytest.mark.control("SM-09")
@IN_EACH
def test_instance_type_left_out_or_foreign_is_refused(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:InstanceTypes", ["true"]))
    foreign = with_condition(module, ("ForAnyValue:StringNotEquals", "sagemaker:InstanceTypes", None))
    sized = JOBS | TRANSFORM | ENDPOINT_CONFIG | {"sagemaker:CreateApp"}
    assert set(absent["Action"]) == sized
    assert set(foreign["Action"]) == sized | {
        "sagemaker:CreateSpace",
        "sagemaker:UpdateSpace",
        "sagemaker:UpdateTrainingJob",
    }
    types = foreign["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:InstanceTypes"]
    assert "ml.t3.medium" in types
    assert all("*" not in name for name in types)


UNSEEN = [
    "CreateCompilationJob",
    "CreateInferenceRecommendationsJob",
    "CreateInferenceExperiment",
    "CreateOptimizationJob",
    "CreateAIBenchmarkJob",
    "CreateAIRecommendationJob",
    "CreateEdgePackagingJob",
    "CreateMlflowTrackingServer",
    "CreateMlflowApp",
    "CreatePartnerApp",
    "CreateImage",
    "CreateImageVersion",
    "CreateEndpoint",
    "CreateInferenceComponent",
    "CreateNotebookInstance",
    "CreateNotebookInstanceLifecycleConfig",
    "UpdateNotebookInstanceLifecycleConfig",
    "CreateStudioLifecycleConfig",
    "CreateCodeRepository",
    "CreateHubContentPresignedUrls",
    "CreateReservedCapacity",
    "CallWithBearerToken",
    "CreateLabelingJob",
    "CreateJob",
    "CreateCluster",
    "CreatePresignedNotebookInstanceUrl",
    "StartNotebookInstance",
    "StartSession",
    "UpdateNotebookInstance",
    "CreateDomain",
    "UpdateDomain",
    "CreateUserProfile",
    "UpdateUserProfile",
]


@pytest.mark.control("SM-12", "SM-13", "SM-15", "SM-33")
@IN_EACH
@pytest.mark.parametrize("action", UNSEEN)
def test_what_no_condition_can_see_is_refused_outright(module: str, action: str) -> None:
    refusing = [s for s in guard(module, "guard-actions") if f"sagemaker:{action}" in s["Action"]]
    assert [s for s in refusing if "Condition" not in s and s["Resource"] == ["*"]], action


@pytest.mark.control("SM-35")
@IN_EACH
def test_pipelines_are_refused_outright_to_those_who_carry_that_guard(module: str) -> None:
    (statement,) = guard(module, "guard-pipelines")
    assert "Condition" not in statement
    assert {
        f"sagemaker:{name}"
        for name in ("CreatePipeline", "UpdatePipeline", "UpdatePipelineVersion", "StartPipelineExecution")
    } <= set(statement["Action"])


@pytest.mark.control("SM-13")
@IN_EACH
def test_remote_ways_in_are_refused(module: str) -> None:
    debug = with_condition(module, ("Bool", "sagemaker:EnableRemoteDebug", ["true"]))
    assert set(debug["Action"]) == {"sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"}
    space = with_condition(module, ("StringEquals", "sagemaker:RemoteAccess", ["ENABLED"]))
    assert set(space["Action"]) == {"sagemaker:CreateSpace", "sagemaker:UpdateSpace"}


@pytest.mark.control("IAM-20")
@IN_EACH
def test_the_tag_that_opens_studio_cannot_be_changed(module: str) -> None:
    deny = {s["Sid"]: s for s in guard(module, "guard-actions")}["DenyRetagging"]
    assert set(deny["Action"]) == {"sagemaker:AddTags", "sagemaker:DeleteTags"}
    assert "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*" in deny["Resource"]
    assert "Condition" not in deny


MULTIVALUED = {
    "sagemaker:InstanceTypes",
    "sagemaker:StudioLifecycleConfigArns",
    "sagemaker:VpcSecurityGroupIds",
    "sagemaker:VpcSubnets",
}


@pytest.mark.control("IAM-13")
@IN_EACH
def test_set_operators_stand_on_multivalued_keys_alone(module: str) -> None:
    plan = plan_examples("personas")
    for resource in plan.resources("aws_iam_policy", module=module):
        for statement in plan.statements(resource):
            for operator, key in pairs(statement):
                assert not operator.startswith("ForAllValues"), resource
                if operator.startswith("ForAnyValue"):
                    assert key in MULTIVALUED, (resource, key)
                elif key in MULTIVALUED:
                    assert operator == "Null", (resource, key)
