"""Nested stacks: their templates, where they are at hand, and the values that go in and come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlplatform.plan.template import source
from mlplatform.plan.template.intrinsics import evaluate
from mlplatform.plan.template.leaf import Leaf, crossing, is_unknown, leaf

if TYPE_CHECKING:
    from mlplatform.plan.template.stack import Stack

DEEPEST = 8
"""Templates within one another; a template that nests itself would have no end."""


def child(stack: Stack, name: str) -> Stack | None:
    """The stack that a resource of type ``AWS::CloudFormation::Stack`` makes; None where its template is not
    at hand, which is a doubt of the stack around it."""
    if name not in stack.children:
        stack.children[name] = None  # outputs of it that it takes itself are not known
        stack.children[name] = _child(stack, name)
    return stack.children[name]


def _child(stack: Stack, name: str) -> Stack | None:
    said = stack.template.section("Resources")[name].get("Properties") or {}
    address = evaluate(said.get("TemplateURL"), stack)
    path, why = _path(stack, address)
    if path is None:
        stack.doubts.append((name, "TemplateURL", why))
        return None
    given = evaluate(said.get("Parameters") or {}, stack)
    if not isinstance(given, Mapping):
        stack.doubts.append((name, "Parameters", "are known only at launch, as a whole"))
        given = {}
    module = f"{stack.scope}module.{name}"
    inside = {str(key): crossing(value, str(key)) for key, value in given.items()}
    nested = replace(stack.given, parameters=inside, module=module, name="", as_launched=True)
    return type(stack)(source.read(path), nested, stack.choices)


def _path(stack: Stack, address: Any) -> tuple[Path | None, str]:
    if not isinstance(address, str) or is_unknown(address):
        return None, "is known only at launch, so that what it makes is not judged"
    if stack.given.module.count("module.") >= DEEPEST:
        return None, f"is the {DEEPEST + 1}th template within another; {DEEPEST} are read"
    path = stack.template.path.parent / str(address)
    if "://" in address or not path.is_file():
        return None, f"is {address}, which is no file beside the template: what it makes is not judged"
    return path, ""


def leaving(value: Any, name: str, output: str) -> Any:
    """A value that a nested stack gives, as the stack around it sees it."""
    reference = (f"module.{name}.{output}", f"module.{name}")
    if isinstance(value, list):
        return [leaving(each, name, output) for each in value]
    if not isinstance(value, Leaf):
        return leaf(value, reference) if isinstance(value, str) else value
    return leaf(
        str(value),
        reference,
        origins=value.origins,
        open=value.open,
        standing_in=value.standing_in,
        parameter=value.parameter,
        shown=value.shown,
    )
