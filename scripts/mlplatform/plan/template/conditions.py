"""Whether a condition of a template holds, or may hold: then it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mlplatform.plan.template.choices import Option
from mlplatform.plan.template.intrinsics import evaluate
from mlplatform.plan.template.leaf import Leaf, is_unknown, plain
from mlplatform.plan.template.parameters import PSEUDO, may_be
from mlplatform.plan.template.source import as_json

if TYPE_CHECKING:
    from mlplatform.plan.template.stack import Stack

_TRUE, _FALSE = True, False


def holds(said: Any, stack: Stack) -> bool:
    """Whether a condition holds."""
    if isinstance(said, bool):
        return said
    if not isinstance(said, Mapping) or len(said) != 1:
        return _open(stack, as_json(said))
    name, argument = next(iter(said.items()))
    if name == "Condition":
        return stack.condition(str(argument))
    if name == "Fn::Equals" and isinstance(argument, list) and len(argument) == 2:
        return _equal(argument[0], argument[1], stack)
    if name == "Fn::Not" and isinstance(argument, list) and len(argument) == 1:
        return not holds(argument[0], stack)
    if name == "Fn::And" and isinstance(argument, list):
        return all(holds(each, stack) for each in argument)
    if name == "Fn::Or" and isinstance(argument, list):
        return any(holds(each, stack) for each in argument)
    return _open(stack, as_json(said))


def _equal(one: Any, other: Any, stack: Stack) -> bool:
    if as_json(one) == as_json(other):
        return True
    left, right = (evaluate(each, stack, of_condition=True) for each in (one, other))
    if not _is_open(left) and not _is_open(right):
        return plain(left) == plain(right)
    for asked, beside in ((left, right), (right, left)):
        if isinstance(asked, Leaf) and asked.parameter and not _is_open(beside):
            return _parameter_is(asked.parameter, plain(beside), stack)
    texts = sorted((as_json(one), as_json(other)))
    return _open(stack, f"{stack.scope}{texts[0]} = {texts[1]}")


def _is_open(value: Any) -> bool:
    """Whether a value is not known, or stands in for one that is not."""
    return is_unknown(value) or (isinstance(value, Leaf) and value.standing_in)


def _parameter_is(parameter: str, value: str, stack: Stack) -> bool:
    """Whether a parameter, of this stack or of one around it, has a value."""
    if stack.choices.unequal(parameter, value):
        return False
    said = {} if parameter in PSEUDO else _said(parameter, stack)
    if not may_be(said, value):
        return False
    shown = f'"{value}"'
    options = [
        Option(_TRUE, f"{parameter} is {shown}"),
        Option(_FALSE, f"{parameter} is not {shown}"),
    ]
    return bool(stack.choices.answer(("equal", parameter, value), options, True))


def _said(parameter: str, stack: Stack) -> Mapping[str, Any]:
    """What the template says of its own parameter; nothing of one that comes from a stack around it."""
    name = parameter.removeprefix(stack.scope) if parameter.startswith(stack.scope) else ""
    found = stack.template.section("Parameters").get(name)
    return found if isinstance(found, Mapping) else {}


def _open(stack: Stack, text: str) -> bool:
    told = " ".join(text.split())[:80]
    options = [Option(_TRUE, f"{told} holds"), Option(_FALSE, f"{told} does not hold")]
    return bool(stack.choices.answer(("holds", text), options, True))
