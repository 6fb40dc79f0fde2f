"""Which types of resource somebody asks about: a control, the table of keys, or ``reviewed_types.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mlplatform import written
from mlplatform.gate import catalogue
from mlplatform.gate.iam.registry import ATTRIBUTES
from mlplatform.gate.sweep.table import attributes

FILE = Path(__file__).with_name("reviewed_types.yaml")


class Reviewed(BaseModel):
    """``reviewed_types.yaml``. Type => the control that comes to it from another resource, and what it asks;
    why it needs no control; why the platform refuses it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    through: Mapping[str, str]
    reviewed: Mapping[str, str]
    refused: Mapping[str, str]


@functools.cache
def read(path: Path = FILE) -> Reviewed:
    """The list; ``BadInput`` where it is not as it should be."""
    return written.read(path, Reviewed)


def refused() -> Mapping[str, str]:
    """Types that the platform refuses, and why."""
    return read().refused


@functools.cache
def _concerned() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for control in catalogue.load():
        for type in control.concerns:
            if type != "*":
                found.setdefault(type, f"{control.id} asks about it")
    return found


def asked_by(type: str) -> str:
    """Who asks about a type, or why nobody needs to; empty where it is not known."""
    by_control = _concerned().get(type, "")
    if by_control:
        return by_control
    if type in attributes():
        return "the table of keys has it"
    if type in ATTRIBUTES:
        return "its policy is read"
    if type in read().through:
        return read().through[type]
    reason = read().reviewed.get(type, "")
    return f"needs no control: {reason}" if reason else ""
