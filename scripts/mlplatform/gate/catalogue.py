"""The gate's catalogue: one folder of ``controls/`` for each control.

``SM_01/`` is control SM-01: ``control.yaml`` says what and why, ``check.py`` asks; ``good.tf``, ``bad.tf``
and ``unknown.tf`` show each answer. A folder is a Python package: ``_`` stands where the id has ``-``.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mlplatform import written as written_files
from mlplatform.errors import BadInput
from mlplatform.gate.answers import Answers
from mlplatform.gate.world import Subject

CONTROLS = Path(__file__).with_name("controls")
Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")
EXAMPLES = ("good", "bad", "unknown")
FRAMEWORKS = {
    "security_hub": "Security Hub",
    "cis": "CIS AWS Foundations",
    "nist_800_53": "NIST 800-53",
    "aws_config": "AWS Config",
    "prowler": "prowler",
    "checkov": "checkov",
}
_FOLDER = re.compile(r"[A-Z][A-Z0-9]{1,3}_[0-9]{2}")


class References(BaseModel):
    """Where else a control is known, by framework. Empty where no framework has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    security_hub: tuple[str, ...] = ()
    cis: tuple[str, ...] = ()
    nist_800_53: tuple[str, ...] = ()
    aws_config: tuple[str, ...] = ()
    prowler: tuple[str, ...] = ()
    checkov: tuple[str, ...] = ()


class Written(BaseModel):
    """``control.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,3}-[0-9]{2}$")
    statement: str = Field(pattern=r"^[A-Z`][^\n]*\.$")
    why: str = Field(min_length=20)
    severity: Severity
    references: References = References()
    remedy: str = Field(min_length=10)


@dataclass(frozen=True)
class Control:
    """A control: what is asked, of which types of resource, and by which function."""

    written: Written
    folder: Path
    concerns: tuple[str, ...]
    check: Callable[[Subject], Answers]

    @property
    def id(self) -> str:
        """As in ``SM-01``."""
        return self.written.id


@functools.cache
def load() -> tuple[Control, ...]:
    """Every control, in the order of its id."""
    return tuple(map(_load, _folders()))


def one(control: str) -> Control:
    """The control of an id; no other is loaded."""
    folders = {folder.name.replace("_", "-"): folder for folder in _folders()}
    if control not in folders:
        raise BadInput(f'control: is "{control}"; allowed: {", ".join(folders)}')
    return _load(folders[control])


def read(path: Path) -> Written:
    """A ``control.yaml``; ``BadInput`` where it is not as it should be."""
    return written_files.read(path, Written)


def _folders() -> list[Path]:
    return [path for path in sorted(CONTROLS.iterdir()) if _FOLDER.fullmatch(path.name)]


def _load(folder: Path) -> Control:
    written = read(folder / "control.yaml")
    if written.id != folder.name.replace("_", "-"):
        raise BadInput(f"{folder / 'control.yaml'}: id is {written.id}; the folder says {folder.name}")
    check = importlib.import_module(f"mlplatform.gate.controls.{folder.name}.check")
    return Control(written, folder, tuple(check.CONCERNS), check.check)
