"""Roles of one account with their policies, trust and boundary, as a plan shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mlplatform.gate.iam import identities
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import Plan

ROLE = "arn:aws:iam::111122223333:role"
Statements = list[dict[str, Any]]


def allow(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def unless(key: str, value: str) -> dict[str, Any]:
    return {"StringNotEquals": {key: value}}


def document(statements: Statements) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def change(address: str, values: dict[str, Any]) -> dict[str, Any]:
    type, name = address.split(".")
    return {
        "address": address,
        "mode": "managed",
        "type": type,
        "name": name,
        "change": {"actions": ["create"], "after": values, "after_unknown": {}},
    }


def role(
    name: str,
    statements: Statements,
    trusts: dict[str, Any] | None = None,
    boundary: str | None = None,
    attached: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """A role of account 111122223333 with one policy of its own."""
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": trusts or {"AWS": f"{ROLE}/nobody"}}
    ]
    own = {
        "name": name,
        "arn": f"{ROLE}/{name}",
        "assume_role_policy": document(trust),
        "permissions_boundary": boundary,
        "managed_policy_arns": list(attached),
    }
    policy = {"name": name, "role": name, "policy": document(statements)}
    return [change(f"aws_iam_role.{name}", own), change(f"aws_iam_role_policy.{name}", policy)]


def boundary(statements: Statements) -> dict[str, Any]:
    arn = "arn:aws:iam::111122223333:policy/ceiling"
    return change("aws_iam_policy.ceiling", {"name": "ceiling", "arn": arn, "policy": document(statements)})


def world(*changes: dict[str, Any]) -> World:
    return World([Plan({"resource_changes": list(changes), "configuration": {"root_module": {}}})])


def one(of: World, name: str) -> Subject:
    return next(s for s in of.of("aws_iam_role") if s.raw("name") == name)


def holder(statements: Statements, ceiling: Statements | None = None) -> Identity:
    arn = "arn:aws:iam::111122223333:policy/ceiling" if ceiling is not None else None
    bounds = [boundary(ceiling)] if ceiling is not None else []
    return identities.of(one(world(*role("holder", statements, boundary=arn), *bounds), "holder"))


SAGEMAKER = {"Service": "sagemaker.amazonaws.com"}
TO_SAGEMAKER = {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
TRAIN = allow("sagemaker:CreateTrainingJob")
PASS = allow("iam:PassRole", f"{ROLE}/job", Condition=TO_SAGEMAKER)
