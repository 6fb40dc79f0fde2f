"""Names that somebody might take for another: a letter from a popular one, or the same but for its dress."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from pathlib import Path

from packaging.utils import canonicalize_name
from rapidfuzz.distance import OSA

_LOOKS_LIKE = str.maketrans("01i5", "olls")  # digits and letters that read alike
_WORDS = re.compile(r"^(python|py|lib)-|-(python|py|lib|js|dev|tool|tools|util|utils|official)$")
_SHORTEST = 4  # letters; shorter names are all alike


def resembles(name: str, approved: Collection[str]) -> str:
    """The popular name that a name could be taken for; empty for a name that is popular or approved."""
    name = canonicalize_name(name)
    if name in popular() or name in {canonicalize_name(one) for one in approved}:
        return ""
    bare = _bare(name)
    if bare in _dressed() and _dressed()[bare] != name:
        return _dressed()[bare]
    if len(name) < _SHORTEST:
        return ""
    farthest = 1 if len(name) < 8 else 2  # letters; two in a short name make another word
    near = [
        (distance, one)
        for one in _by_length(len(name))
        if (distance := OSA.distance(name, one, score_cutoff=farthest)) <= farthest
    ]
    return min(near)[1] if near else ""


@functools.cache
def popular() -> frozenset[str]:
    """Names that many install, as popular.txt lists them."""
    lines = (Path(__file__).parent / "popular.txt").read_text().splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@functools.cache
def _dressed() -> dict[str, str]:
    return {_bare(name): name for name in sorted(popular(), reverse=True)}


def _bare(name: str) -> str:
    """A name without what does not tell it from another."""
    return _WORDS.sub("", name).replace("-", "").replace("rn", "m").translate(_LOOKS_LIKE) or name


@functools.cache
def _by_length(length: int) -> tuple[str, ...]:
    return tuple(one for one in sorted(popular()) if len(one) >= _SHORTEST and abs(len(one) - length) <= 2)
