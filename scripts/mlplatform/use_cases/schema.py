"""Read a YAML file against its JSON schema; the first thing wrong becomes one clear line."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mlplatform.errors import BadInput
from mlplatform.paths import REPOSITORY


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key given twice is an error, not a silent choice of the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'key "{key}" is given twice', key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read(path: Path, schema_path: Path) -> dict[str, Any]:
    """The file as a dictionary that the schema allows; ``BadInput`` names file, field, found, allowed."""
    where = shown(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{where}: cannot be read: {_one_line(error)}") from error
    return parsed(text, where, schema_path)


def parsed(text: str, where: str, schema_path: Path) -> dict[str, Any]:
    """The same of a text that is not in its file yet."""
    try:
        data = yaml.load(text, _StrictLoader)  # noqa: S506 - a SafeLoader, stricter
    except yaml.YAMLError as error:
        raise BadInput(f"{where}: is not YAML: {_one_line(error)}") from error
    if not isinstance(data, dict):
        raise BadInput(
            f"{where}: holds {_given(data)}; allowed: a mapping of fields, see {shown(schema_path)}"
        )
    errors = sorted(
        Draft202012Validator(json.loads(schema_path.read_text())).iter_errors(data),
        key=lambda error: (len(error.absolute_path), str(error.json_path)),
    )
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise BadInput(f"{where}: {explain(errors[0])}{more}")
    return data


def shown(path: Path) -> str:
    """A path as people know it: from the repository where it lies inside."""
    resolved = path.resolve()
    return str(resolved.relative_to(REPOSITORY)) if resolved.is_relative_to(REPOSITORY) else str(path)


def explain(error: ValidationError) -> str:
    """``field: what was given; what is allowed``."""
    field = error.json_path.removeprefix("$").removeprefix(".") or "the file"
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    described = f" ({schema['description'].rstrip('.')})" if "description" in schema else ""
    rule, allowed = str(error.validator), cast(Any, error.validator_value)
    if rule == "required" and isinstance(error.instance, dict):
        missing = [name for name in allowed if name not in error.instance]
        return f"{field}: {', '.join(missing)} missing; required: {', '.join(allowed)}"
    if rule == "additionalProperties" and isinstance(error.instance, dict):
        known = list(schema.get("properties", {}))
        unknown = [name for name in error.instance if name not in known]
        return f"{field}: {', '.join(map(str, unknown))} unknown; allowed: {', '.join(known)}"
    limits: dict[str, Callable[[], str]] = {
        "enum": lambda: ", ".join(map(str, allowed)),
        "pattern": lambda: f"what matches {allowed}",
        "type": lambda: f"{'an' if str(allowed)[0] in 'aio' else 'a'} {allowed}",
        "minProperties": lambda: f"at least {allowed} entries",
        "minItems": lambda: f"at least {allowed} entries",
        "minimum": lambda: f"{allowed} or more",
        "maxLength": lambda: f"at most {allowed} characters",
        "minLength": lambda: f"at least {allowed} characters",
        "uniqueItems": lambda: "each entry once",
    }
    limit = limits[rule]() if rule in limits else f"{rule} {allowed}"
    quoted = " (a number; put it in quotes)" if rule == "type" and allowed == "string" else ""
    number = isinstance(error.instance, int) and not isinstance(error.instance, bool)
    return f"{field}: is {_given(error.instance)}{quoted if number else ''}; allowed: {limit}{described}"


def _given(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
