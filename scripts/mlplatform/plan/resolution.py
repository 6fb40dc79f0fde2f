"""What an unknown value will come from: the resources of the same plan that its expression leads to.

A value that is known only after apply still has an expression, and the plan's configuration says what it
refers to. Followed through variables, module outputs and ``for_each``, it ends at resources of the plan, or
at something of which the plan does not tell: a local (Terraform leaves locals out of a plan's JSON), a
variable of the root, a resource that is not planned. Then the answer is a reason, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mlplatform.plan.reader import Plan, Resource, module_steps
from mlplatform.plan.references import expression_at, most_exact, words_of

Json = Any
_CONSTANT = ("count", "each", "path", "self", "terraform")


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: ``resources`` are all that it may lead to. With a reason in ``undecided``
    there may be more, of which the plan does not tell."""

    resources: tuple[Resource, ...] = ()
    undecided: tuple[str, ...] = ()
    read: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """Which attributes of a resource, by its address, the expression reads; "" for the whole of it."""
    by_key: bool = False
    """Whether one instance was told from the others by the key that is asked for: the entry ``data`` of
    ``{for k, v in aws_kms_key.this : k => v.arn}`` is taken for ``aws_kms_key.this["data"]``. A plan does not
    hold the ``for``: a module that hands its resources out under other names would be misread."""

    @property
    def decided(self) -> bool:
        """Whether the plan tells the whole of it."""
        return bool(self.resources) and not self.undecided

    def only(self, *types: str) -> bool:
        """Whether it comes from resources of these types and from nothing else."""
        return self.decided and all(resource.type in types for resource in self.resources)


@dataclass(frozen=True)
class _Place:
    """A module instance: its address, and the configuration of its call and of what is in it."""

    module: str
    configuration: Mapping[str, Json]
    call: Mapping[str, Json]
    parent: _Place | None

    @cached_property
    def _blocks(self) -> dict[tuple[str, str, str], Mapping[str, Json]]:
        found = self.configuration.get("resources", [])
        return {(c["mode"], c["type"], c["name"]): c for c in found}

    def block(self, resource: Resource) -> Mapping[str, Json] | None:
        """The block in which a resource of this place is written."""
        return self._blocks.get((resource.mode, resource.type, resource.name))


@dataclass
class _Walk:
    """One question's walk: what it found, and where it has been, for references may go in circles."""

    resources: dict[str, Resource] = field(default_factory=dict)
    undecided: dict[str, None] = field(default_factory=dict)
    read: dict[str, set[str]] = field(default_factory=dict)
    been: set[tuple[str, str, str | int | None]] = field(default_factory=set)
    by_key: bool = False


def origin(plan: Plan, resource: Resource, path: str) -> Origin:
    """What ``resource``'s attribute leads to; ``path`` is as in ``rule.0.kms_key_id``."""
    return Resolver(plan).origin(resource, path)


class Resolver:
    """Answers for one plan; keeps what it has looked up."""

    def __init__(self, plan: Plan) -> None:
        self._by_name: dict[tuple[str, str, str, str], list[Resource]] = {}
        for resource in plan.everything:
            name = (resource.module, resource.mode, resource.type, resource.name)
            self._by_name.setdefault(name, []).append(resource)
        modules = {module for module, *_ in self._by_name}
        self._modules = {step.address for module in modules for step in module_steps(module)}
        self._root = _Place("", plan.raw.get("configuration", {}).get("root_module", {}), {}, None)
        self._places = {"": self._root}
        self._answers: dict[tuple[str, str], Origin] = {}

    def origin(self, resource: Resource, path: str) -> Origin:
        """As ``origin`` above."""
        asked = (resource.address, path)
        if asked not in self._answers:
            self._answers[asked] = self._found(resource, path)
        return self._answers[asked]

    def configuration(self, resource: Resource) -> Mapping[str, Json] | None:
        """The block that a resource is written in."""
        return self._place(resource.module).block(resource)

    def output(self, name: str) -> Origin:
        """What an output of the root leads to."""
        walk, output = _Walk(), self._root.configuration.get("outputs", {}).get(name, {})
        self._expression(walk, self._root, output.get("expression", {}), {}, None)
        return Origin(tuple(walk.resources.values()), tuple(walk.undecided))

    def _found(self, resource: Resource, path: str) -> Origin:
        walk, place = _Walk(), self._place(resource.module)
        configured = place.block(resource)
        expression = expression_at(configured.get("expressions", {}), path.split(".")) if configured else None
        if not expression or not expression.get("references"):
            return Origin(undecided=(f"the configuration of {resource.address} has no reference at {path}",))
        self._expression(walk, place, expression, configured or {}, resource.index)
        read = {address: frozenset(attributes) for address, attributes in walk.read.items()}
        return Origin(tuple(walk.resources.values()), tuple(walk.undecided), read, walk.by_key)

    def _place(self, module: str) -> _Place:
        place = self._root
        for step in () if module in self._places else module_steps(module):
            if step.address not in self._places:
                call = place.configuration.get("module_calls", {}).get(step.call, {})
                self._places[step.address] = _Place(step.address, call.get("module", {}), call, place)
            place = self._places[step.address]
        return self._places.get(module, place)

    def _expression(
        self,
        walk: _Walk,
        place: _Place,
        expression: Mapping[str, Json],
        block: Mapping[str, Json],
        index: str | int | None,
        key: str | int | None = None,
    ) -> None:
        """An expression written in a block of this place that is repeated for ``index``, of whose value the
        entry ``key`` is asked for. Only one that names the key it is repeated for can mean the resource of
        that key; any other may mean all of them."""
        references = expression.get("references", [])
        same = index if {"each.key", "count.index"} & set(references) else key
        for reference in most_exact(references):
            entry = index if reference.startswith("each.value") else same  # of what it is repeated for
            self._follow(walk, place, reference, block, entry)

    def _follow(
        self, walk: _Walk, place: _Place, reference: str, block: Mapping[str, Json], same: str | int | None
    ) -> None:
        if (place.module, reference, same) in walk.been:
            return
        walk.been.add((place.module, reference, same))
        kind, _, rest = reference.partition(".")
        if reference.startswith("each.value"):
            self._expression(walk, place, block.get("for_each_expression", {}), {}, None, same)
        elif kind == "var":
            self._variable(walk, place, words_of(rest)[0], _asked(words_of(rest)[1:], same))
        elif kind == "module":
            self._output(walk, place, reference, same)
        elif kind == "local":
            walk.undecided[f"{_named(place, reference)} is a local, which a plan does not hold"] = None
        elif kind not in _CONSTANT:
            self._resource(walk, place, reference, same)

    def _variable(self, walk: _Walk, place: _Place, name: str, key: str | int | None) -> None:
        if place.parent is None:
            walk.undecided[f"var.{name} of the root is given from outside"] = None
            return
        given = place.call.get("expressions", {}).get(name)
        if given is None:
            return  # its default, which is a constant
        index = module_steps(place.module)[-1].key
        self._expression(walk, place.parent, given, place.call, index, key)

    def _output(self, walk: _Walk, place: _Place, reference: str, same: str | int | None) -> None:
        words = words_of(reference)
        name = words[1]
        call = place.configuration.get("module_calls", {}).get(name)
        if call is None:
            walk.undecided[f"{_named(place, reference)} is not in the configuration"] = None
            return
        outputs = call.get("module", {}).get("outputs", {})
        at = next((n for n, word in enumerate(words[2:4], 2) if word in outputs), None)
        chosen = list(outputs) if at is None else [words[at]]
        key = _asked(words[at + 1 :] if at else [], same)
        start = f"{place.module}." if place.module else ""
        whole = f"{start}module.{name}"
        inside = sorted(m for m in self._modules if m == whole or m.startswith(f"{whole}["))
        for module in inside or [whole]:
            child = _Place(module, call.get("module", {}), call, place)
            for output in chosen:
                self._expression(walk, child, outputs.get(output, {}).get("expression", {}), {}, None, key)

    def _resource(self, walk: _Walk, place: _Place, reference: str, same: str | int | None) -> None:
        parts = reference.split(".")
        mode, parts = ("data", parts[1:]) if parts[0] == "data" else ("managed", parts)
        if len(parts) < 2:
            return
        name, _, key = parts[1].partition("[")
        found = self._by_name.get((place.module, mode, parts[0], name), [])
        wanted = key.rstrip("]").strip('"') if key else None
        if wanted is not None:
            found = [r for r in found if str(r.index) == wanted]
        elif same is not None and any(r.index == same for r in found):
            walk.by_key = walk.by_key or len(found) > 1
            found = [r for r in found if r.index == same]
        if not found:
            walk.undecided[f"{_named(place, reference)} is not in the plan"] = None
        walk.resources |= {r.address: r for r in found}
        attribute = parts[2].split("[")[0] if len(parts) > 2 else ""
        for resource in found:
            walk.read.setdefault(resource.address, set()).add(attribute)


def _named(place: _Place, reference: str) -> str:
    return f"{place.module}.{reference}" if place.module else reference


def _asked(words: list[str], same: str | int | None) -> str | int | None:
    """The entry of a value that is asked for: the next step of the reference, else the key of the block."""
    return words[0] if words else same
