"""The personas where keys and network are made by the same plan, as in an environment: nothing is known of
them, and the network's own role already wears the boundary."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_case
from mlplatform.plan.reader import UNKNOWN, Plan
from modules.personas.planned import GUARDS


def planned() -> Plan:
    return plan_case("personas", "keys_and_network_of_the_same_plan")


def test_the_boundary_is_known_and_waits_for_no_network() -> None:
    boundary = planned().one("aws_iam_policy", module="same_plan", name="boundary")
    assert planned().statements(boundary)
    role = planned().one("aws_iam_role", name="network")
    assert (
        role.values["permissions_boundary"]
        == "arn:aws:iam::111122223333:policy/bank-credit-risk-dev-boundary"
    )


def document(name: str) -> dict[str, dict[str, Any]]:
    """A guard's planned statements by id. A condition is a member of a set, and Terraform knows a set whole or
    not at all: one unknown value makes the condition block of its statement unknown, and nothing else."""
    (found,) = [
        resource
        for resource in planned().everything
        if (resource.mode, resource.name, resource.index) == ("data", "this", name)
    ]
    return {statement["sid"]: statement for statement in found.values["statement"]}


@pytest.mark.parametrize("name", ["guard-network", "guard-outputs", "guard-volumes"])
def test_what_is_refused_is_known_of_every_guard(name: str) -> None:
    assert len(document(name)) >= 5
    for statement in document(name).values():
        assert statement["effect"] == "Deny"
        assert statement["resources"] == ["*"]
        assert UNKNOWN not in statement["actions"]


@pytest.mark.parametrize(
    ("name", "waiting"),
    [
        ("guard-network", {"DenyForeignSubnets"}),
        ("guard-volumes", {"DenyForeignVolumeKmsKey", "DenyForeignVolumeKmsKeyArn"}),
    ],
)
def test_only_what_names_a_made_value_waits(name: str, waiting: set[str]) -> None:
    assert {sid for sid, s in document(name).items() if s["condition"] == UNKNOWN} == waiting


def test_the_guard_that_names_nothing_made_is_known_whole() -> None:
    guard = planned().one("aws_iam_policy", module="same_plan", name="this", index="guard-actions")
    assert {statement["Effect"] for statement in planned().statements(guard)} == {"Deny"}


@pytest.mark.control("IAM-05")
def test_every_role_still_has_the_boundary() -> None:
    roles = planned().resources("aws_iam_role", module="same_plan")
    assert len(roles) == 10
    for role in roles:
        assert role.values["permissions_boundary"].endswith(":policy/bank-credit-risk-dev-boundary"), role


WORK = {
    "data_scientist": {"guard-pipelines"},
    "lead_data_scientist": set(),
    "ml_engineer": set(),
    "data_engineer": {"guard-pipelines"},
}


@pytest.mark.control("SM-22", "SM-28")
def test_execution_roles_get_every_guard_and_their_own_work() -> None:
    output = planned().outputs["same_plan"]["execution_policy_arns"]
    start = "arn:aws:iam::111122223333:policy/bank-credit-risk-dev-"
    names = {persona: [arn.removeprefix(start) for arn in arns] for persona, arns in output.items()}
    assert {persona: set(found) for persona, found in names.items()} == {
        persona: GUARDS | extra | {"studio-common", "observe", f"work-{persona.replace('_', '-')}"}
        for persona, extra in WORK.items()
    }
    assert all(len(found) == len(set(found)) <= 10 for found in names.values())
