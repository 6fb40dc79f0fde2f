"""Exact reasoning about patterns with ``*`` and ``?``: whether two meet, and whether one lies within others.

A question is one of emptiness: is there a text that fits every pattern of ``inside`` and none of ``outside``?
The search walks all patterns at once, letter by letter; the first text that it finds is a witness.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterable, Iterator

_OTHERS = "xyzwvutsrqponmlkjihgfedcba0123456789~"
_Places = frozenset[int]
_State = tuple[tuple[_Places, ...], tuple[_Places, ...]]


@functools.lru_cache(maxsize=65536)
def witness(inside: tuple[str, ...], outside: tuple[str, ...] = ()) -> str | None:
    """A text that fits all of ``inside`` and none of ``outside``; None where there is none."""
    start: _State = (
        tuple(_closed(pattern, {0}) for pattern in inside),
        tuple(_closed(pattern, {0}) for pattern in outside),
    )
    letters = _letters((*inside, *outside))
    seen, waiting = {start}, deque([(start, "")])
    while waiting:
        (ins, outs), text = waiting.popleft()
        if _ended(inside, ins, all) and not _ended(outside, outs, any):
            return text
        for letter in _next(inside, ins, letters):
            step: _State = (_moved(inside, ins, letter), _moved(outside, outs, letter))
            if all(step[0]) and step not in seen:
                seen.add(step)
                waiting.append((step, text + letter))
    return None


def overlap(one: str, other: str) -> bool:
    """Whether a text fits both patterns."""
    return witness((one, other)) is not None


def arns_overlap(one: str, other: str) -> bool:
    """Whether an ARN fits both patterns. Where both have six parts, no star goes beyond its part."""
    parts, others = one.split(":", 5), other.split(":", 5)
    if len(parts) == len(others) == 6:
        return all(map(overlap, parts, others))
    return overlap(one, other)


def within(inner: str, outer: Iterable[str]) -> bool:
    """Whether all that fits ``inner`` fits one of ``outer``."""
    return witness((inner,), tuple(outer)) is None


def is_exact(pattern: str) -> bool:
    """Whether a pattern is one text: it holds neither ``*`` nor ``?``."""
    return "*" not in pattern and "?" not in pattern


def _letters(patterns: Iterable[str]) -> tuple[str, ...]:
    """The letters that patterns name, and one that stands for every other."""
    named = {letter for pattern in patterns for letter in pattern} - {"*", "?"}
    return (next(letter for letter in _OTHERS if letter not in named), *sorted(named))


def _next(patterns: tuple[str, ...], places: tuple[_Places, ...], letters: tuple[str, ...]) -> Iterator[str]:
    """The letters that every pattern can take next."""
    wanted = [
        None if {"*", "?"} & (found := {pattern[at] for at in here if at < len(pattern)}) else found
        for pattern, here in zip(patterns, places, strict=True)
    ]
    yield from (letter for letter in letters if all(found is None or letter in found for found in wanted))


def _moved(patterns: tuple[str, ...], places: tuple[_Places, ...], letter: str) -> tuple[_Places, ...]:
    return tuple(_step(pattern, here, letter) for pattern, here in zip(patterns, places, strict=True))


@functools.lru_cache(maxsize=65536)
def _step(pattern: str, here: _Places, letter: str) -> _Places:
    moved = set()
    for at in here:
        if at < len(pattern):
            if pattern[at] == "*":
                moved.add(at)
            elif pattern[at] in ("?", letter):
                moved.add(at + 1)
    return _closed(pattern, moved)


def _closed(pattern: str, places: Iterable[int]) -> _Places:
    """Places, and those after a ``*`` that takes nothing."""
    found = set(places)
    for at in sorted(found):
        while at < len(pattern) and pattern[at] == "*":
            at += 1
            found.add(at)
    return frozenset(found)


def _ended(patterns: tuple[str, ...], places: tuple[_Places, ...], how: object) -> bool:
    ends = (len(pattern) in here for pattern, here in zip(patterns, places, strict=True))
    return all(ends) if how is all else any(ends)
