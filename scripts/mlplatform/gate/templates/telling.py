"""Results about templates in the words of templates: file, line, logical id and property."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mlplatform.gate.judge import Result
from mlplatform.gate.report import Location
from mlplatform.plan.template import mapping, translating
from mlplatform.plan.template.mapping import Part
from mlplatform.plan.template.worlds import Place

_WORDS = (
    (
        re.compile(r"var\.(Fn::[A-Za-z]+ [^ ;,]+) of the root is given from outside"),
        r"\1 is known only at launch",
    ),
    (
        re.compile(r"var\.(resolve:[a-z-]+) of the root is given from outside"),
        r"{{\1}} is known only at launch",
    ),
    (re.compile(r"var\.([^ ;,]+) of the root is given from outside"), r"parameter \1 is given at launch"),
    (re.compile(r"known only after apply"), "known only at launch"),
)
_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.(?:[0-9]+|[a-z][a-z0-9_]*))*")
_MOST = 6


def told(result: Result, place: Place) -> Result:
    """A result whose reason speaks of templates, and whose evidence begins with the lines it is about."""
    reason = result.reason
    for pattern, words in _WORDS:
        reason = pattern.sub(words, reason)
    lines = tuple(line(place, property) for property in properties(place, reason))
    return replace(result, reason=reason, path=(*(lines or (line(place, place.below),)), *result.path))


def line(place: Place, property: str) -> str:
    """``template.yaml:12: Domain.KmsKeyId``."""
    where, exact = _line(place, property)
    named = ".".join(each for each in (place.logical_id, property) if each)
    missing = " (not set)" if property and not exact else ""
    return f"{place.file}:{where}: {named}{missing}"


def location(place: Place, result: Result) -> Location:
    """The place of the first property that a result is about."""
    found = next(iter(properties(place, result.reason)), place.below)
    return Location(place.file, _line(place, found)[0] or 1)


def _line(place: Place, property: str) -> tuple[int, bool]:
    """The line of a property, else of what is around it; and whether it is there itself."""
    steps = property.split(".") if property else []
    for length in range(len(steps), 0, -1):
        found = place.lines.get(".".join(steps[:length]))
        if found:
            return found, length == len(steps)
    return place.line, not property


def properties(place: Place, reason: str) -> list[str]:
    """The properties that a reason speaks of, by the names of their attributes."""
    found: dict[str, None] = {}
    for words in _PATH.finditer(reason):
        begins = words.start() == 0 or reason[words.start() - 2 : words.start()] in ("; ", ": ")
        if "_" in words[0] or "." in words[0] or begins:
            property = _property(place, words[0])
            if property:
                found[property] = None
    return list(found)[:_MOST]


def _property(place: Place, attribute: str) -> str:
    """The property that an attribute is, set or not."""
    if attribute in place.properties:
        return place.properties[attribute]
    kind = mapping.kinds().get(place.type)
    schema = translating.schema(place.type) if kind else None
    if kind is None or schema is None:
        return ""
    steps = [step for step in attribute.split(".") if not step.isdigit()]
    for part in kind.every:
        if part.makes == place.makes:
            below = part.of.split(".") if part.of else []
            node: Any = schema
            for step in below:
                node = _inner(schema, node).get(step, {})
            found = next(_search(schema, node, part, place.type, "", steps), "")
            if found:
                return ".".join([place.below or part.of, found] if part.of else [found])
    return ""


def _search(
    whole: Mapping[str, Any], node: Any, part: Part, type: str, path: str, steps: list[str]
) -> Iterator[str]:
    """The path of the property whose attribute is at these steps."""
    for name, inner in _inner(whole, node).items():
        here = f"{path}.{name}" if path else name
        own = [step for step in mapping.attribute(part, type, here).split(".") if step and not step.isdigit()]
        if own and own == steps:
            yield here
        elif own == steps[: len(own)] and here.count(".") < 8:
            yield from _search(whole, inner, part, type, here, steps[len(own) :])


def _inner(whole: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    found = translating.resolved(whole, node)
    while found.get("type") == "array":
        found = translating.resolved(whole, found.get("items", {}))
    inner: Mapping[str, Any] = found.get("properties") or {}
    return inner
