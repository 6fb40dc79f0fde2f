"""Every part of every condition is needed: without it, some refused input is refused no more.

A rule such as ``days >= 90 && days <= 365`` has two parts, and one case does not show both. Each part of a
rule counts for nothing in a copy of the module's extract, and the rule's cases are planned with that.
A part without which all of them are still refused is shown by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.harness import definitions
from mlplatform.harness.blame import Failure
from mlplatform.harness.definitions import Reject, Rejects
from mlplatform.harness.extract import extract
from mlplatform.harness.refusals import Batch, messages_of, root_of
from mlplatform.harness.rules import Rule, end_of_interpolation, rules
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.harness.tree import Tree

_BOUNDARY = re.compile(r"&&|\|\||=>|[?:,]|\bif\b")


@dataclass(frozen=True)
class Part:
    """A piece of a rule's condition, from ``start`` to ``end``, and what stands there to be without it."""

    rule: Rule
    text: str
    start: int
    end: int
    instead: str

    def __str__(self) -> str:
        line = self.rule.condition.rfind("\n", 0, self.start) + 1
        near = self.rule.condition[line : self.end + 40].split("\n")[0]
        return f"{self.rule}: {' '.join(self.text.split())} in {near.strip()}"

    @property
    def without(self) -> str:
        """The condition without this part."""
        return f"{self.rule.condition[: self.start]}{self.instead}{self.rule.condition[self.end :]}"


def parts(rule: Rule) -> list[Part]:
    """The operands of every ``&&`` in a condition, or the whole of it where there is none; and the anchors of
    every regular expression."""
    condition = rule.condition
    operands = list(_operands(condition)) or [(0, len(condition))]
    # Terraform wants a condition to refer to something, so the operand stays and counts for nothing.
    found = [
        Part(rule, condition[start:end], start, end, f" (can({condition[start:end]}) || true) ")
        for start, end in operands
    ]
    return found + [Part(rule, condition[at], at, at + 1, "") for at in _anchors(condition)]


def _anchors(condition: str) -> Iterator[int]:
    """Where a regular expression is tied to the beginning and the end of what must match it. What must not
    match is left out: without an anchor it would refuse more, which an accepted input shows."""
    for call in re.finditer(r'(?<!if can\()(?<!!can\()regex\("', condition):
        begin, end = call.end(), _after_string(condition, call.end() - 1) - 2
        yield from (at for at, sign in ((begin, "^"), (end, "$")) if condition[at] == sign)


def unshown(tree: Tree, module: str) -> list[Part] | Failure:
    """The parts of a module's rules, as far as its extract judges them, that no refused input needs."""
    judge, known = extract(tree, module), definitions.rejects(module, tree)
    every = [part for rule in rules(module, tree) if judge.judges(rule) for part in parts(rule)]
    copies = {f"without_{number}": part for number, part in enumerate(every)}
    batches = {
        name: Batch(name, False, {case.name: known.inputs(case) for case in _cases(part, known)})
        for name, part in copies.items()
    }
    files = {f"modules/{name}/main.tf": _without(judge.text, part) for name, part in copies.items()}
    with workspace(root_of({batch.key: batch for batch in batches.values()}) | files) as folder:
        planned = plan(folder / "root")
    if planned.plan is None:
        return Failure(planned.diagnostics)
    found = messages_of(planned.plan)
    return [
        part
        for name, part in copies.items()
        if all(
            case.message in found.get(f"{batches[name].key}__{case.name}", []) for case in _cases(part, known)
        )
    ]


def _cases(part: Part, known: Rejects) -> list[Reject]:
    return [case for case in known.rejects if part.rule.says(case.message)]


def _without(text: str, part: Part) -> str:
    """The extract with one part of one condition taken out; messages tell rules apart."""
    condition, message = part.rule.condition, part.rule.message
    begin = text.rindex(condition, 0, text.index(message))
    return f"{text[:begin]}{part.without}{text[begin + len(condition) :]}"


def _operands(condition: str) -> Iterator[tuple[int, int]]:
    """Where the operands of ``&&`` begin and end. Each level of brackets is cut at its own boundaries."""
    for signs in _levels(condition):
        cuts = [(sign, at, at + len(sign)) for sign, at in signs]
        for index, (sign, *_) in enumerate(cuts):
            left = cuts[index - 1][2], cuts[index][1]
            right = (cuts[index][2], cuts[index + 1][1]) if index + 1 < len(cuts) else None
            if sign == "&&":
                if index and cuts[index - 1][0] != "&&":
                    yield left
                if right:
                    yield right


def _levels(condition: str) -> Iterator[list[tuple[str, int]]]:
    """The boundaries of each bracketed stretch, its ends among them; what stands in strings is none."""
    open_, done = [[("", 0)]], []
    at = 0
    while at < len(condition):
        if condition[at] == '"':
            at = _after_string(condition, at)
            continue
        sign = _BOUNDARY.match(condition, at)
        if condition[at] in "([{":
            open_.append([(condition[at], at)])
        elif condition[at] in ")]}":
            open_[-1].append((condition[at], at))
            done.append(open_.pop())
        elif sign:
            open_[-1].append((sign[0], at))
        at += len(sign[0]) if sign else 1
    open_[-1].append(("", len(condition)))
    yield from [*done, *open_]


def _after_string(text: str, at: int) -> int:
    at += 1
    while text[at] != '"':
        if text[at] == "\\":
            at += 1
        elif text.startswith("${", at):
            at = end_of_interpolation(text, at + 2) - 1
        at += 1
    return at + 1
