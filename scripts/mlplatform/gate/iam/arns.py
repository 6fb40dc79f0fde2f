"""The resources that a statement reaches, for an action: patterns against patterns."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

from mlplatform.gate.iam.actions import glob, required_arns, resource_arns
from mlplatform.gate.iam.globs import overlap
from mlplatform.gate.policy import Statement, is_symbol

Resource = tuple[str, ...]
"""What a request names, as patterns: a refusal of any one of them refuses the request."""

_VARIABLE = re.compile(r"\$\{[^}]*\}")


@functools.lru_cache(maxsize=1024)
def of(action: str) -> Resource:
    """The resources that every request for an action names; ``*`` where it names none."""
    return tuple(_here(arn) for arn in required_arns(action)) or ("*",)


def allowed(way: Statement | None, action: str) -> Iterator[Resource]:
    """The resources that a statement allows an action on, every one where there is no statement."""
    if way is None or not way.resources:
        yield of(action)
        return
    known = resource_arns(action) or ("*",)
    for pattern in way.resources:
        pattern = _VARIABLE.sub("*", pattern)
        if is_symbol(pattern) or any(reaches(pattern, arn) for arn in of(action)):
            yield of(action)
        elif any(overlap(pattern, arn) for arn in known):
            yield (pattern,)


def includes(statement: Statement, resource: Resource) -> Literal["yes", "no", "later"]:
    """Whether a statement speaks of all that the patterns of one resource mean."""
    if statement.resources:
        if any(reaches(pattern, arn) for pattern in statement.resources for arn in resource):
            return "yes"
        return "later" if any(map(is_symbol, statement.resources)) else "no"
    left_out = [_VARIABLE.sub("*", pattern) for pattern in statement.not_resources]
    if all(any(overlap(pattern, arn) for pattern in left_out) for arn in resource):
        return "no"
    return "later" if any(map(is_symbol, left_out)) else "yes"


@functools.lru_cache(maxsize=65536)
def reaches(pattern: str, narrower: str) -> bool:
    """Whether a pattern means everything that a narrower one does. Never true where it is not so."""
    if pattern == "*":
        return True
    if "?" in pattern or "${" in pattern:
        return pattern == narrower and "${" not in pattern
    return glob(pattern, narrower)


def _here(arn: str) -> str:
    """In the partition of AWS's common regions, in which a refusal is commonly written out."""
    return arn.replace("arn:*:", "arn:aws:", 1)
