"""Text from a plan inside a comment in Markdown: it is read as it stands, and notifies and links nobody.

GitHub and GitLab look for ``@name``, ``#12`` and addresses of pages in the text that comes out, not in what
is written, so an escape alone does not stop them; in code they do not look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mlplatform.gate.reports.texts import shortened, visible

_PLAIN = re.compile(r"[^\w .,:;()/='\"-]|_")
_REFERENCE = re.compile(r"([@#!$~%&])(?=\w)|(:)(?=//)|(\bwww)(?=\.)", re.IGNORECASE)
_APART = "\u200b"


def code(text: str, most: int = 200) -> str:
    """``text`` as code, in which nothing is read as Markdown."""
    shown = shortened(visible(text), most) or " "
    runs = [len(run) for run in re.findall("`+", shown)]
    fence = "`" * (max(runs, default=0) + 1)
    space = " " if shown[0] in " `" or shown[-1] in " `" else ""
    return f"{fence}{space}{shown}{space}{fence}"


def cell(text: str, most: int = 200) -> str:
    """``code`` for a cell of a table, whose edge a bar would be."""
    return code(text, most).replace("|", "\\|")


def prose(text: str, most: int = 600) -> str:
    """``text`` as running words: what could be Markdown or HTML stands as the number of the character."""
    apart = _REFERENCE.sub(lambda found: found.group() + _APART, shortened(visible(text), most))
    return _PLAIN.sub(lambda found: f"&#{ord(found.group())};", apart)


def ours(text: str) -> str:
    """A sentence of the catalogue: what it has between backticks is code, the rest running words."""
    return "".join(
        code(part) if number % 2 else prose(part, 2000) for number, part in enumerate(text.split("`")) if part
    )


@dataclass(frozen=True)
class Block:
    """Lines that stay together, and how many things they tell."""

    text: str
    things: int = 1


@dataclass(frozen=True)
class Section:
    """A part of the comment. ``collapsed`` ones are opened by a click."""

    title: str
    blocks: Sequence[Block]
    collapsed: bool = False

    def written(self, room: int) -> str:
        """As much as fits into ``room`` bytes beside the frame, and a line that says what does not."""
        kept: list[str] = []
        for number, block in enumerate(self.blocks):
            room -= size(block.text) + 1
            if room < 0:
                kept.append(cut(self.blocks[number:], self.blocks))
                break
            kept.append(block.text)
        return self._framed("\n".join(kept))

    @property
    def frame(self) -> int:
        """The bytes of a section of which nothing fits."""
        return size(self._framed(cut(self.blocks, self.blocks)))

    def _framed(self, inside: str) -> str:
        if self.collapsed:
            return f"<details><summary>{self.title}</summary>\n\n{inside}\n\n</details>\n\n"
        return f"### {self.title}\n\n{inside}\n\n"


def cut(left: Sequence[Block], blocks: Sequence[Block]) -> str:
    """The line that says how much is not shown."""
    missing, every = (sum(block.things for block in some) for some in (left, blocks))
    what = f"{missing:,} of {every:,} do" if missing else "What follows does"
    return f"\n_{what} not fit into this comment; the report of the run has them all._"


def fitted(head: str, sections: Sequence[Section], limit: int) -> str:
    """The comment within ``limit`` bytes: the first sections get what they need, the last what is left."""
    room = limit - size(head) - sum(section.frame for section in sections)
    text = head
    for section in sections:
        written = section.written(room)
        room -= max(0, size(written) - section.frame)
        text += written
    return text


def size(text: str) -> int:
    """Its bytes, which are never fewer than what a limit in characters counts."""
    return len(text.encode())
