"""Properties of a resource as attributes of the resources that they come to."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mlplatform.plan.template import forms, mapping
from mlplatform.plan.template.leaf import Leaf, is_unknown, plain
from mlplatform.plan.template.mapping import Part

SCHEMAS_OF = "us-east-1"  # the Region whose schemas hold every type
_ON = {"true": True, "false": False}


@dataclass
class Attributes:
    """The attributes of one resource, and which property each of them was."""

    values: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    unsaid: list[tuple[str, str]] = field(default_factory=list)
    index: str | int | None = None
    below: str = ""
    """The property that all of it stands below."""

    def put(self, path: str, value: Any, property: str) -> None:
        """A value at a path; a block on the way is made where it is not there."""
        here: Any = self.values
        steps = path.split(".")
        for step, after in itertools.pairwise(steps):
            if step.isdigit():
                here = here[int(step)]
                continue
            here = here.setdefault(step, [{}] if after.isdigit() else {})
        here[steps[-1]] = value
        self.properties[path] = property


def translated(type: str, part: Part, properties: Mapping[str, Any]) -> Iterator[Attributes]:
    """What one part comes to, once for each resource of it."""
    taken = {name: properties[name] for name in part.also if name in properties}
    if not part.of:
        if not _wanted(part, properties):
            return
        made = Attributes()
        own = {n: v for n, v in properties.items() if n not in of_parts(type)}
        _block(made, type, part, own, "", "", "")
        yield _finished(made, type, part)
        return
    found = _at(properties, part.of)
    if found in (None, [], {}) or not _wanted(part, found):
        return
    items = found if part.each and isinstance(found, list) else [found]
    for number, item in enumerate(items):
        made = Attributes(below=f"{part.of}.{number}" if part.each else part.of)
        if part.each:
            key = item.get(part.key) if part.key and isinstance(item, Mapping) else None
            made.index = number if key is None or is_unknown(key) else plain(key)
        if part.item or mapping.form(part, "") or not isinstance(item, Mapping):
            made.put(part.item or part.to, _formed(part, "", item), made.below)
        else:
            at = f"{part.to}.0." if part.to else ""
            _block(made, type, part, item, "", at, made.below)
        _block(made, type, part, taken, "", "", "")
        yield _finished(made, type, part)


def _wanted(part: Part, properties: Any) -> bool:
    """Whether what a part is made for is there: a property, or ``Property=value``."""
    if not part.when:
        return True
    for wanted in part.when:
        name, _, value = wanted.partition("=")
        found = _at(properties, name)
        if found not in (None, False, [], {}) and (not value or plain(found) == value):
            return True
    return False


def _finished(made: Attributes, type: str, part: Part) -> Attributes:
    for path, value in part.absent.items():
        if _at(made.values, path) in (None, [], {}):
            made.put(path, value, "")
    if not part.of and _takes_tags(type, part):
        made.values.setdefault("tags", None)
        made.values["tags_all"] = made.values["tags"]
    return made


@functools.cache
def _attributes(type: str, makes: str) -> frozenset[str]:
    """What the properties of the main resource of a type become, set or not."""
    kind, whole = mapping.kinds().get(type), schema(type)
    if kind is None or whole is None or kind.makes != makes:
        return frozenset()
    return frozenset(mapping.attribute(kind, type, str(name)) for name in whole.get("properties", {}))


def _takes_tags(type: str, part: Part) -> bool:
    """Whether a resource takes tags at all: one that has none then is one without them."""
    return "tags" in _attributes(type, part.makes)


@functools.cache
def of_parts(type: str) -> frozenset[str]:
    """Properties that are of parts alone."""
    kind = mapping.kinds().get(type)
    return (
        frozenset(part.of for part in kind.parts if part.of and "." not in part.of) if kind else frozenset()
    )


def _block(
    made: Attributes, type: str, part: Part, given: Mapping[str, Any], path: str, at: str, below: str
) -> None:
    for name, value in given.items():
        here = f"{path}.{name}" if path else str(name)
        stands = f"{below}.{name}" if below else str(name)
        if (dropped := mapping.dropped(part, type, here)) is not None:
            made.unsaid += [(stands, dropped[0])] if dropped[1] else []
            continue
        _property(made, type, part, value, here, at, stands)


def _property(made: Attributes, type: str, part: Part, value: Any, path: str, at: str, stands: str) -> None:
    attribute = mapping.attribute(part, type, path)
    if mapping.form(part, path):
        made.put(f"{at}{attribute}", _formed(part, path, value), stands)
    elif attribute == "":
        if isinstance(value, Mapping):
            _block(made, type, part, value, path, at, stands)
    elif isinstance(value, Mapping):
        made.put(f"{at}{attribute}", [{}], stands)
        _block(made, type, part, value, path, f"{at}{attribute}.0.", stands)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        made.put(f"{at}{attribute}", [{} for _ in value], stands)
        for number, item in enumerate(value):
            if isinstance(item, Mapping):
                inside = f"{at}{attribute}.{number}."
                _block(made, type, part, item, path, inside, f"{stands}.{number}")
    else:
        made.put(f"{at}{attribute}", value, stands)


def _formed(part: Part, path: str, value: Any) -> Any:
    name = mapping.form(part, path)
    return forms.FORMS[name](value) if name else value


def _at(values: Any, path: str) -> Any:
    here = values
    for step in path.split("."):
        if isinstance(here, list) and step.isdigit():
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
    return here


@functools.cache
def schema(type: str) -> Mapping[str, Any] | None:
    """The schema of a type, as cfn-lint keeps it; None where it knows none."""
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

    try:
        found: Mapping[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(SCHEMAS_OF, type).schema
    except ResourceNotFoundError:
        return None
    return found


def typed(type: str, properties: Mapping[str, Any], complete: bool = False) -> dict[str, Any]:
    """Properties with values of the types that the schema says: ``"true"`` is a switch, ``"30"`` a number.
    With ``complete``, what an object may have and has not is null."""
    whole = schema(type)
    made: dict[str, Any] = _typed(whole, whole, properties, complete) if whole else dict(properties)
    return made


def resolved(whole: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    """A node of a schema, past its references."""
    while isinstance(node, Mapping) and "$ref" in node:
        here: Any = whole
        for step in str(node["$ref"]).split("/")[1:]:
            here = here[step]
        node = here
    return node if isinstance(node, Mapping) else {}


def _typed(whole: Mapping[str, Any], node: Any, value: Any, complete: bool) -> Any:
    node = resolved(whole, node)
    if isinstance(value, Mapping):
        inner = node.get("properties") or {}
        made = {name: _typed(whole, inner.get(name, {}), each, complete) for name, each in value.items()}
        told = {name for name, each in inner.items() if resolved(whole, each).get("type") == "string"}
        return {**dict.fromkeys(sorted(told - set(made))), **made} if complete else made
    if isinstance(value, list):
        return [_typed(whole, node.get("items", {}), item, complete) for item in value]
    return _scalar(node.get("type"), value)


def _scalar(kind: Any, value: Any) -> Any:
    if is_unknown(value) or value is None:
        return value
    text = plain(value)
    if kind == "boolean":
        return _ON.get(text.lower(), value)
    if kind in ("integer", "number") and isinstance(value, str):
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            return value
    if kind == "string" and not isinstance(value, str):
        return text
    return value if isinstance(value, Leaf) or not isinstance(value, str) else str(value)
