"""What a parameter is worth: given, chosen of a few allowed values, or known only at launch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.plan.template.choices import OTHER, Choices, Option
from mlplatform.plan.template.leaf import Leaf, is_unknown, leaf, outside, plain

FEW = 8
"""Allowed values that are judged one by one; with more of them a parameter is unknown."""
PSEUDO = {
    "AWS::AccountId": "000000000000",
    "AWS::Region": "eu-west-2",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
}
"""What stands in for pseudo parameters that nobody gives: the account of the stack is not known, but it is
one account, and not one of those that a template names."""
_ACCOUNT = re.compile(r"[0-9]{12}")


def pseudo(name: str, given: Mapping[str, Any], stack: str, choices: Choices) -> Any:
    """A pseudo parameter."""
    if name in given:
        return leaf(plain(given[name]), (f"var.{name}",))
    if name in PSEUDO:
        same = choices.equal_to(name)
        return leaf(same or PSEUDO[name], (f"var.{name}",), standing_in=same is None, parameter=name)
    if name == "AWS::StackName" and stack:
        return leaf(stack, (f"var.{name}",), standing_in=True)
    return outside(name)  # the stack's id, its name, the topics it notifies


def value(
    name: str,
    said: Mapping[str, Any],
    given: Mapping[str, Any],
    as_launched: bool,
    scope: str,
    choices: Choices,
    of_condition: bool,
) -> Any:
    """What a parameter of a template is worth. ``as_launched``: what is not given takes its default."""
    kind, key = str(said.get("Type", "String")), f"{scope}{name}"
    if str(said.get("NoEcho", "")).lower() == "true" or kind.startswith("AWS::SSM::Parameter::Value"):
        return outside(name)  # never shown, or looked up at launch
    if name in given:
        return _typed(given[name], kind, name)
    if as_launched and "Default" in said:
        return _typed(plain(said["Default"]), kind, name)
    allowed = [plain(each) for each in said.get("AllowedValues") or []]
    same = choices.equal_to(key)
    if same is not None:
        return leaf(same, (f"var.{name}",), parameter=key)
    if allowed and len(allowed) <= FEW and not kind.startswith(("List", "Comma")):
        options = [
            Option(each, f"{key} is {each or 'empty'}" if len(allowed) > 1 else "") for each in allowed
        ]
        chosen = options[0].value
        if len(options) > 1:
            chosen = choices.answer(("value", key), options, of_condition)
        if chosen is not OTHER:
            return leaf(chosen, (f"var.{name}",))
    return leaf(references=(f"var.{name}",), open=True, parameter=key)


def may_be(said: Mapping[str, Any], value: str) -> bool:
    """Whether a parameter can have a value, by its own constraints."""
    allowed, pattern = said.get("AllowedValues"), said.get("AllowedPattern")
    if allowed is not None and value not in map(plain, allowed):
        return False
    shortest, longest = said.get("MinLength"), said.get("MaxLength")
    if shortest is not None and len(value) < int(shortest):
        return False
    if longest is not None and len(value) > int(longest):
        return False
    if pattern is not None:
        try:
            return re.fullmatch(str(pattern), value) is not None
        except re.error:
            return True  # a pattern of Java that Python does not read
    return True


def check(path: str, parameters: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """``BadInput`` where a value that is given is outside its constraint."""
    for name, worth in given.items():
        if name.startswith("AWS::"):
            continue
        said = parameters.get(name)
        if said is None:
            raise BadInput(
                f"{path}: {name}: is no parameter of the template; allowed: {', '.join(parameters)}"
            )
        if str(said.get("Type", "")).startswith("AWS::SSM::Parameter::Value"):
            continue  # the name of what holds the value
        for each in _typed(worth, str(said.get("Type", "String")), name, every=True):
            if not is_unknown(each) and not may_be(said, plain(each)):
                allowed = said.get("AllowedValues") or said.get("AllowedPattern") or "its length"
                told = ", ".join(map(plain, allowed)) if isinstance(allowed, list) else allowed
                raise BadInput(f'{path}: {name}: is "{plain(each)}"; allowed: {told}')


def check_pseudo(path: str, given: Mapping[str, Any]) -> None:
    """``BadInput`` where a pseudo parameter that is given is none."""
    known = {*PSEUDO, "AWS::StackName"}
    for name, worth in given.items():
        if name.startswith("AWS::") and name not in known:
            raise BadInput(f"{path}: {name}: cannot be given; allowed: {', '.join(sorted(known))}")
        if name == "AWS::AccountId" and not _ACCOUNT.fullmatch(plain(worth)):
            raise BadInput(f'{path}: {name}: is "{plain(worth)}"; allowed: twelve digits, in quotes')


def _typed(worth: Any, kind: str, name: str, every: bool = False) -> Any:
    reference = (f"var.{name}",)
    if isinstance(worth, Leaf):
        return [worth] if every else worth
    if kind.startswith("List<") or kind == "CommaDelimitedList":
        parts = worth if isinstance(worth, list) else [part.strip() for part in plain(worth).split(",")]
        return [
            each if isinstance(each, Leaf) else leaf(plain(each), reference) for each in parts if each != ""
        ]
    made = leaf(plain(worth), reference)
    return [made] if every else made
