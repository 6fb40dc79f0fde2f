"""The rules by which a module refuses input, read from its HCL: every validation, condition and check."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mlplatform import hcl
from mlplatform.harness.tree import Tree

_CONDITIONS = ("precondition", "postcondition")


@dataclass(frozen=True)
class Rule:
    """One condition and its message, as they are written."""

    module: str
    kind: str  # validation, precondition, postcondition or assert
    owner: str  # "variable keys", "resource aws_iam_policy this"
    condition: str
    message: str
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.module}/{self.path.name}:{self.line}: {self.kind} of {self.owner}"

    def says(self, message: str) -> bool:
        """Whether a message can have come from this rule."""
        return _pattern(self.message).fullmatch(message) is not None


def rules(module: str, tree: Tree) -> list[Rule]:
    """Every rule of a module, in order of file and line."""
    return rules_of(tree.modules / module)


def rules_of(folder: Path) -> list[Rule]:
    """Every rule in a folder of HCL, in order of file and line."""
    return [
        Rule(
            folder.name,
            inner.kind,
            " ".join((block.kind, *block.labels)),
            inner.get("condition"),
            inner.get("error_message"),
            inner.path,
            inner.line,
        )
        for block in hcl.blocks(folder)
        for inner in _conditions(block)
    ]


def of_message(message: str, among: Iterable[Rule]) -> list[Rule]:
    """The rules that a message can have come from; one, where rules are told apart by their words."""
    return [rule for rule in among if rule.says(message)]


def _conditions(block: hcl.Block) -> list[hcl.Block]:
    if block.kind == "variable":
        return block.inner("validation")
    if block.kind == "check":
        return block.inner("assert")
    lifecycle = [inner for outer in block.inner("lifecycle") for inner in outer.inner(*_CONDITIONS)]
    return [*lifecycle, *block.inner(*_CONDITIONS)]


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    """A quoted template as the messages it can make: what is interpolated may be anything."""
    if not template.startswith('"'):
        return re.compile(r"(?!)")  # not written as a string: nothing can be said of it
    return re.compile("".join(_parts(template[1:-1])), re.DOTALL)


def _parts(template: str) -> list[str]:
    parts, at = [], 0
    while at < len(template):
        if template.startswith(("$${", "%%{"), at):
            parts.append(re.escape(template[at + 1 : at + 3]))
            at += 3
        elif template.startswith(("${", "%{"), at):
            parts.append(".*?")
            at = end_of_interpolation(template, at + 2)
        elif template[at] == "\\":
            length = 6 if template[at + 1] == "u" else 2
            parts.append(re.escape(json.loads(f'"{template[at : at + length]}"')))
            at += length
        else:
            parts.append(re.escape(template[at]))
            at += 1
    return parts


def end_of_interpolation(template: str, at: int) -> int:
    """Just after an interpolation that began before ``at``; it may hold strings with others inside."""
    depth, quoted = 1, False
    while depth:
        sign = template[at]
        if quoted:
            if sign == "\\":
                at += 1
            elif sign == '"':
                quoted = False
            elif template.startswith("${", at):
                at = end_of_interpolation(template, at + 2) - 1
        elif sign == '"':
            quoted = True
        else:
            depth += {"{": 1, "}": -1}.get(sign, 0)
        at += 1
    return at
