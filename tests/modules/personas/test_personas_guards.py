"""The guards, statement by statement: their shapes are what makes them hold."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement

MODULES = ("minimal", "realistic")
IN_EACH = pytest.mark.parametrize("module", MODULES)
NAMES = ("guard-network", "guard-volumes", "guard-outputs", "guard-actions", "guard-pipelines")

JOBS = {
    f"sagemaker:{name}"
    for name in (
        "CreateTrainingJob",
        "CreateProcessingJob",
        "CreateHyperParameterTuningJob",
        "CreateDataQualityJobDefinition",
        "CreateModelBiasJobDefinition",
        "CreateModelExplainabilityJobDefinition",
        "CreateModelQualityJobDefinition",
        "CreateMonitoringSchedule",
        "UpdateMonitoringSchedule",
    )
}
AUTOML = {"sagemaker:CreateAutoMLJob", "sagemaker:CreateAutoMLJobV2"}
MODEL = {"sagemaker:CreateModel"}
ENDPOINT_CONFIG = {"sagemaker:CreateEndpointConfig"}
TRANSFORM = {"sagemaker:CreateTransformJob"}
SUBNETS = {"minimal": 2, "realistic": 3}
DATA = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "realistic": "arn:aws:kms:eu-west-2:111122223333:key/2234abcd-12ab-34cd-56ef-1234567890ab",
}


def guard(module: str, *names: str) -> list[Statement]:
    """The statements of one or more guards."""
    plan = plan_examples("personas")
    found: list[Statement] = []
    for name in names or NAMES:
        found += plan.statements(plan.one("aws_iam_policy", module=module, name="this", index=name))
    return found


def with_condition(module: str, *blocks: tuple[str, str, list[str] | None]) -> Statement:
    """The one guard statement whose Condition has exactly these (operator, key, values) and no more."""
    wanted = {(operator, key) for operator, key, _ in blocks}
    found = [s for s in guard(module) if _pairs(s) == wanted and _holds(s, blocks)]
    assert len(found) == 1, (wanted, [s["Sid"] for s in found])
    return found[0]


def _pairs(statement: Statement) -> set[tuple[str, str]]:
    return {(o, k) for o, keys in statement.get("Condition", {}).items() for k in keys}


def _holds(statement: Statement, blocks: tuple[tuple[str, str, list[str] | None], ...]) -> bool:
    condition: dict[str, Any] = statement["Condition"]
    return all(values is None or condition[o][k] == values for o, k, values in blocks)


@IN_EACH
def test_guards_only_refuse(module: str) -> None:
    for statement in guard(module):
        assert statement["Effect"] == "Deny", statement["Sid"]


@IN_EACH
@pytest.mark.parametrize("key", ["sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds"])
def test_network_left_out_is_refused(module: str, key: str) -> None:
    statement = with_condition(module, ("Null", key, ["true"]))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL
    assert statement["Resource"] == ["*"]


@IN_EACH
def test_foreign_subnet_is_refused(module: str) -> None:
    statement = with_condition(module, ("ForAnyValue:StringNotEquals", "sagemaker:VpcSubnets", None))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL | ENDPOINT_CONFIG
    values = statement["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:VpcSubnets"]
    assert len(values) == SUBNETS[module]
    assert all(value.startswith("subnet-") and "*" not in value for value in values)


@IN_EACH
def test_foreign_security_group_is_refused(module: str) -> None:
    statement = with_condition(module, ("ForAnyValue:StringNotEquals", "sagemaker:VpcSecurityGroupIds", None))
    assert set(statement["Action"]) == JOBS | AUTOML | MODEL | ENDPOINT_CONFIG
    values = statement["Condition"]["ForAnyValue:StringNotEquals"]["sagemaker:VpcSecurityGroupIds"]
    assert len(values) == 1
    assert values[0].endswith("60714")


@IN_EACH
def test_what_runs_a_model_names_one_of_ours(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:ModelArn", ["true"]))
    foreign = with_condition(
        module,
        ("ArnNotLike", "sagemaker:ModelArn", ["arn:aws:sagemaker:eu-west-2:111122223333:model/*"]),
    )
    assert set(absent["Action"]) == set(foreign["Action"]) == TRANSFORM | ENDPOINT_CONFIG


@IN_EACH
def test_isolation_left_out_or_off_is_refused(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:NetworkIsolation", ["true"]))
    off = with_condition(module, ("Bool", "sagemaker:NetworkIsolation", ["false"]))
    assert set(absent["Action"]) == set(off["Action"]) == JOBS | MODEL


@IN_EACH
def test_traffic_encryption_left_out_or_off_is_refused(module: str) -> None:
    absent = with_condition(module, ("Null", "sagemaker:InterContainerTrafficEncryption", ["true"]))
    off = with_condition(module, ("Bool", "sagemaker:InterContainerTrafficEncryption", ["false"]))
    assert set(absent["Action"]) == set(off["Action"]) == JOBS | AUTOML


KEYED = {
    "VolumeKmsKey": JOBS | AUTOML | TRANSFORM | ENDPOINT_CONFIG,
    "OutputKmsKey": JOBS | AUTOML | TRANSFORM,
    "FeatureGroupOfflineStoreKmsKey": {"sagemaker:CreateFeatureGroup"},
    "FeatureGroupOnlineStoreKmsKey": {"sagemaker:CreateFeatureGroup"},
}


@IN_EACH
@pytest.mark.parametrize("key", sorted(KEYED))
def test_no_key_under_either_name_is_refused(module: str, key: str) -> None:
    statement = with_condition(
        module, ("Null", f"sagemaker:{key}", ["true"]), ("Null", f"sagemaker:{key}Arn", ["true"])
    )
    assert set(statement["Action"]) == KEYED[key]
    assert statement["Resource"] == ["*"]


@IN_EACH
@pytest.mark.parametrize("suffix", ["", "Arn"])
@pytest.mark.parametrize("key", sorted(KEYED))
def test_foreign_key_under_this_name_is_refused(module: str, key: str, suffix: str) -> None:
    name = f"sagemaker:{key}{suffix}"
    statement = with_condition(module, ("Null", name, ["false"]), ("ArnNotLike", name, None))
    assert set(statement["Action"]) == KEYED[key]
    keys = statement["Condition"]["ArnNotLike"][name]
    assert DATA[module] in keys
    assert all("*" not in arn and ":key/" in arn for arn in keys)


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
    "StartSession",
    "UpdateNotebookInstance",
    "CreateDomain",
    "UpdateDomain",
    "CreateUserProfile",
    "UpdateUserProfile",
]


@IN_EACH
@pytest.mark.parametrize("action", UNSEEN)
def test_what_no_condition_can_see_is_refused_outright(module: str, action: str) -> None:
    refusing = [s for s in guard(module, "guard-actions") if f"sagemaker:{action}" in s["Action"]]
    assert [s for s in refusing if "Condition" not in s and s["Resource"] == ["*"]], action


@IN_EACH
def test_pipelines_are_refused_outright_to_those_who_carry_that_guard(module: str) -> None:
    (statement,) = guard(module, "guard-pipelines")
    assert "Condition" not in statement
    assert {
        f"sagemaker:{name}"
        for name in ("CreatePipeline", "UpdatePipeline", "UpdatePipelineVersion", "StartPipelineExecution")
    } <= set(statement["Action"])


@IN_EACH
def test_remote_ways_in_are_refused(module: str) -> None:
    debug = with_condition(module, ("Bool", "sagemaker:EnableRemoteDebug", ["true"]))
    assert set(debug["Action"]) == {"sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"}
    space = with_condition(module, ("StringEquals", "sagemaker:RemoteAccess", ["ENABLED"]))
    assert set(space["Action"]) == {"sagemaker:CreateSpace", "sagemaker:UpdateSpace"}


@IN_EACH
def test_the_tag_that_opens_studio_cannot_be_changed(module: str) -> None:
    deny = {s["Sid"]: s for s in guard(module, "guard-actions")}["DenyRetagging"]
    assert set(deny["Action"]) == {"sagemaker:AddTags", "sagemaker:DeleteTags"}
    assert "arn:aws:sagemaker:eu-west-2:111122223333:user-profile/*" in deny["Resource"]
    assert "Condition" not in deny


MULTIVALUED = {"sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds", "sagemaker:InstanceTypes"}


@IN_EACH
def test_set_operators_stand_on_multivalued_keys_alone(module: str) -> None:
    plan = plan_examples("personas")
    for resource in plan.resources("aws_iam_policy", module=module):
        for statement in plan.statements(resource):
            for operator, key in _pairs(statement):
                assert not operator.startswith("ForAllValues"), resource
                if operator.startswith("ForAnyValue"):
                    assert key in MULTIVALUED, (resource, key)
                elif key in MULTIVALUED:
                    assert operator == "Null", (resource, key)
