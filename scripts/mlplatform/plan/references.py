"""References as a plan's configuration writes them, and where its expressions stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Any


def expression_at(expressions: Json, path: list[str]) -> Mapping[str, Json] | None:
    """The expression at a path; what stands above it where the path goes into one expression."""
    here = expressions
    for step in path:
        if isinstance(here, list):
            if not here:
                return None
            here = here[int(step)] if step.isdigit() and int(step) < len(here) else here[0]
            if step.isdigit():
                continue
        if isinstance(here, Mapping) and "references" in here and step not in here:
            return here
        if not isinstance(here, Mapping) or step not in here:
            return None
        here = here[step]
    return here if isinstance(here, Mapping) else None


def most_exact(references: list[str]) -> Iterator[str]:
    """Terraform lists ``a.b.c`` and then ``a.b`` for one expression: the longest of each says it all."""
    for reference in references:
        longer = (f"{reference}.", f"{reference}[")
        if not any(other.startswith(longer) for other in references):
            yield reference


_WORD = re.compile(r'\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.\[\]]+)')


def words_of(reference: str) -> list[str]:
    """``var.keys["a.b"].arn`` as ``var``, ``keys``, ``a.b``, ``arn``."""
    return [next(filter(None, found), "") for found in _WORD.findall(reference)] or [reference]
