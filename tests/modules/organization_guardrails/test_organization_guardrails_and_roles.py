"""The guardrails beside the platform's roles: what a role is granted, no guardrail takes away as a whole."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from harness.examples import plan_examples
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.policy import Statement
from mlplatform.paths import MODULES
from modules.organization_guardrails.asking import DEPLOY, PLAN, statements

DELIVERED = MODULES / "delivery_roles" / "policies" / "actions.yaml"


@cache
def granted() -> dict[str, frozenset[str]]:
    """Policy of the personas => what it allows. Guards and the boundary only limit."""
    plan = plan_examples("personas")
    found: dict[str, set[str]] = {}
    for resource in plan.resources("aws_iam_policy", module="minimal", name="this"):
        for statement in plan.statements(resource):
            if statement["Effect"] == "Allow":
                actions = statement["Action"]
                for pattern in [actions] if isinstance(actions, str) else actions:
                    found.setdefault(str(resource.index), set()).update(expand(pattern))
    return {name: frozenset(actions) for name, actions in found.items()}


def outright(role: str = "") -> list[Statement]:
    """Statements that refuse an action on everything: to everybody but roles that they name, of which this is none."""
    return [
        statement
        for statement in statements("minimal")
        if statement.actions
        and statement.resources == ("*",)
        and all(
            c.on("aws:PrincipalArn") and f"arn:aws:iam::*:role/{role}" not in c.values
            for c in statement.conditions
        )
    ]


def delivered(kind: str) -> set[str]:
    """What the roles that apply and plan are given in the accounts under the guardrails, to read or to change."""
    groups = yaml.safe_load(DELIVERED.read_text())
    services = [service for group in groups.values() for service in group.values()]
    bound = [service for service in services if set(service["accounts"]) & {"workloads", "shared"}]
    return {action for service in bound for pattern in service.get(kind, []) for action in expand(pattern)}


def test_no_grant_of_a_persona_is_dead_under_the_guardrails() -> None:
    mends = {
        "break-glass",
        "platform-engineer",
    }  # named by operator_role_names, as environments/organization does
    dead = {
        (policy, action)
        for policy, actions in granted().items()
        for action in actions
        for statement in outright()
        if covers(statement, action) and not (statement.sid == "DenyMends" and policy in mends)
    }
    assert dead == set()


def test_that_would_be_noticed() -> None:
    assert len(granted()) > 8
    assert any("sagemaker:CreateTrainingJob" in actions for actions in granted().values())
    assert any(covers(statement, "sagemaker:CreateEndpoint") for statement in outright())


@pytest.mark.parametrize(("role", "kind"), [(DEPLOY, "change"), (DEPLOY, "read"), (PLAN, "read")])
def test_no_grant_of_the_roles_that_apply_and_plan_is_dead(role: str, kind: str) -> None:
    granted = delivered(kind)
    assert len(granted) > 100
    assert {
        action for action in granted if any(covers(statement, action) for statement in outright(role))
    } == set()
