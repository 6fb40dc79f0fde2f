"""Writes an inventory from a plan: what it speaks of already, or a first one of what matters for security."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.harness.inventory import (
    ABSENT,
    LONGEST,
    NOT_YET,
    Inventory,
    Mark,
    dump,
    load,
    matching,
)
from mlplatform.plan.reader import UNKNOWN, Plan, Resource

# What a reviewer asks of any resource: keys, reach, who is limited by what, how long things stay.
MATTERS = re.compile(
    r"kms_|encrypt|rotat|deletion_window|lockout|public|network_access|isolation|private_dns|boundary"
    r"|retention|retain|fail_open|block_mode|versioning|object_ownership|session_duration|auth_mode|root_access"
)
_HEAD = re.compile(r"(?:#[^\n]*\n)*")


def rewritten(path: Path, plan: Plan) -> str:
    """The text of an inventory with the values that are planned now; its leading comment stays."""
    head = _HEAD.match(path.read_text())
    return (head[0] if head else "") + dump(_anew(load(path), plan))


def _anew(old: Inventory, plan: Plan) -> Inventory:
    values = {}
    for pattern, expected in old.values.items():
        found = matching(plan, pattern)
        same = [_same_shape(expected, resource.values) for resource in found]
        if same and all(each == same[0] for each in same):
            values[pattern] = same[0]
        else:  # what one pattern said for all no longer holds for all: each for itself
            values |= {resource.address: each for resource, each in zip(found, same, strict=True)}
    outputs = {name: _same_shape(value, plan.outputs.get(name)) for name, value in old.outputs.items()}
    return Inventory({kind: len(plan.resources(kind)) for kind in old.counts}, outputs, values)


def _same_shape(expected: Any, found: Any) -> Any:
    """What is planned, as far as the inventory speaks of it."""
    if isinstance(expected, dict):
        inside = json.loads(found) if isinstance(found, str) and found.startswith("{") else found
        if isinstance(inside, dict):
            return {key: _same_shape(value, inside.get(key)) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [_same_shape(value, item) for value, item in zip(expected, found, strict=True)]
    return _marked(found)


def _marked(found: Any) -> Any:
    if found == UNKNOWN:
        return NOT_YET
    return ABSENT if found in (None, [], {}, "") else found


def first(plan: Plan, where: str) -> str:
    """A first inventory: how many of each type, and what matters for security, alike resources as one."""
    counts = Counter(resource.type for resource in plan.resources())
    grouped: dict[str, list[tuple[Resource, dict[str, Any]]]] = {}
    for resource in plan.resources():
        kept = {name: _marked(value) for name, value in resource.values.items() if MATTERS.search(name)}
        kept = {name: value for name, value in kept.items() if not isinstance(value, Mark)}
        if kept:
            grouped.setdefault(re.sub(r"\[[^]]*\]$", "[*]", resource.address), []).append((resource, kept))
    values: dict[str, dict[str, Any]] = {}
    for pattern, members in grouped.items():
        if all(kept == members[0][1] for _, kept in members):
            values[pattern] = members[0][1]
        else:
            values |= {resource.address: kept for resource, kept in members}
    text = dump(Inventory(dict(sorted(counts.items())), {}, values))
    if len(text.splitlines()) > LONGEST:
        raise BadInput(
            f"{where}: a first inventory would have {len(text.splitlines())} lines; allowed: {LONGEST}; "
            "write the few addresses that matter by hand, with any value, and call this again"
        )
    return text
