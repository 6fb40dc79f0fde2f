"""What an attribute means: resources of the plans, names outside them, or what the plan does not tell."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_CARRIERS = ("terraform_data", "null_resource")  # they hand on a value of which the plan tells nothing


@dataclass(frozen=True)
class Link:
    """What an attribute may mean. ``why`` says what the plan does not tell: then it may mean more."""

    found: tuple[Subject, ...] = ()
    outside: tuple[str, ...] = ()
    """Ids and data sources that stand for something outside the plans."""
    why: str = ""
    several: bool = False
    """Whether the attribute is a list, which means all that it names."""

    @property
    def unset(self) -> bool:
        """Whether nothing is named."""
        return not (self.found or self.outside or self.why)

    @property
    def sure(self) -> bool:
        """Whether it means all of these: a list, or one thing alone."""
        return not self.why and (self.several or len(self.found) + len(self.outside) <= 1)

    @property
    def doubt(self) -> str:
        """Why it is not sure what is meant, or what that is."""
        if self.why or not self.outside or self.found or len(self.outside) > 1:
            return self.why or f"may mean any of {', '.join([*map(str, self.found), *self.outside])}"
        return f"{self.outside[0]} is not in these plans"

    def only(self) -> Subject | None:
        """The one resource meant, if that is sure."""
        return self.found[0] if self.sure and len(self.found) == 1 and not self.outside else None


def link(subject: Subject, path: str, *types: str) -> Link:
    """What the attribute at ``path`` means, among these types of resource. A type may name the attribute by
    which alone it is meant: ``aws_vpc.default_security_group_id`` stands for a VPC's own group."""
    value = subject.raw(path)
    if value in (None, "", []) or not subject.configured(path):
        return Link()
    return _link(subject, value, [path], types)


def _link(subject: Subject, value: Any, paths: list[str], types: tuple[str, ...]) -> Link:
    """``paths`` are where the configuration may write it."""
    found: dict[tuple[int, str], Subject] = {}
    outside: list[str] = []
    why: dict[str, None] = {}
    values = value if isinstance(value, list) else [value]
    for item in values:
        named = [] if item == UNKNOWN else _named(subject.world, str(item), types)
        found |= {each.key: each for each in named}
        outside += [] if named or item == UNKNOWN else [str(item)]
    if UNKNOWN in values:
        if not paths:
            why[f"{subject} says in a block that the plan does not show where this comes from"] = None
        for path in paths:
            _origins(subject, path, types, found, outside, why)
        if not (found or outside or why):
            why[f"{subject}.{paths[0]} is known only after apply"] = None
    several = isinstance(value, list) or any(_is_list(subject, path) for path in paths)
    return Link(tuple(found.values()), tuple(dict.fromkeys(outside)), "; ".join(why), several)


def _origins(
    subject: Subject,
    path: str,
    types: tuple[str, ...],
    found: dict[tuple[int, str], Subject],
    outside: list[str],
    why: dict[str, None],
) -> None:
    """What an expression leads to. Where it reads a bundle, such as an output of many attributes, what has
    the right type is meant, and what else went into the bundle is not."""
    origin = subject.origin(path)
    wanted = _by_type(types)
    meant_here = bundled = False
    for resource in origin.resources:
        attributes = wanted.get(resource.type)
        read = origin.read.get(resource.address, frozenset())
        named = attributes is not None and (not attributes or "" in read or bool(attributes & read))
        if resource.mode == "data":
            outside += [resource.address] if named else []
        elif named:
            meant = Subject(subject.world, subject.plan, resource)
            found[meant.key] = meant
            meant_here = True
        elif resource.type in _CARRIERS:
            why[f"{subject}.{path} is known only after apply, from {resource.address}"] = None
        else:
            bundled = True
    if not (bundled and meant_here):
        why |= dict.fromkeys(origin.undecided)
    if not (found or outside or why):
        why[f"{subject}.{path} is known only after apply"] = None


@functools.lru_cache(maxsize=256)
def _by_type(types: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Each type with the attributes by which it may be meant; any where there are none."""
    found: dict[str, frozenset[str]] = {}
    for each in types:
        type, _, attribute = each.partition(".")
        found[type] = found.get(type, frozenset()) | ({attribute} if attribute else set())
    return found


def _named(world: World, name: str, types: tuple[str, ...]) -> list[Subject]:
    """The resources that have this id, or this value at the attribute by which they are meant."""
    found = []
    for type, attributes in _by_type(types).items():
        if not attributes:
            found += world.named(name, type)
        for attribute in attributes:
            found += _valued(world, type, attribute).get(name, [])
    return found


def _valued(world: World, type: str, attribute: str) -> dict[str, list[Subject]]:
    at = f"{type} by {attribute}"
    if at not in world.kept:
        values: dict[str, list[Subject]] = defaultdict(list)
        for subject in world.of(type):
            values[str(subject.raw(attribute))].append(subject)
        world.kept[at] = values
    kept: dict[str, list[Subject]] = world.kept[at]
    return kept


_LISTS = (
    "subnet_ids",
    "security_groups",
    "security_group_ids",
    "route_table_ids",
    "subnets",
    "propagating_vgws",
    "prefix_list_ids",
)


def _is_list(subject: Subject, path: str) -> bool:
    return path.rpartition(".")[2] in _LISTS or isinstance(subject.raw(path), list)


@dataclass(frozen=True)
class Block:
    """A block of a set, such as ``route`` or ``ingress``. A plan sorts sets: which of the blocks written in
    the configuration is this one, is told by the values that both know."""

    subject: Subject
    path: str
    value: Mapping[str, Any]
    written: tuple[str, ...]
    """Where in the configuration it may be written."""

    def raw(self, attribute: str) -> Any:
        """A value of the block."""
        return self.value.get(attribute)

    def link(self, attribute: str, *types: str) -> Link:
        """What an attribute of the block means."""
        value = self.value.get(attribute)
        if value in (None, "", []):
            return Link()
        paths = [f"{path}.{attribute}" for path in self.written if self._is_written(path, attribute)]
        return _link(self.subject, value, paths or list(self.written), types)

    def _is_written(self, path: str, attribute: str) -> bool:
        block = _expression(self.subject, path)
        return not isinstance(block, Mapping) or "references" in block or attribute in block


def blocks(subject: Subject, path: str) -> Iterator[Block]:
    """The blocks at ``path``; undecided where they are unknown whole. None where nothing is configured."""
    if not subject.configured(path):
        return
    written = _expression(subject, path)
    for value in subject.items(path):
        if not isinstance(value, Mapping):
            subject.known(path)
            value = {}
        places = (
            [f"{path}.{n}" for n, each in enumerate(written) if _fits(each, value)]
            if isinstance(written, list)
            else [path]
        )
        yield Block(subject, path, value, tuple(places))


def is_written(subject: Subject, path: str) -> bool:
    """Whether the configuration writes blocks at ``path`` itself."""
    return _expression(subject, path) is not None


def _fits(written: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Whether what the configuration writes as constants is what the block has."""
    for attribute, expression in written.items():
        if isinstance(expression, Mapping) and "constant_value" in expression:
            planned = value.get(attribute)
            if planned != UNKNOWN and str(planned) != str(expression["constant_value"]):
                return False
    return True


def _expression(subject: Subject, path: str) -> Any:
    configuration = subject.world.resolvers[id(subject.plan)].configuration(subject.resource)
    here: Any = (configuration or {}).get("expressions", {})
    for step in path.split("."):
        if isinstance(here, list):
            here = here[int(step)] if step.isdigit() and int(step) < len(here) else None
        elif isinstance(here, Mapping):
            here = here.get(step)
    return here
