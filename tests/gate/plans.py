"""Small plans made in Python, as ``terraform show -json`` writes them: values, what is unknown, and what the
configuration refers to.

``plan({"aws_subnet.a": {"vpc_id": Ref("aws_vpc.a.id"), "cidr_block": "10.0.0.0/24"}})``. A ``Ref`` is known
only after apply, and comes from what it names; several names stand for a list, or for an expression that may
mean any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.gate import catalogue, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import Plan

COMPUTED = ("id", "arn")


@dataclass(frozen=True)
class Ref:
    """A value that is known only after apply, from what it names: ``aws_vpc.a.id``."""

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", names)


LATER = Ref("terraform_data.later.output")
"""A value of which nothing is known."""


def plan(resources: Mapping[str, Mapping[str, Any]], name: str = "plan") -> Plan:
    """A plan that creates these resources."""
    everything = {"terraform_data.later": {}, **resources}
    return Plan(
        {
            "resource_changes": [_change(address, values) for address, values in everything.items()],
            "configuration": {"root_module": {"resources": [_written(a, v) for a, v in everything.items()]}},
        },
        name,
    )


def world(resources: Mapping[str, Mapping[str, Any]], **settings: Any) -> World:
    """A world of one such plan."""
    return World([plan(resources)], Settings.model_validate(settings))


def subject(world: World, address: str) -> Subject:
    """The resource at an address."""
    (found,) = [each for each in world.subjects if each.address == address]
    return found


def answers(world: World, control: str) -> dict[str, str]:
    """Address => status, by one control."""
    found = judge.judge(world, [catalogue.one(control)])
    return {result.address: result.status for result in found.results}


def _change(address: str, values: Mapping[str, Any]) -> dict[str, Any]:
    type, name = address.split(".")
    unknown = {key: mark for key, value in values.items() if (mark := _unknown(value))}
    computed = {key: True for key in COMPUTED if key not in values}
    return {
        "address": address,
        "mode": "managed",
        "type": type,
        "name": name,
        "change": {
            "actions": ["create"],
            "after": {key: _known(value) for key, value in values.items() if not isinstance(value, Ref)},
            "after_unknown": unknown | computed,
        },
    }


def _written(address: str, values: Mapping[str, Any]) -> dict[str, Any]:
    type, name = address.split(".")
    return {
        "address": address,
        "mode": "managed",
        "type": type,
        "name": name,
        "expressions": {key: _expression(value) for key, value in values.items() if value is not None},
    }


def _unknown(value: Any) -> Any:
    if isinstance(value, Ref):
        return True
    if isinstance(value, Mapping):
        return {key: mark for key, each in value.items() if (mark := _unknown(each))}
    if isinstance(value, list):
        marks = [_unknown(each) for each in value]
        return [mark or False for mark in marks] if any(marks) else False
    return False


def _known(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _known(each) for key, each in value.items() if not isinstance(each, Ref)}
    if isinstance(value, list):
        return [None if isinstance(each, Ref) else _known(each) for each in value]
    return value


def _expression(value: Any) -> Any:
    if isinstance(value, Ref):
        return {"references": list(value.names)}
    if isinstance(value, Mapping):
        return {key: _expression(each) for key, each in value.items()}
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        return [_expression(each) for each in value]
    if isinstance(value, list) and any(isinstance(each, Ref) for each in value):
        return {"references": [name for each in value if isinstance(each, Ref) for name in each.names]}
    return {"constant_value": value}
