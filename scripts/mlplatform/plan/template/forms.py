"""How the values of properties are written in the gate's language, by the names that ``mappings`` use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from mlplatform.plan.template.leaf import Leaf, is_unknown, made_from, plain, symbols
from mlplatform.plan.template.spelling import snake

_SYMBOL = re.compile(r"<[^<>]+>")
_ON = {"true": True, "enabled": True, "false": False, "disabled": False}


def as_json(value: Any) -> Any:
    """A document as its JSON, unknown leaves as symbols; one that is written as JSON stays."""
    if isinstance(value, Leaf) and value.unknown:
        return _of_text(value)
    if isinstance(value, str):
        return value
    return made_from([value], json.dumps(symbols(value), default=str))


def _of_text(value: Leaf) -> Leaf:
    """A document written as a text of which parts are not known: what stands in quotes around one is a leaf
    that is not known."""
    try:
        found = json.loads(value.shown)
    except ValueError:
        return value
    return made_from([value], json.dumps(_leaves(found))) if isinstance(found, dict) else value


def _leaves(value: Any) -> Any:
    if isinstance(value, str):
        found = _SYMBOL.search(value)
        return found[0] if found else value
    if isinstance(value, dict):
        return {key: _leaves(inner) for key, inner in value.items()}
    return [_leaves(inner) for inner in value] if isinstance(value, list) else value


def as_tags(value: Any) -> Any:
    """``Key`` and ``Value`` pairs as a map."""
    if not isinstance(value, list):
        return value
    return {
        plain(tag["Key"]): tag.get("Value", "") for tag in value if isinstance(tag, Mapping) and "Key" in tag
    }


def _named_values(value: Any) -> Any:
    """``Name`` and ``Value`` pairs as a map."""
    if not isinstance(value, list):
        return value
    return {plain(each.get("Name")): each.get("Value", "") for each in value if isinstance(each, Mapping)}


def _text(value: Any) -> Any:
    return value if isinstance(value, str | Mapping | list) or value is None else plain(value)


def _number(value: Any) -> Any:
    text = plain(value)
    return int(text) if not is_unknown(value) and text.lstrip("-").isdigit() else value


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) or is_unknown(value) else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _canned(value: Any) -> Any:
    """``PublicRead`` as ``public-read``."""
    return value if is_unknown(value) else snake(plain(value)).replace("_", "-")


def _names(value: Any) -> Any:
    """The names of a list of objects."""
    return [each.get("Name") if isinstance(each, Mapping) else each for each in _listed(value)]


def _filter_groups(value: Any) -> Any:
    """Lists of filters as blocks of blocks."""
    groups = value if isinstance(value, list) else []
    return [
        {
            "filter": [
                {snake(str(k)): v for k, v in each.items()} for each in group if isinstance(each, Mapping)
            ]
        }
        for group in groups
        if isinstance(group, list)
    ]


def _scripts(value: Any) -> Any:
    """The content of the one script of a list."""
    items = value if isinstance(value, list) else [value]
    found = [item.get("Content") for item in items if isinstance(item, Mapping)]
    return found[0] if found else None


FORMS: dict[str, Callable[[Any], Any]] = {
    "json": as_json,
    "tags": as_tags,
    "map": lambda value: value,
    "named_values": _named_values,
    "text": _text,
    "number": _number,
    "list": _listed,
    "first": _first,
    "script": _scripts,
    "switch": lambda value: _ON.get(plain(value).lower(), value),
    "names": _names,
    "filter_groups": _filter_groups,
    "canned": _canned,
}
"""``map`` is a map whose keys are not names of properties. What has a form is not renamed within."""
