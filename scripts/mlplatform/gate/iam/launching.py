"""SageMaker's actions as somebody has looked at them: ``launching.yaml``."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from mlplatform.gate.iam import actions

_FILE = Path(__file__).with_name("launching.yaml")
_READING = ("Read", "List")
_BEGINNING = ("Create", "Start", "Update")
_ENDING = ("Delete", "Stop")


class Launching(BaseModel):
    """``launching.yaml``: names without ``sagemaker:``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    table: str
    """The version of the action table that was looked at."""
    guarded: dict[str, tuple[str, ...]]
    unguarded: tuple[str, ...]
    neither: tuple[str, ...]


@functools.cache
def read() -> Launching:
    """What the file says."""
    return Launching.model_validate(yaml.safe_load(_FILE.read_text()))


def to_classify() -> frozenset[str]:
    """Every action of SageMaker's that the file has to have an opinion of, by the pinned table."""
    names = (action.partition(":")[2] for action in actions.expand("sagemaker:*"))
    return frozenset(
        name
        for name in names
        if not name.startswith(_ENDING)
        and (name.startswith(_BEGINNING) or actions.access_level(f"sagemaker:{name}") not in _READING)
    )
