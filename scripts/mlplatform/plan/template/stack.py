"""One stack as it will be made from a template, with one set of answers to what the template leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mlplatform.plan.reader import UNKNOWN
from mlplatform.plan.template import conditions, mapping, nested, parameters, translating
from mlplatform.plan.template.choices import Choices
from mlplatform.plan.template.intrinsics import evaluate
from mlplatform.plan.template.leaf import is_unknown, leaf, outside, plain
from mlplatform.plan.template.mapping import Kind, Part
from mlplatform.plan.template.source import Template
from mlplatform.plan.template.spelling import snake
from mlplatform.plan.template.translating import Attributes

NESTED = "AWS::CloudFormation::Stack"


@dataclass(frozen=True)
class Made:
    """A resource of the gate's language, and the resource of the template that it comes from."""

    type: str
    name: str
    index: str | int | None
    values: Mapping[str, Any]
    properties: Mapping[str, str]
    below: str = ""

    @property
    def local(self) -> str:
        """Its address within its stack."""
        key = self.index if isinstance(self.index, int) else f'"{self.index}"'
        return f"{self.type}.{self.name}" + ("" if self.index is None else f"[{key}]")

    @property
    def block(self) -> str:
        """The name of its block: each has one of its own."""
        return self.name if self.index is None else f"{self.name}/{str(self.index).replace('.', '-')}"


@dataclass(frozen=True)
class Given:
    """What a stack is made with."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    pseudo: Mapping[str, Any] = field(default_factory=dict)
    as_launched: bool = False
    module: str = ""
    name: str = ""


class Stack:
    """A template with its parameters. ``doubts`` are what it says that nobody here can judge."""

    def __init__(self, template: Template, given: Given, choices: Choices) -> None:
        self.template, self.given, self.choices = template, given, choices
        self.children: dict[str, Stack | None] = {}
        self.doubts: list[tuple[str, str, str]] = []  # logical id, property, why
        self._conditions: dict[str, bool] = {}
        self._values: dict[str, Any] = {}
        self._busy: set[str] = set()
        self._made: dict[str, list[Made]] = {}

    @cached_property
    def scope(self) -> str:
        """What comes before the names of its parameters, to tell them from those of other stacks."""
        return f"{self.given.module}." if self.given.module else ""

    def address(self, local: str) -> str:
        """The address of one of its resources."""
        return f"{self.scope}{local}"

    def reference(self, name: str, of_condition: bool = False) -> Any:
        """What ``Ref`` gives."""
        if name.startswith("AWS::"):
            return parameters.pseudo(name, self.given.pseudo, self.given.name, self.choices)
        said = self.template.section("Parameters").get(name)
        if said is not None:
            return parameters.value(
                name,
                said,
                self.given.parameters,
                self.given.as_launched,
                self.scope,
                self.choices,
                of_condition,
            )
        return self._of_resource(name, "Ref")

    def attribute(self, name: str, attribute: str) -> Any:
        """What ``Fn::GetAtt`` gives."""
        if attribute.startswith("Outputs.") and self._type(name) == NESTED:
            child, output = nested.child(self, name), attribute.removeprefix("Outputs.")
            return (
                nested.leaving(child.output(output), name, output)
                if child
                else outside(f"{name}.{attribute}")
            )
        return self._of_resource(name, attribute)

    def condition(self, name: str) -> bool:
        """Whether a condition of this name holds."""
        if name not in self._conditions:
            said = self.template.section("Conditions").get(name)
            self._conditions[name] = said is not None and conditions.holds(said, self)
        return self._conditions[name]

    def mapping(self, name: str) -> Any:
        """A mapping."""
        found = self.template.section("Mappings").get(name)
        return found if isinstance(found, Mapping) else {}

    def is_made(self, name: str) -> bool:
        """Whether a resource is made at all."""
        said = self.template.section("Resources")[name].get("Condition")
        return said is None or self.condition(str(said))

    def output(self, name: str) -> Any:
        """What an output gives."""
        said = self.template.section("Outputs").get(name)
        return evaluate(said.get("Value"), self) if isinstance(said, Mapping) else outside(f"Outputs.{name}")

    def outputs(self) -> dict[str, Any]:
        """Every output that there is."""
        found = {
            name: self.output(name)
            for name, said in self.template.section("Outputs").items()
            if isinstance(said, Mapping)
            and ("Condition" not in said or self.condition(str(said["Condition"])))
        }
        return {str(name): worth for name, worth in found.items()}

    def properties(self, name: str) -> Any:
        """The properties of a resource, evaluated."""
        if name not in self._values:
            said = self.template.section("Resources")[name].get("Properties") or {}
            self._values[name] = evaluate(said, self)
        return self._values[name]

    def made(self, name: str) -> list[Made]:
        """What a resource comes to: the main one first."""
        if name not in self._made:
            self._made[name] = self._translated(name)
        return self._made[name]

    def _translated(self, name: str) -> list[Made]:
        type = self._type(name)
        kind = mapping.kinds().get(type)
        given = self.properties(name)
        if not isinstance(given, Mapping):  # an intrinsic function for all of them
            self.doubts.append((name, "Properties", "are known only at launch, as a whole"))
            given = {}
        if kind is None:
            if type in mapping.nothing():
                return []
            kind = Kind.model_validate({"makes": type, "complete": True})  # asked by names, and a finding
        try:
            given = translating.typed(type, given, kind.complete)
            return [made for part in kind.every if part.makes for made in self._part(name, type, part, given)]
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # Not as CloudFormation writes it, which cfn-lint says: never a traceback, and never a pass.
            why = f"have a shape that cannot be judged ({error.__class__.__name__}: {str(error)[:80]})"
            self.doubts.append((name, "Properties", why))
            return [Made(kind.makes or type, name, None, {}, {})]

    def _part(self, name: str, type: str, part: Part, given: Mapping[str, Any]) -> list[Made]:
        found = []
        for each in translating.translated(type, part, given):
            for attribute, source in part.link.items():
                each.put(attribute, self._of_resource(name, source), "")
            if isinstance(part, Kind):
                self._known(each, part)
            for property, why in each.unsaid:
                self.doubts.append((name, property, why))
            found.append(Made(part.makes, name, each.index, each.values, each.properties, each.below))
        return found

    def _known(self, made: Attributes, kind: Kind) -> None:
        """Attributes that are known from others, as the ARN of a bucket from its name."""
        partition = plain(self.reference("AWS::Partition"))
        for attribute, text in kind.known.items():
            told = {k: plain(v) for k, v in made.values.items() if isinstance(v, str) and not is_unknown(v)}
            try:
                made.values[attribute] = text.format_map({"partition": partition, **told})
            except KeyError:
                continue

    def _type(self, name: str) -> str:
        said = self.template.section("Resources").get(name)
        return str(said["Type"]) if isinstance(said, Mapping) and "Type" in said else ""

    def _of_resource(self, name: str, attribute: str) -> Any:
        """A value that a resource of the stack gives, known where its name is."""
        type = self._type(name)
        if not type or not self.is_made(name):
            return outside(f"{name}.{attribute}")
        kind = mapping.kinds().get(type)
        to = kind.makes if kind and kind.makes else type
        called = _called(kind, attribute)
        address = self.address(f"{to}.{name}")
        known = self._told(name, kind, called)
        return leaf(
            plain(known) if known is not None else UNKNOWN,
            (f"{to}.{name}.{called}", f"{to}.{name}"),
            origins=(address,),
            standing_in=bool(getattr(known, "standing_in", False)),
        )

    def _told(self, name: str, kind: Kind | None, attribute: str) -> Any:
        """What the template itself says of an attribute, of which no more is evaluated than is needed: two
        resources may name one another by other properties."""
        said = self.template.section("Resources")[name].get("Properties") or {}
        if kind is None or not kind.makes or name in self._busy or not isinstance(said, Mapping):
            return None
        type, text = self._type(name), kind.known.get(attribute, "")
        wanted = [
            p for p in said if (to := mapping.attribute(kind, type, p)) == attribute or f"{{{to}}}" in text
        ]
        self._busy.add(name)
        try:
            given = {str(property): evaluate(said[property], self) for property in wanted}
        finally:
            self._busy.discard(name)
        made = next(translating.translated(type, kind, given))
        self._known(made, kind)
        value = made.values.get(attribute)
        return value if isinstance(value, str) and not is_unknown(value) else None


def _called(kind: Kind | None, attribute: str) -> str:
    """The attribute that ``Ref`` or ``Fn::GetAtt`` reads."""
    if kind is None:
        return "id" if attribute == "Ref" else attribute.replace(".", "-")
    return kind.ref if attribute == "Ref" else kind.gives.get(attribute) or snake(attribute.replace(".", "_"))
