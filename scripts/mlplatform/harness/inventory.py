"""Inventories: what matters of a plan, written down; everything else may change without a word.

Maps are matched as a part of what is planned, lists by length and element by element. ``!absent`` says that
an attribute must not be set, ``!unknown`` that it is known only after apply. A ``*`` in an address stands for
any key: every resource that matches must be so, and one at least must be there. Where a policy is expected as
a map, the planned JSON is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mlplatform.errors import BadInput
from mlplatform.harness.sources import Sources
from mlplatform.plan.reader import UNKNOWN, Plan, Resource

LONGEST = 60  # lines; a longer one hides what matters
_EMPTY: tuple[Any, ...] = (None, [], {}, "")


@dataclass(frozen=True)
class Mark:
    """``!absent`` or ``!unknown``."""

    name: str

    def __str__(self) -> str:
        return f"!{self.name}"


ABSENT, NOT_YET = Mark("absent"), Mark("unknown")


class _Loader(yaml.SafeLoader):
    """YAML with our two marks."""


class _Dumper(yaml.SafeDumper):
    """The same, written."""


_Loader.add_constructor("!absent", lambda _loader, _node: ABSENT)
_Loader.add_constructor("!unknown", lambda _loader, _node: NOT_YET)
_Dumper.add_representer(Mark, lambda dumper, mark: dumper.represent_scalar(str(mark), ""))


@dataclass(frozen=True)
class Mismatch:
    """One thing that is not as it is written."""

    address: str
    attribute: str
    expected: Any
    found: Any
    where: str  # the file and line of the module that say otherwise

    def __str__(self) -> str:
        return (
            f"{self.address}\n"
            f"  attribute: {self.attribute or '(the resource)'}\n"
            f"  expected:  {_shown(self.expected)}\n"
            f"  found:     {_shown(self.found)}\n"
            f"  at:        {self.where}"
        )


@dataclass(frozen=True)
class Inventory:
    """``tests/modules/<module>/inventory/<name>.yaml``."""

    counts: dict[str, int]
    outputs: dict[str, Any]
    values: dict[str, dict[str, Any]]

    def __bool__(self) -> bool:
        return bool(self.counts or self.outputs or self.values)


def load(path: Path) -> Inventory:
    """Read an inventory; ``BadInput`` where it is none, is empty, or is longer than a reader takes in."""
    try:
        text = path.read_text()
        written = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with two tags more
    except (OSError, yaml.YAMLError) as error:
        raise BadInput(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(written, dict) or set(written) - {"counts", "outputs", "values"}:
        raise BadInput(f"{path}: write counts, outputs and values, and nothing else")
    inventory = Inventory(*(written.get(part) or {} for part in ("counts", "outputs", "values")))
    if not inventory:
        raise BadInput(f"{path}: says nothing; write counts, outputs or values")
    if len(text.splitlines()) > LONGEST:
        raise BadInput(f"{path}: has {len(text.splitlines())} lines; keep what matters in {LONGEST}")
    return inventory


def mismatches(inventory: Inventory, plan: Plan, sources: Sources) -> list[Mismatch]:
    """All that the plan and the inventory do not agree on."""
    found = []
    for kind, expected in inventory.counts.items():
        planned = len(plan.resources(kind))
        if planned != expected:
            found.append(
                Mismatch(kind, "number of resources", expected, planned, sources.of_type(plan, kind))
            )
    for name, value in inventory.outputs.items():
        for attribute, wanted, got in _differences(value, plan.outputs.get(name), ""):
            found.append(Mismatch(f"output.{name}", attribute, wanted, got, sources.of_output(plan, name)))
    for pattern, values in inventory.values.items():
        resources = matching(plan, pattern)
        if not resources:
            found.append(Mismatch(pattern, "", "a resource", "none", sources.of_pattern(plan, pattern)))
        for resource in resources:
            for attribute, wanted, got in _differences(values, resource.values, ""):
                where = sources.of(plan, resource, attribute)
                found.append(Mismatch(resource.address, attribute, wanted, got, where))
    return found


def matching(plan: Plan, pattern: str) -> list[Resource]:
    """The managed resources whose address is, or matches, a pattern."""
    shape = re.compile(re.escape(pattern).replace(r"\*", ".*"))
    return [resource for resource in plan.resources() if shape.fullmatch(resource.address)]


def _differences(expected: Any, found: Any, at: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(expected, Mark):
        holds = found in _EMPTY if expected == ABSENT else found == UNKNOWN
        if not holds:
            yield at, expected, found
    elif isinstance(expected, dict):
        inside = _json(found)
        if not isinstance(inside, dict):
            yield at, expected, found
            return
        for key, value in expected.items():
            yield from _differences(value, inside.get(key), f"{at}.{key}" if at else key)
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            yield at, expected, found
            return
        for number, (value, item) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(value, item, f"{at}[{number}]")
    elif expected != found or isinstance(expected, bool) != isinstance(found, bool):
        yield at, expected, found


def _json(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def dump(inventory: Inventory) -> str:
    """An inventory as YAML."""
    parts = {"counts": inventory.counts, "outputs": inventory.outputs, "values": inventory.values}
    written = {name: part for name, part in parts.items() if part}
    return yaml.dump(written, Dumper=_Dumper, sort_keys=False, width=110)


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, Mark) else json.dumps(value, default=str)
