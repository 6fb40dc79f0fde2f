"""YAML that people write, as models: refused in one line that names file, field, and what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from mlplatform.errors import BadInput

Model = TypeVar("Model", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, model: type[Model], empty: Any = None) -> Model:
    """What a file says; ``empty`` is what one says that says nothing."""
    written = parsed(text(path), path)
    return validated(model, empty if written is None else written, str(path))


def text(path: Path) -> str:
    """The text of a file."""
    try:
        return path.read_text()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is no text: {error.reason} at byte {error.start}; allowed: UTF-8") from error


def parsed(text: str, path: Path) -> Any:
    """What a text of this file says in YAML."""
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the one in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: the 30th of February
        raise BadInput(f"{path}: is not YAML: {' '.join(str(error).split())}") from error


def validated(model: type[Model], written: Any, where: str) -> Model:
    """What was written, as a model."""
    try:
        return model.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{where}: {field or 'the file'}: {first['msg']}, found {first['input']!r}") from error
