"""Terraform files as blocks; the one place that knows python-hcl2's shapes (quoted keys, marks)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2

from mlplatform.paths import ENVIRONMENTS, MODULES, REPOSITORY


@dataclass(frozen=True)
class Block:
    """A block with its labels, such as ``resource "aws_vpc" "this"``, and where it stands."""

    kind: str
    labels: tuple[str, ...]
    body: dict[str, Any]
    path: Path

    def __str__(self) -> str:
        return f"{self.path.relative_to(REPOSITORY)}: {' '.join((self.kind, *self.labels))}"


_LABELS = {"resource": 2, "data": 2, "variable": 1, "output": 1, "module": 1, "provider": 1}


def folders() -> list[Path]:
    """Every folder that Terraform reads: the modules and the roots."""
    return sorted({path.parent for base in (MODULES, ENVIRONMENTS) for path in base.rglob("*.tf")})


def blocks(folder: Path, kind: str | None = None) -> list[Block]:
    """The blocks of a folder, in order of file and line; of one kind where it is given."""
    return [block for block in _blocks(folder) if kind is None or block.kind == kind]


@functools.cache
def _blocks(folder: Path) -> tuple[Block, ...]:
    return tuple(block for path in sorted(folder.glob("*.tf")) for block in _read(path))


def _read(path: Path) -> Iterator[Block]:
    with path.open() as stream:
        parsed = hcl2.load(stream)
    for kind, entries in parsed.items():
        for entry in entries if isinstance(entries, list) else []:
            labels: list[str] = []
            body = entry
            for _ in range(_LABELS.get(kind, 0)):
                label = next(key for key in body if not key.startswith("__"))
                labels.append(label.strip('"'))
                body = body[label]
            yield Block(kind, tuple(labels), body, path)


def text(value: Any) -> str:
    """A string of HCL without the quotes and the interpolation marks that the parser keeps."""
    plain = str(value)
    if plain.startswith("${") and plain.endswith("}"):
        return plain[2:-1]
    return plain.strip('"')
