"""Every way that a template may come out, each as a plan: one for each combination of what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mlplatform.plan.reader import Plan
from mlplatform.plan.template import parameters, planned, source
from mlplatform.plan.template.choices import OTHER, Ask, Choices, Key, Option
from mlplatform.plan.template.stack import Given, Made, Stack

MOST = 64
"""Combinations that are judged. Beyond it, a parameter with few values becomes an unknown one; where it is
conditions that are too many, the rest is a finding."""


@dataclass(frozen=True)
class Place:
    """Where a resource of a plan stands in a template: ``lines`` by property, 0 where it is not known."""

    file: str
    logical_id: str
    line: int
    lines: Mapping[str, int]
    properties: Mapping[str, str]
    """Attribute => property."""
    below: str = ""
    type: str = ""
    """As in ``AWS::S3::Bucket``."""
    makes: str = ""
    """The type in the gate's language."""


@dataclass(frozen=True)
class Doubt:
    """Something that a template says and that nobody can judge."""

    address: str
    place: Place
    property: str
    why: str


@dataclass(frozen=True)
class Variant:
    """A template as one combination makes it. ``told`` is the combination, for a reader."""

    plan: Plan
    told: tuple[str, ...]
    stack: Stack

    @cached_property
    def places(self) -> dict[str, Place]:
        """Address => where it stands."""
        found: dict[str, Place] = {}
        for stack in planned.stacks(self.stack):
            for name in planned.made_here(stack):
                for made in stack.made(name):
                    found[stack.address(made.local)] = place(stack, made)
        return found

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What nobody can judge of it."""
        return [doubt for stack in planned.stacks(self.stack) for doubt in _doubts(stack)]


@dataclass
class Read:
    """All variants of one template. ``beyond`` says what was not tried."""

    path: Path
    variants: list[Variant] = field(default_factory=list)
    beyond: str = ""


def place(stack: Stack, made: Made) -> Place:
    """Where a resource stands."""
    every = stack.template.section("Resources")
    said = every.get(made.name) or {}
    found: dict[str, int] = {}
    for path, line in source.lines(said.get("Properties") or {}):
        found.setdefault(".".join(path), line)
    logical = f"{stack.given.module.replace('module.', '')}.{made.name}" if stack.given.module else made.name
    line = source.line_of(every, made.name)
    type = str(said.get("Type", ""))
    return Place(str(stack.template.path), logical, line, found, made.properties, made.below, type, made.type)


def read(path: Path, given: Mapping[str, Any] | None = None, name: str = "", given_in: str = "") -> Read:
    """Every variant of the template in a file. ``given`` are the parameters as they will be at launch."""
    template = source.read(path)
    pseudo = {key: value for key, value in (given or {}).items() if key.startswith("AWS::")}
    plain = {key: value for key, value in (given or {}).items() if key not in pseudo}
    parameters.check_pseudo(given_in, pseudo)
    parameters.check(given_in, template.section("Parameters"), plain)
    what = Given(plain, pseudo, given is not None, "", str(pseudo.get("AWS::StackName", "")))
    found, waiting = Read(path), [dict[Key, Option]()]
    left_out: list[str] = []
    while waiting:
        taken = waiting.pop(0)
        try:
            found.variants.append(_evaluated(template, what, Choices(taken), name or str(path)))
        except Ask as ask:
            room = MOST - len(found.variants) - len(waiting)
            if len(ask.options) <= room:
                waiting += [{**taken, ask.key: option} for option in ask.options]
            elif ask.of_condition:
                left_out.append(" / ".join(ask.key[1:]))
                waiting.insert(0, {**taken, ask.key: ask.options[0]})
            else:
                waiting.insert(0, {**taken, ask.key: Option(OTHER, "")})
    if left_out:
        asked = ", ".join(dict.fromkeys(left_out))
        found.beyond = f"more than {MOST} combinations; of {asked}, not every one was tried"
    return found


def _evaluated(template: source.Template, given: Given, choices: Choices, name: str) -> Variant:
    stack = Stack(template, given, choices)
    for each in planned.stacks(stack):  # conditions first: what hangs on them matters most
        planned.made_here(each)
    return Variant(Plan(planned.plan(stack), name), choices.told, stack)


def _doubts(stack: Stack) -> Iterator[Doubt]:
    file, every = str(stack.template.path), stack.template.section("Resources")
    for macro in stack.template.macros:
        line = source.line_of(stack.template.body, "Transform")
        why = f"{macro} makes something of the template that is not written in it"
        yield Doubt(stack.address("Transform"), Place(file, "Transform", line, {}, {}), "", why)
    for name in every:
        if str(name).startswith("Fn::"):
            where = Place(file, str(name), source.line_of(every, name), {}, {})
            yield Doubt(stack.address(str(name)), where, "", "makes resources that are not read here")
    for name, property, why in dict.fromkeys(stack.doubts):
        yield Doubt(stack.address(name), place(stack, Made("", name, None, {}, {})), property, why)
