"""Whether a request meets the conditions of a statement, as far as the plan tells.

A request fixes some keys and leaves the others open: who calls may choose them. So there are four answers:
``yes`` and ``no``; ``open`` where it depends on a key that the request leaves open, or on an operator whose
result nobody can foretell; ``later`` where it depends on a value that is known only after apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.keys import several as is_multi_valued
from mlplatform.gate.policy import Condition, is_symbol

Verdict = Literal["yes", "no", "open", "later"]
_INDEX = re.compile(r"\[[^\]]*\]")
_NEGATED = {"stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike"}
_KNOWN = _NEGATED | {name.replace("not", "", 1) for name in _NEGATED} | {"bool"}


@dataclass(frozen=True)
class Request:
    """A request as far as it matters: ``keys`` by name in small letters, empty where the request leaves the
    key out. ``what`` says it in words; ``ours`` are the types of resource that
    no foreign value comes from."""

    what: str
    keys: Mapping[str, tuple[str, ...]]
    ours: tuple[str, ...] = ()


def meets(conditions: Iterable[Condition], request: Request) -> Verdict:
    """Whether the request meets all of them."""
    found = {met(condition, request) for condition in conditions}
    order: tuple[Verdict, ...] = ("no", "open", "later")
    return next((verdict for verdict in order if verdict in found), "yes")


def met(condition: Condition, request: Request) -> Verdict:
    """Whether the request meets one line of a Condition block."""
    if is_symbol(condition.key) or is_symbol(condition.operator):
        return "later"
    values = request.keys.get(condition.key.lower())
    if values is None:
        return "open"
    if condition.plain == "null":
        return _null(condition, bool(values))
    if not values:
        return _absent(condition)
    return _present(condition, values, request.ours)


def symbol_types(symbol: str) -> set[str]:
    """The types of the resources that a symbol names; ``data`` for a data source, ``unknown`` for none."""
    names = [_INDEX.sub("", name).split(".") for name in symbol.strip("<>").split(" | ")]
    return {"unknown" if len(n) < 2 else "data" if "data" in n[:-1] else n[-2] for n in names}


def _null(condition: Condition, present: bool) -> Verdict:
    if any(is_symbol(value) for value in condition.values):
        return "later"
    wanted = {value.lower() for value in condition.values}
    return "yes" if ("false" if present else "true") in wanted else "no"


def _absent(condition: Condition) -> Verdict:
    if condition.set_operator == "forallvalues":
        return "yes"
    if condition.set_operator:
        return "open" if condition.if_exists else "no"
    return "yes" if condition.if_exists or condition.plain in _NEGATED else "no"


def _present(condition: Condition, values: tuple[str, ...], ours: tuple[str, ...]) -> Verdict:
    several = len(values) > 1 or is_multi_valued(condition.key)
    if condition.plain not in _KNOWN or (several and not condition.set_operator):
        return "open"  # IAM does not say what a plain operator makes of a list
    each = [_fits(condition, value, ours) for value in values]
    if condition.plain in _NEGATED:
        each = [None if fit is None else not fit for fit in each]
    enough = condition.set_operator == "foranyvalue"
    if enough in each:
        return "yes" if enough else "no"
    return "later" if None in each else "no" if enough else "yes"


def _fits(condition: Condition, value: str, ours: tuple[str, ...]) -> bool | None:
    """Whether a value is among those of the condition; None where that is known only after apply."""
    found = [_same(condition.plain, value, written, ours) for written in condition.values]
    return True if True in found else None if None in found else False


def _same(operator: str, value: str, written: str, ours: tuple[str, ...]) -> bool | None:
    if value == written:
        return True
    if is_symbol(written):
        return False if symbol_types(written) <= set(ours) else None
    if "${" in written or is_symbol(value):
        return None  # who calls, or what comes to be, decides
    if operator.endswith(("ignorecase", "bool")):
        return value.lower() == written.lower()
    if operator.startswith("arn"):
        parts, wanted = value.split(":", 5), written.split(":", 5)
        return len(parts) == len(wanted) and all(map(glob, wanted, parts))
    return glob(written, value) if operator.endswith("like") else False
