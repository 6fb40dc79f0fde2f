"""Control ids in a module's code: in comments, and at the head of the messages of its rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mlplatform import hcl
from mlplatform.catalogue import Catalogue

# Terraform and bash agree: a comment begins with a # that begins a line or stands after a space.
_COMMENT = re.compile(r"(?:^|\s)#(.*)$")
# Any family counts here, so that a message of a family that nobody has named is found too.
_HEAD = re.compile(r"([A-Z][A-Z0-9]{1,3}-[0-9]{2,3}): ")


@dataclass(frozen=True)
class Mention:
    """A control id at a line of code."""

    control: str
    path: Path
    line: int


def files(folder: Path) -> tuple[Path, ...]:
    """The code of a module: Terraform files and scripts, in order of their names."""
    found = [*folder.glob("*.tf"), *folder.rglob("*.sh")]
    return tuple(sorted(found, key=lambda path: (path.parent != folder, path)))


def mentions(paths: Iterable[Path], catalogue: Catalogue) -> tuple[Mention, ...]:
    """Every control id that these files carry."""
    return tuple(mention for path in paths for mention in _in_file(path, catalogue))


def head(message: str) -> str | None:
    """The id that a message begins with."""
    found = _HEAD.match(message)
    return found[1] if found else None


def _in_file(path: Path, catalogue: Catalogue) -> Iterator[Mention]:
    for line, text in enumerate(path.read_text().splitlines(), 1):
        comment = _COMMENT.search(text)
        for control in catalogue.mentioned(comment[1]) if comment else []:
            yield Mention(control, path, line)
    if path.suffix == ".tf":
        yield from (mention for block in hcl.read(path) for mention in _in_messages(block))


def _in_messages(block: hcl.Block) -> Iterator[Mention]:
    message = block.attributes.get("error_message")
    control = head(hcl.string(message.text)) if message else None
    if message and control:
        yield Mention(control, block.path, message.line)
    for inner in block.blocks:
        yield from _in_messages(inner)
