"""A role with a policy that works in Studio, and what one control answers about it."""

from __future__ import annotations

import json
from typing import Any

from mlplatform.gate import catalogue
from mlplatform.gate.answers import Status
from mlplatform.gate.judge import judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

ROLE = "aws_iam_role.scientist"
SPACE, APP = "arn:aws:sagemaker:*:*:space/*", "arn:aws:sagemaker:*:*:app/*"
SPACES = ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]
Statement = dict[str, Any]


def statement(effect: str, actions: list[str], condition: Any = None, resource: Any = "*") -> Statement:
    found: Statement = {"Effect": effect, "Action": actions, "Resource": resource}
    return found | ({"Condition": condition} if condition else {})


def allow(actions: list[str], condition: Any = None, resource: Any = "*") -> Statement:
    return statement("Allow", actions, condition, resource)


def deny(actions: list[str], condition: Any = None, resource: Any = "*") -> Statement:
    return statement("Deny", actions, condition, resource)


def resource(type: str, values: dict[str, Any], unknown: dict[str, Any] | None = None) -> dict[str, Any]:
    change = {"actions": ["create"], "after": values, "after_unknown": unknown or {}}
    return {
        "address": f"{type}.scientist",
        "mode": "managed",
        "type": type,
        "name": "scientist",
        "change": change,
    }


def configured(type: str, values: dict[str, Any]) -> dict[str, Any]:
    expressions = {key: {"constant_value": value} for key, value in values.items()}
    return {"mode": "managed", "type": type, "name": "scientist", "expressions": expressions}


def answer(
    control: str, statements: list[Statement], attached: str = "", settings: Settings | None = None
) -> Status | None:
    """What a control answers about a role with one policy, and with one more that is only attached to it."""
    parts = {
        "aws_iam_role": {"name": "scientist", "assume_role_policy": json.dumps({"Statement": []})},
        "aws_iam_role_policy": {"role": "scientist", "policy": json.dumps({"Statement": statements})},
    }
    if attached:
        parts["aws_iam_role_policy_attachment"] = {"role": "scientist", "policy_arn": attached}
    plan = Plan(
        {
            "resource_changes": [resource(type, values) for type, values in parts.items()],
            "configuration": {
                "root_module": {"resources": [configured(type, values) for type, values in parts.items()]}
            },
        }
    )
    results = judge(World([plan], settings), [catalogue.one(control)]).results
    assert [result.address for result in results] in ([], [ROLE])
    return results[0].status if results else None
