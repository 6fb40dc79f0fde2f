"""The guards of modules/personas, statement by statement, and the actions they are about."""

from __future__ import annotations

from typing import Any

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement

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
    found = [s for s in guard(module) if pairs(s) == wanted and _holds(s, blocks)]
    assert len(found) == 1, (wanted, [s["Sid"] for s in found])
    return found[0]


def pairs(statement: Statement) -> set[tuple[str, str]]:
    """The (operator, key) pairs of a statement's Condition."""
    return {(o, k) for o, keys in statement.get("Condition", {}).items() for k in keys}


def _holds(statement: Statement, blocks: tuple[tuple[str, str, list[str] | None], ...]) -> bool:
    condition: dict[str, Any] = statement["Condition"]
    return all(values is None or condition[o][k] == values for o, k, values in blocks)
