"""Values that Terraform marks as sensitive never reach a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mlplatform.gate.judge import Result
from mlplatform.plan.reader import Plan

SHORTEST = 6
"""Shorter values are words that stand in every text, and blotting them out would tell more than it hides."""
SHOWN = "(sensitive)"


def redacted(results: Iterable[Result], plans: Iterable[Plan]) -> list[Result]:
    """The results with every sensitive value of the plans blotted out of reasons and evidence."""
    secrets = sorted({value for plan in plans for value in sensitive(plan)}, key=len, reverse=True)
    return [_redacted(result, secrets) for result in results] if secrets else list(results)


def sensitive(plan: Plan) -> Iterator[str]:
    """Every text of a plan that is marked as sensitive."""
    for change in plan.raw.get("resource_changes", []):
        body = change["change"]
        yield from _marked(body.get("after"), body.get("after_sensitive"))


def _redacted(result: Result, secrets: list[str]) -> Result:
    told = "\0".join([result.reason, *result.path])
    if not any(secret in told for secret in secrets):
        return result
    for secret in secrets:
        told = told.replace(secret, SHOWN)
    reason, *path = told.split("\0")
    return replace(result, reason=reason, path=tuple(path))


def _marked(value: Any, mark: Any) -> Iterator[str]:
    if mark is True:
        yield from _texts(value)
    elif isinstance(mark, Mapping) and isinstance(value, Mapping):
        for key, inner in mark.items():
            yield from _marked(value.get(key), inner)
    elif isinstance(mark, list) and isinstance(value, list):
        for item, inner in zip(value, mark, strict=False):
            yield from _marked(item, inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= SHORTEST:
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
