"""Tables, cells and generated sections of Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells ``cell`` and ``code`` have made; one word where it has no rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(head), _row(["---"] * len(head)), *lines]) if lines else "None."


def _row(cells: Sequence[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"


def cell(text: str) -> str:
    """Markdown as one cell: newlines become spaces, what would end the cell or open a tag is escaped."""
    words = " ".join(text.split()).replace("|", r"\|")
    parts = re.split(r"(`[^`]*`)", words)
    return "".join(part if part.startswith("`") else part.replace("<", "&lt;") for part in parts)


def code(text: str) -> str:
    """Text as it is, in a code span that no backtick in it ends."""
    words = " ".join(text.split()).replace("|", r"\|")
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def words(name: str) -> str:
    """``wildcard_bucket`` as ``wildcard bucket``."""
    return name.replace("_", " ")


def first_sentence(text: str) -> str:
    """Up to the first full stop that a new sentence follows."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z0-9/`])", " ".join(text.split()), maxsplit=1)[0]


def section(text: str, name: str) -> str | None:
    """What stands between a section's markers; None where they are missing, or not one pair in order."""
    found = _section(name).findall(text)
    return found[0].strip("\n") if len(found) == 1 else None


def with_section(text: str, name: str, content: str) -> str:
    """The text with this between the section's markers; unchanged where they are missing."""
    begin, end = _markers(name)
    if section(text, name) is None:
        return text
    return _section(name).sub(lambda _: f"{begin}\n{content}\n{end}", text)


def line_of_section(text: str, name: str) -> int:
    """The line of a section's first marker; 1 where it is missing."""
    at = text.find(_markers(name)[0])
    return text.count("\n", 0, max(at, 0)) + 1


def prose(text: str) -> str:
    """The text with generated sections blanked line by line, so that lines keep their numbers."""
    blank = re.compile(r"<!-- BEGIN (\w+) -->\n.*?<!-- END \1 -->", re.DOTALL)
    return blank.sub(lambda found: "\n" * found[0].count("\n"), text)


def _markers(name: str) -> tuple[str, str]:
    return f"<!-- BEGIN {name} -->", f"<!-- END {name} -->"


def _section(name: str) -> re.Pattern[str]:
    begin, end = _markers(name)
    return re.compile(rf"{begin}\n((?:(?!<!-- BEGIN ).)*?){end}", re.DOTALL)
