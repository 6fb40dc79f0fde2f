"""How a reader is told of combinations: by what those that are meant have in common."""

from __future__ import annotations

from collections.abc import Sequence

Told = tuple[str, ...]
"""A combination, as a reader is told of it."""
_MOST = 3


def where(these: Sequence[Told], combinations: Sequence[Told]) -> str:
    """What some combinations have in common, where no other has it; else the first of them one by one."""
    common = [each for each in these[0] if all(each in told for told in these)]
    if common and sum(set(common) <= set(told) for told in combinations) == len(these):
        return " and ".join(common)
    shown = list(dict.fromkeys(" and ".join(told) for told in these if told))
    more = len(shown) - _MOST
    several = f", or in {more} more combinations" if more > 0 else ""
    return ", or where ".join(shown[:_MOST]) + several
