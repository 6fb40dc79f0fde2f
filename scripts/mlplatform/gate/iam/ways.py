"""The ways of ``escalation.yaml``: actions that together give more than each was meant to."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("escalation.yaml")


class Carried(BaseModel):
    """What runs with a role: the service that the role trusts, and by type the attribute that names it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    service: str
    by: dict[str, str]


class Way(BaseModel):
    """One way of ``escalation.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    actions: tuple[str, ...] = Field(min_length=1)
    gives: str
    passes: str = ""
    carries: Carried | None = None
    tamed_by: tuple[str, ...] = ()
    personal: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    ways: tuple[Way, ...]
    tame: frozenset[str]


@functools.cache
def _data() -> _File:
    return _File.model_validate(yaml.safe_load(_FILE.read_text()))


def ways() -> tuple[Way, ...]:
    """Every way."""
    return _data().ways


def tame() -> frozenset[str]:
    """Actions of permission management that make nobody stronger."""
    return _data().tame


def named(way: Way) -> str:
    """The actions of a way, in words."""
    return " + ".join((*way.actions, *(("iam:PassRole",) if way.passes else ())))
