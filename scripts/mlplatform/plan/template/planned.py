"""Stacks as the JSON of a plan: what is made, and where values come from that nobody knows yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mlplatform.plan.template import nested
from mlplatform.plan.template.leaf import Leaf, leaves, symbols
from mlplatform.plan.template.stack import NESTED, Made, Stack


def stacks(stack: Stack) -> Iterator[Stack]:
    """A stack and those within it."""
    yield stack
    for name in made_here(stack):
        child = (
            nested.child(stack, name) if stack.template.body["Resources"][name]["Type"] == NESTED else None
        )
        if child is not None:
            yield from stacks(child)


def made_here(stack: Stack) -> list[str]:
    """The logical ids of what a stack makes."""
    return [str(name) for name in stack.template.section("Resources") if _is_made(stack, str(name))]


def _is_made(stack: Stack, name: str) -> bool:
    return not name.startswith("Fn::") and stack.is_made(name)


def resources(stack: Stack) -> Iterator[Made]:
    """Every resource of a stack itself in the gate's language."""
    for name in made_here(stack):
        yield from stack.made(name)


def plan(stack: Stack) -> dict[str, Any]:
    """The plan's JSON."""
    changes = [_change(each, made) for each in stacks(stack) for made in resources(each)]
    outputs = stack.outputs()
    account = stack.reference("AWS::AccountId")
    return {
        "format_version": "1.2",
        "resource_changes": changes,
        "configuration": {"root_module": _module(stack)},
        "prior_state": {"values": {"root_module": {"resources": [_identity(str(account))]}}},
        "output_changes": {
            name: {"after": _plain(worth), "after_unknown": False} for name, worth in outputs.items()
        },
    }


def _identity(account: str) -> dict[str, Any]:
    """Which account it is all made in, as a plan says it."""
    return {
        "address": "data.aws_caller_identity.stack",
        "mode": "data",
        "type": "aws_caller_identity",
        "name": "stack",
        "values": {"account_id": account},
    }


def _change(stack: Stack, made: Made) -> dict[str, Any]:
    return {
        "address": stack.address(made.local),
        "module_address": stack.given.module,
        "mode": "managed",
        "type": made.type,
        "name": made.block,
        "change": {"actions": ["create"], "before": None, "after": _plain(made.values), "after_unknown": {}},
    }


def _module(stack: Stack) -> dict[str, Any]:
    calls = {name: child for name, child in stack.children.items() if child is not None}
    return {
        "resources": [
            {
                "address": made.local,
                "mode": "managed",
                "type": made.type,
                "name": made.block,
                "expressions": {key: _expression(value) for key, value in made.values.items()},
            }
            for made in resources(stack)
        ],
        "outputs": {name: {"expression": _expression(worth)} for name, worth in stack.outputs().items()},
        "module_calls": {name: _call(stack, name, child) for name, child in calls.items()},
    }


def _call(stack: Stack, name: str, child: Stack) -> dict[str, Any]:
    given = stack.properties(name).get("Parameters") or {}
    return {
        "expressions": {str(key): _expression(value) for key, value in given.items()},
        "module": _module(child),
    }


def _expression(value: Any) -> Any:
    if isinstance(value, Mapping) and value:
        return {key: _expression(inner) for key, inner in value.items()}
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return [_expression(item) for item in value if isinstance(item, Mapping)]
    references = list(dict.fromkeys(r for each in leaves(value) for r in each.references))
    return {"references": references} if references else {"constant_value": _plain(value)}


def _plain(value: Any) -> Any:
    """A value without what is known of its leaves."""
    if isinstance(value, Leaf):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return (
        value
        if isinstance(value, str | int | float | bool) or value is None
        else json.loads(json.dumps(symbols(value), default=str))
    )
