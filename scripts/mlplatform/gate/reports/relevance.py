"""Which changes a reviewer reads first: those that say who reaches what, and those that cost money."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from mlplatform.gate.report import Action, Change

_WRITTEN: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("relevance.yaml").read_text()
)
ACCESS = {type: group for group, types in _WRITTEN["access"].items() for type in types}
COST = {type: group for group, types in _WRITTEN["cost"].items() for type in types}
ACTIONS: tuple[Action, ...] = ("delete", "replace", "update", "create")


def grouped(changes: Iterable[Change], why: dict[str, str]) -> dict[str, list[Change]]:
    """The changes that ``why`` (ACCESS or COST) has a group for, by group; what is taken away first."""
    found: dict[str, list[Change]] = {group: [] for group in why.values()}
    for change in changes:
        if change.type in why:
            found[why[change.type]].append(change)
    return {group: _ordered(members) for group, members in found.items() if members}


def rest(changes: Iterable[Change]) -> list[Change]:
    """The changes of neither list."""
    return _ordered(change for change in changes if change.type not in ACCESS and change.type not in COST)


def _ordered(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda c: (ACTIONS.index(c.action), c.plan, c.address))
