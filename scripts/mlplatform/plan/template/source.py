"""The file of a template, decoded by cfn-lint, which knows the line of everything in it."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput

ENDINGS = (".yaml", ".yml", ".template")
LARGEST = 4  # MiB; CloudFormation itself takes one
MACROS_READ = ("AWS::LanguageExtensions",)
"""Transforms whose functions are read here; what any other makes of a template is not known."""
_SECTIONS = {
    "Parameters": Mapping,
    "Mappings": Mapping,
    "Conditions": Mapping,
    "Resources": Mapping,
    "Outputs": Mapping,
}


@dataclass(frozen=True)
class Template:
    """A template as written."""

    path: Path
    body: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of it; empty where it has none."""
        return self.body.get(name) or {}

    @property
    def macros(self) -> list[str]:
        """Transforms that make something of it that is not written in it."""
        said = self.body.get("Transform") or []
        every = said if isinstance(said, list) else [said]
        names = [each if isinstance(each, str) else str(each.get("Name", each)) for each in every]
        return [name for name in names if name not in MACROS_READ]


def is_template(path: Path) -> bool:
    """Whether a file is a template: by its ending, and a JSON file by what is in it."""
    if path.suffix in ENDINGS:
        return True
    if path.suffix != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(65536)
    if b'"resource_changes"' in head or b'"planned_values"' in head or b'"format_version"' in head:
        return False
    return b'"Resources"' in head or b'"AWSTemplateFormatVersion"' in head


def read(path: Path) -> Template:
    """The template in a file; ``BadInput`` where it is none."""
    return _read(path, _content(path))


@functools.lru_cache(maxsize=256)
def _read(path: Path, content: bytes) -> Template:
    """Once for the same content: a nested template is read in every combination."""
    body = _decoded(path, content.decode())
    if not isinstance(body, Mapping):
        raise BadInput(f"{path}: is {type(body).__name__}; allowed: a CloudFormation template, a mapping")
    for name, kind in _SECTIONS.items():
        if not isinstance(body.get(name) or {}, kind):
            raise BadInput(f"{path}:{line_of(body, name)}: {name}: is no mapping; allowed: name: {{…}}")
    if not body.get("Resources"):
        raise BadInput(f"{path}: Resources: is not there or empty; allowed: a template with resources")
    for name, said in body["Resources"].items():
        _check_resource(path, body, name, said)
    for section in ("Parameters", "Mappings", "Outputs"):
        for name, said in (body.get(section) or {}).items():
            if not isinstance(said, Mapping) and not str(name).startswith("Fn::"):
                where = f"{path}:{line_of(body[section], name)}: {section}.{name}"
                raise BadInput(f"{where}: is {type(said).__name__}; allowed: a mapping")
    return Template(path, body)


def _check_resource(path: Path, body: Mapping[str, Any], name: str, said: Any) -> None:
    where = f"{path}:{line_of(body['Resources'], name)}: Resources.{name}"
    if str(name).startswith("Fn::"):
        return
    if not isinstance(said, Mapping) or not isinstance(said.get("Type"), str):
        raise BadInput(f"{where}: has no Type; allowed: a type such as AWS::S3::Bucket")
    properties = said.get("Properties")
    if properties is not None and not isinstance(properties, Mapping):
        raise BadInput(f"{where}.Properties: is no mapping; allowed: property: value")


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST * 2**20:
            raise BadInput(f"{path}: has {size >> 20} MiB; allowed: {LARGEST}")
        content = path.read_bytes()
        content.decode()
        return content
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is not text in UTF-8: {error.reason} at byte {error.start}") from error


def _decoded(path: Path, text: str) -> Any:
    from cfnlint.decode import decode_str  # takes seconds to load: only where there is a template

    try:
        body, problems = decode_str(text)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise BadInput(f"{path}: cannot be decoded: {' '.join(str(error).split())[:200]}") from error
    if problems:
        first = problems[0]
        raise BadInput(f"{path}:{first.linenumber}: is no template: {' '.join(str(first.message).split())}")
    return body


def line_of(mapping: Mapping[str, Any], name: str) -> int:
    """The line of a key; 0 where it is not known."""
    key = next((key for key in mapping if key == name), None)
    mark = getattr(key, "start_mark", None)
    return int(mark.line) + 1 if mark is not None else 0


def lines(value: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """The path and the line of every property within a value. ``Fn::If`` is no step of a path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if str(key) == "Fn::If" and isinstance(inner, list):
                for branch in inner[1:]:
                    yield from lines(branch, above)
                continue
            path = (*above, str(key))
            yield path, line_of(value, key)
            yield from lines(inner, path)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            mark = getattr(inner, "start_mark", None)
            if mark is not None:
                yield (*above, str(number)), int(mark.line) + 1
            yield from lines(inner, (*above, str(number)))


def as_json(value: Any) -> str:
    """A part of a template as one text, the same for the same part."""
    return json.dumps(value, sort_keys=True, default=str)
