"""The planned examples of modules/personas, as the tests here read them."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Resource

MODULES = ("minimal", "realistic")
PREFIX = {"minimal": "bank-credit-risk-dev", "realistic": "bank-fraud-dev"}
PERSONAS = {
    "data_scientist",
    "lead_data_scientist",
    "ml_engineer",
    "data_engineer",
    "model_risk_reviewer",
    "security_auditor",
    "platform_engineer",
    "break_glass",
}
GUARDS = {"guard-network", "guard-volumes", "guard-outputs", "guard-actions"}
ACCOUNT = "arn:aws:iam::111122223333"
IN_EACH = pytest.mark.parametrize("module", MODULES)


def policy(module: str, name: str) -> list[Statement]:
    """The statements of one managed policy of the module."""
    plan = plan_examples("personas")
    return plan.statements(plan.one("aws_iam_policy", module=module, name="this", index=name))


def policies(module: str) -> dict[str, list[Statement]]:
    """All managed policies of the module but the boundary, by name."""
    plan = plan_examples("personas")
    found = plan.resources("aws_iam_policy", module=module, name="this")
    return {str(resource.index): plan.statements(resource) for resource in found}


def roles(module: str) -> list[Resource]:
    """All roles of the module."""
    return plan_examples("personas").resources("aws_iam_role", module=module)


def attached(module: str, name: str, index: str) -> set[str]:
    """The short names of the policies on a role."""
    found = plan_examples("personas").resources("aws_iam_role_policy_attachment", module=module, name=name)
    start = f"{ACCOUNT}:policy/{PREFIX[module]}-"
    return {r.values["policy_arn"].removeprefix(start) for r in found if str(r.index).startswith(f"{index}/")}
