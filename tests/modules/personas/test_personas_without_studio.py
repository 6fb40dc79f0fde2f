"""Accounts where nobody works: test and prod have those who look and those who mend, and jobs run as in dev."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Plan
from modules.personas.planned import GUARDS

CASES = {"production": ("333344445555", "prod"), "test_account": ("222233334444", "test")}
IN_EACH = pytest.mark.parametrize("case", sorted(CASES))
LOOK = {"model_risk_reviewer", "security_auditor"}
WRITES = (
    "Create",
    "Put",
    "Delete",
    "Update",
    "Start",
    "Stop",
    "Authorize",
    "Modify",
    "Run",
    "Send",
    "Provision",
)


def planned(case: str) -> Plan:
    return plan_case("personas", case)


def arn(case: str, kind: str, name: str) -> str:
    account, environment = CASES[case]
    return f"arn:aws:iam::{account}:{kind}/bank-credit-risk-{environment}-{name}"


def policies(case: str) -> dict[str, list[Statement]]:
    plan = planned(case)
    found = plan.resources("aws_iam_policy", module=case, name="this")
    return {str(resource.index): plan.statements(resource) for resource in found}


def carried(case: str) -> dict[str, set[str]]:
    """Role => short names of the policies on it."""
    found: dict[str, set[str]] = {}
    for resource in planned(case).resources("aws_iam_role_policy_attachment", module=case):
        role, _, name = str(resource.index).partition("/")
        assert resource.values["policy_arn"] == arn(case, "policy", name)
        found.setdefault(role, set()).add(name)
    return found


@pytest.mark.control("IAM-114")
@IN_EACH
def test_three_personas_stand_and_both_service_roles(case: str) -> None:
    roles = planned(case).resources("aws_iam_role", module=case)
    assert {str(r.index) for r in roles if r.name == "persona"} == {*LOOK, "break_glass"}
    assert {str(r.index) for r in roles if r.name == "service"} == {"sagemaker-job", "sagemaker-pipeline"}
    assert {r.values["permissions_boundary"] for r in roles} == {arn(case, "policy", "boundary")}
    outputs = planned(case).outputs[case]
    assert outputs["role_arns"] == {p: arn(case, "role", p.replace("_", "-")) for p in (*LOOK, "break_glass")}
    assert outputs["execution_policy_arns"] == {}


@IN_EACH
def test_no_policy_stands_that_no_role_carries(case: str) -> None:
    assert set(policies(case)) == set().union(*carried(case).values())
    assert not {"studio-common", "studio-door", "platform-engineer"} & set(policies(case))
    assert not [name for name in policies(case) if name.startswith("work-")]


@IN_EACH
def test_whoever_looks_writes_nothing(case: str) -> None:
    for persona in LOOK:
        (name,) = carried(case)[persona]
        allowed = {a for s in policies(case)[name] if s["Effect"] == "Allow" for a in s["Action"]}
        writing = {action for action in allowed if action.split(":")[1].startswith(WRITES)}
        assert not writing


@pytest.mark.control("SM-22", "SM-28", "SM-35")
@IN_EACH
def test_jobs_pipelines_and_break_glass_carry_every_guard_as_in_dev(case: str) -> None:
    for role in ("sagemaker-job", "sagemaker-pipeline", "break_glass"):
        assert carried(case)[role] >= GUARDS | {"guard-pipelines"}


@IN_EACH
def test_nothing_opens_studio_or_lends_its_key(case: str) -> None:
    for name, statements in policies(case).items():
        for statement in statements:
            if statement["Effect"] == "Allow":
                opens = ("sagemaker:CreatePresigned", "sagemaker:CreateApp", "sagemaker:CreateSpace")
                assert not [a for a in statement["Action"] if a.startswith(opens)], name


def test_buckets_are_read_and_written_by_jobs_and_evidence_by_the_reviewer() -> None:
    buckets = {
        kind: f"arn:aws:s3:::bank-credit-risk-prod-{kind}-333344445555" for kind in ("artifacts", "data")
    }
    statements = {
        (name, s["Sid"]): set(s["Resource"])
        for name, found in policies("production").items()
        for s in found
        if s["Effect"] == "Allow" and "Resource" in s
    }
    whole = {*buckets.values(), *(f"{bucket}/*" for bucket in buckets.values())}
    for name in ("sagemaker-job", "sagemaker-pipeline", "break-glass"):
        assert statements[name, "ReadData"] == whole
        assert statements[name, "WriteData"] == {f"{bucket}/*" for bucket in buckets.values()}
    evidence = buckets["artifacts"]
    assert statements["model-risk-reviewer", "ReadEvidence"] == {evidence, f"{evidence}/*"}
    assert not [where for where in statements if where[0] == "security-auditor" and "Data" in where[1]]
