"""IAM policies in one shape, whether they came as JSON or as ``aws_iam_policy_document`` blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Statement = dict[str, Any]
"""An IAM statement whose Action, Resource, Principal values and Condition values are always lists."""

_LISTS = ("Action", "NotAction", "Resource", "NotResource")


def json_statements(document: Mapping[str, Any]) -> list[Statement]:
    """The statements of a policy document in JSON, with single values made lists."""
    return [_normal(statement) for statement in _listed(document["Statement"])]


def document_statements(values: Mapping[str, Any]) -> list[Statement]:
    """The statements of an ``aws_iam_policy_document`` as planned, in the same shape."""
    return [_from_block(block) for block in values.get("statement") or []]


def _normal(statement: Mapping[str, Any]) -> Statement:
    normal: Statement = dict(statement)
    for key in _LISTS:
        if key in normal:
            normal[key] = _listed(normal[key])
    for key in ("Principal", "NotPrincipal"):
        if isinstance(normal.get(key), Mapping):
            normal[key] = {kind: _listed(ids) for kind, ids in normal[key].items()}
    if "Condition" in normal:
        normal["Condition"] = {
            test: {name: _listed(values) for name, values in names.items()}
            for test, names in normal["Condition"].items()
        }
    return normal


def _from_block(block: Mapping[str, Any]) -> Statement:
    statement: Statement = {"Effect": block.get("effect") or "Allow"}
    if block.get("sid"):
        statement["Sid"] = block["sid"]
    names = {
        "Action": "actions",
        "NotAction": "not_actions",
        "Resource": "resources",
        "NotResource": "not_resources",
    }
    for key, attribute in names.items():
        if block.get(attribute):
            statement[key] = _variables(block[attribute])
    for key, attribute in {"Principal": "principals", "NotPrincipal": "not_principals"}.items():
        for principal in block.get(attribute) or []:
            statement.setdefault(key, {}).setdefault(principal["type"], []).extend(
                _variables(principal["identifiers"])
            )
    if isinstance(block.get("condition"), str):
        # A set of blocks with one unknown value is unknown as a whole (docs/traps.md).
        statement["Condition"] = block["condition"]
        return statement
    for condition in block.get("condition") or []:
        tests = statement.setdefault("Condition", {}).setdefault(condition["test"], {})
        tests.setdefault(condition["variable"], []).extend(_variables(condition["values"]))
    return statement


def _variables(value: Any) -> list[Any]:
    """A list whose policy variables are as IAM writes them: in a document block, ``&{`` stands for ``${``."""
    return [each.replace("&{", "${") if isinstance(each, str) else each for each in _listed(value)]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
