"""Names and values come from plans of others: what cannot be seen in them is shown as an escape."""

from __future__ import annotations


def visible(text: str) -> str:
    """``text`` in which control characters, marks that turn the direction of writing, line ends and the like
    stand as ``\\n`` or ``\\u202e``. What a reader sees is then all that there is."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shortened(text: str, most: int) -> str:
    """``text``, or its beginning and a sign that it goes on."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def number(count: int, one: str, many: str = "") -> str:
    """``1 finding``, ``1,204 findings``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
