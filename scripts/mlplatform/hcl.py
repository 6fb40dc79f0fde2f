"""Terraform files as blocks and attributes with text and line: the one place that knows python-hcl2."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import os
import pickle
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.paths import work_folder


@dataclass(frozen=True)
class Attribute:
    """``name = text``: the expression as it is written, and the line it begins on (from 1)."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class Block:
    """A block such as ``resource "aws_vpc" "this"``: labels, what is in it, its text and where it stands."""

    kind: str
    labels: tuple[str, ...]
    attributes: dict[str, Attribute] = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    path: Path
    line: int
    text: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}:{self.line}: {' '.join((self.kind, *self.labels))}"

    def get(self, name: str, default: str = "") -> str:
        """The text of an attribute's expression; ``default`` where it is not set."""
        return self.attributes[name].text if name in self.attributes else default

    def inner(self, *kinds: str) -> list[Block]:
        """The nested blocks of these kinds, in order."""
        return [block for block in self.blocks if block.kind in kinds]


def blocks(folder: Path, kind: str | None = None) -> list[Block]:
    """The blocks of a folder's ``.tf`` files, in order of file and line; of one kind where it is given."""
    found = (block for path in sorted(folder.glob("*.tf")) for block in read(path))
    return [block for block in found if kind is None or block.kind == kind]


def read(path: Path) -> tuple[Block, ...]:
    """The blocks of one file; ``BadInput`` with file and line where it is not HCL."""
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@functools.cache
def _read(path: Path, _changed: int, _size: int) -> tuple[Block, ...]:
    return parse(path.read_text(), path)


def parse(text: str, path: Path) -> tuple[Block, ...]:
    """The blocks of a text that stands, or would stand, at ``path``. Parsed once, and kept for other
    processes: all modules take a second, and every test run and every worker reads them all."""
    name = hashlib.sha256("\0".join([_version(), str(path), text]).encode()).hexdigest()
    kept = work_folder() / "hcl" / name
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        found: tuple[Block, ...] = pickle.loads(kept.read_bytes())  # noqa: S301 - we wrote it, in our own folder
        return found
    found = _parsed(text, path)
    kept.parent.mkdir(exist_ok=True)
    scratch = kept.with_suffix(f".{os.getpid()}")
    scratch.write_bytes(pickle.dumps(found))
    scratch.replace(kept)
    return found


@functools.cache
def _version() -> str:
    return importlib.metadata.version("python-hcl2") + hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _parsed(text: str, path: Path) -> tuple[Block, ...]:
    try:
        import hcl2  # a fifth of a second, which most runs do without

        tree = hcl2.parses_to_tree(text)
    except Exception as error:  # lark raises a dozen kinds, and all of them say where
        line = getattr(error, "line", None)
        where = f":{line}" if line else ""
        raise BadInput(f"{path}{where}: is not HCL: {str(error).splitlines()[0]}") from error
    (body,) = (child for child in tree.children if _kind(child) == "body")
    return tuple(_inside(body, text, path)[1])


def string(expression: str) -> str:
    """A quoted string or heredoc as the text it stands for; interpolations stay as they are written."""
    heredoc = re.fullmatch(r"<<-?(\w+)\n(.*?)\n?\s*\1\s*", expression, re.DOTALL)
    if heredoc:
        return "\n".join(line.strip() for line in heredoc[2].splitlines())
    if expression.startswith('"') and "${" not in expression:
        return str(json.loads(expression))
    return expression.removeprefix('"').removesuffix('"')


def references(expression: str, kind: str) -> set[str]:
    """The names that an expression takes from ``var``, ``local`` or another namespace."""
    return set(re.findall(rf"(?<![\w.]){kind}\.(\w+)", expression))


def _inside(body: Any, text: str, path: Path) -> tuple[dict[str, Attribute], list[Block]]:
    attributes: dict[str, Attribute] = {}
    found: list[Block] = []
    for child in body.children:
        if _kind(child) == "attribute":
            name, value = _name(child.children[0]), child.children[-1]
            source = text[value.meta.start_pos : value.meta.end_pos].strip()
            attributes[name] = Attribute(name, source, child.meta.line)
        elif _kind(child) == "block":
            found.append(_block(child, text, path))
    return attributes, found


def _block(node: Any, text: str, path: Path) -> Block:
    labels = tuple(_labels(node))
    (body,) = (child for child in node.children if _kind(child) == "body")
    attributes, nested = _inside(body, text, path)
    source = text[node.meta.start_pos : node.meta.end_pos]
    return Block(labels[0], labels[1:], attributes, tuple(nested), path, node.meta.line, source)


def _labels(node: Any) -> Iterator[str]:
    for child in node.children:
        if _kind(child) in ("identifier", "string"):
            yield _name(child)


def _name(node: Any) -> str:
    leaf = node
    while getattr(leaf, "children", None):
        leaf = next((c for c in leaf.children if _kind(c) == "string_part"), leaf.children[0])
    return str(leaf)


def _kind(node: Any) -> str:
    return str(getattr(node, "data", ""))
