"""The intrinsic functions of CloudFormation, evaluated as far as they are known before launch."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from mlplatform.plan.template.leaf import (
    NO_VALUE,
    Leaf,
    is_unknown,
    joined,
    leaf,
    made_from,
    outside,
    plain,
    symbols,
)

_IN_SUB = re.compile(r"\$\{([^!{}][^{}]*)\}")
_DYNAMIC = re.compile(r"\{\{resolve:([a-z-]+):[^{}]*\}\}")


class Names(Protocol):
    """What the names in a template mean."""

    def reference(self, name: str, of_condition: bool = False) -> Any:
        """What ``Ref`` gives."""

    def attribute(self, name: str, attribute: str) -> Any:
        """What ``Fn::GetAtt`` gives."""

    def condition(self, name: str) -> bool:
        """Whether a condition of this name holds."""

    def mapping(self, name: str) -> Any:
        """A mapping."""


def evaluate(value: Any, names: Names, of_condition: bool = False) -> Any:
    """A part of a template with its functions evaluated; ``NO_VALUE`` where it is not there."""
    if isinstance(value, Mapping):
        if len(value) == 1:
            name, argument = next(iter(value.items()))
            if name in ("Ref", "Condition") or str(name).startswith("Fn::"):
                return _tried(str(name), argument, value, names, of_condition)
        made = {str(key): evaluate(inner, names, of_condition) for key, inner in value.items()}
        return {key: inner for key, inner in made.items() if inner is not NO_VALUE}
    if isinstance(value, list):
        items = [evaluate(inner, names, of_condition) for inner in value]
        return [inner for inner in items if inner is not NO_VALUE]
    if isinstance(value, str) and (found := _DYNAMIC.search(value)):
        return outside(f"resolve:{found[1]}")
    return str(value) if isinstance(value, str) and not isinstance(value, Leaf) else value


_SHAPES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def _tried(name: str, argument: Any, whole: Mapping[str, Any], names: Names, of_condition: bool) -> Any:
    """A function; unknown where it is not written as CloudFormation has it, which cfn-lint says."""
    try:
        return _function(name, argument, whole, names, of_condition)
    except _SHAPES:
        return outside(name)


def _function(name: str, argument: Any, whole: Mapping[str, Any], names: Names, of_condition: bool) -> Any:
    if name == "Ref":
        if not isinstance(argument, str):
            return outside("Ref of no name")
        return NO_VALUE if argument == "AWS::NoValue" else names.reference(str(argument), of_condition)
    if name == "Condition":
        # Within a policy, Condition is an element of its own.
        return (
            names.condition(argument) if isinstance(argument, str) else _plainly(whole, names, of_condition)
        )
    if name == "Fn::If":
        if not isinstance(argument, list) or len(argument) != 3:
            return outside(name)
        return evaluate(argument[1 if names.condition(str(argument[0])) else 2], names, of_condition)
    if name == "Fn::FindInMap":
        return _find_in_map(argument, names, of_condition)
    if name == "Fn::Sub":
        return _sub(argument, names, of_condition)
    if name == "Fn::GetAtt":
        parts = argument if isinstance(argument, list) else str(argument).split(".", 1)
        attribute = evaluate(parts[1], names) if len(parts) > 1 else ""
        return outside(name) if is_unknown(attribute) else names.attribute(str(parts[0]), str(attribute))
    does = _PLAIN.get(name)
    if does is None:
        return outside(name)
    given = evaluate(argument, names, of_condition)
    try:
        return does(given)
    except _SHAPES:
        return made_from([given], None)


def _plainly(whole: Mapping[str, Any], names: Names, of_condition: bool) -> Any:
    return {str(key): evaluate(inner, names, of_condition) for key, inner in whole.items()}


def _sub(argument: Any, names: Names, of_condition: bool) -> Any:
    text, given = (argument, {}) if isinstance(argument, str) else (argument[0], argument[1])
    if not isinstance(text, str):
        return outside("Fn::Sub")
    parts: list[Any] = []
    at = 0
    for found in _IN_SUB.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(_named(found[1].strip(), given, names, of_condition))
        at = found.end()
    parts.append(text[at:])
    whole = joined([part.replace("${!", "${") if type(part) is str else part for part in parts if part != ""])
    found_secret = _DYNAMIC.search(str(whole))
    return outside(f"resolve:{found_secret[1]}") if found_secret else whole


def _named(name: str, given: Mapping[str, Any], names: Names, of_condition: bool) -> Any:
    if name in given:
        return evaluate(given[name], names, of_condition)
    resource, dot, attribute = name.partition(".")
    return names.attribute(resource, attribute) if dot else names.reference(name, of_condition)


def _find_in_map(argument: Any, names: Names, of_condition: bool) -> Any:
    if not isinstance(argument, list) or len(argument) < 3:
        return outside("Fn::FindInMap")
    name, first, second = (evaluate(each, names, of_condition) for each in argument[:3])
    if is_unknown(name):
        return outside("Fn::FindInMap")
    here = names.mapping(str(name))
    open_ = [each for each in (first, second) if is_unknown(each) or getattr(each, "standing_in", False)]
    rows = list(here.values()) if first in open_ else [here[str(first)]] if str(first) in here else []
    cells = [c for row in rows for c in (row.values() if second in open_ else [row.get(str(second))])]
    found = [cell for cell in cells if cell is not None]
    if not found and len(argument) > 3 and isinstance(argument[3], Mapping) and not open_:
        return evaluate(argument[3].get("DefaultValue"), names, of_condition)
    if found and all(cell == found[0] for cell in found):
        return made_from([first, second], str(found[0])) if isinstance(found[0], str) else found[0]
    if not open_:
        return outside("Fn::FindInMap")
    keys = made_from([first, second], None)  # another value for each Region, and nobody said which it is
    return leaf(references=keys.references, origins=keys.origins, open=True)


def _select(given: Any) -> Any:
    index, items = given
    if is_unknown(index) or isinstance(items, Leaf):
        return made_from([index, items], None)
    return items[int(index)] if int(index) >= 0 else outside("Fn::Select")


def _split(given: Any) -> Any:
    between, text = given
    if is_unknown(text) or is_unknown(between):
        return made_from([text], None)
    return [made_from([text], part) for part in plain(text).split(plain(between))]


def _join(given: Any) -> Any:
    between, items = given
    if isinstance(items, Leaf):
        return made_from([items], None) if items.unknown else items
    return joined(list(items), plain(between))


def _base64(given: Any) -> Any:
    if is_unknown(given):
        return made_from([given], None)
    return made_from([given], base64.b64encode(plain(given).encode()).decode())


def _cidr(given: Any) -> Any:
    if is_unknown(given):
        return made_from([given], None)
    block, count, *bits = given
    network = ipaddress.ip_network(plain(block))
    taken = int(plain(bits[0])) if bits else 6 if network.version == 4 else 64
    subnets = network.subnets(new_prefix=network.max_prefixlen - taken)
    return [made_from([given], str(next(subnets))) for _ in range(int(plain(count)))]


def _zones(given: Any) -> Any:
    """Three zones of the Region, which are not one another, whatever they are called."""
    region = plain(given) or "eu-west-2"
    if is_unknown(given):
        return made_from([given], None)
    return [leaf(f"{region}{letter}", ("var.AWS::Region",), standing_in=True) for letter in "abc"]


def _to_json(given: Any) -> Any:
    shown = json.dumps(symbols(given))
    return made_from([given], None if is_unknown(given) else shown, shown)


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::Join": _join,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
    "Fn::GetAZs": _zones,
    "Fn::ToJsonString": _to_json,
    "Fn::Length": lambda given: made_from([given], None) if isinstance(given, Leaf) else len(given),
    "Fn::ImportValue": lambda given: outside(f"Fn::ImportValue {plain(given)}"),
}
