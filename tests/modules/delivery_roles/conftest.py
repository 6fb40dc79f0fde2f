"""What the tests of the roles read: the template of the stack set, as it comes out in each kind of account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.examples import plan_case
from mlplatform.local_aws import stack_templates

Properties = dict[str, Any]


class Account:
    """What the template of an example makes in one account."""

    def __init__(self, case: str, account: str) -> None:
        stack_set = plan_case("delivery_roles", case).one("aws_cloudformation_stack_set")
        self.template: str = stack_set.values["template_body"]
        self.made = stack_templates.resources(self.template, account)

    def role(self, name: str) -> Properties:
        """A role by its name."""
        (found,) = [body for body in self.made.values() if body.get("RoleName") == name]
        return found

    def policies(self, role: str) -> dict[str, Properties]:
        """Name => document of each policy that a role carries."""
        names = [arn.rpartition("/")[2] for arn in self.role(role)["ManagedPolicyArns"]]
        return {
            body["ManagedPolicyName"]: body["PolicyDocument"]
            for body in self.made.values()
            if body.get("ManagedPolicyName") in names
        }

    def trusted(self, role: str) -> list[str]:
        """Whom a role lets in."""
        (statement,) = self.role(role)["AssumeRolePolicyDocument"]["Statement"]
        assert statement["Action"] == "sts:AssumeRole"
        assert statement["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg1"}}
        return [str(one) for one in statement["Principal"]["AWS"]]


@pytest.fixture(name="prod")
def _prod() -> Account:
    return Account("minimal", "333344445555")


@pytest.fixture(name="statements")
def _statements() -> dict[str, list[Properties]]:
    """Role => every statement of its policies in an account of a use case."""
    account = Account("minimal", "111122223333")
    return {
        role: [s for document in account.policies(role).values() for s in document["Statement"]]
        for role in ("bank-mlp-deploy", "bank-mlp-plan")
    }


def words(value: Any) -> list[str]:
    """One string or several, as several."""
    return [value] if isinstance(value, str) else list(json.loads(json.dumps(value)))
