"""A plan's file as ``Plan``: refused in one line where it is not the JSON of a whole plan.

Decoded by msgspec into the parts that are used: ``planned_values`` and the rest are passed over without
becoming Python objects, so that a plan of 10,000 resources is read in a second and a few hundred MiB.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NotRequired, TypedDict

import msgspec

from mlplatform.errors import BadInput
from mlplatform.plan.reader import Plan

LARGEST = 256  # MiB; beyond it a plan is of many roots' size, and reading it may take all memory there is
_FORMATS = "1."  # HashiCorp: minor versions add, the major one changes
_HOW = "write one with: terraform show -json PLAN"


class _Change(TypedDict):
    """What becomes of one resource."""

    actions: list[str]
    before: NotRequired[dict[str, Any] | None]
    after: NotRequired[dict[str, Any] | None]
    after_unknown: NotRequired[dict[str, Any] | bool | None]
    after_sensitive: NotRequired[dict[str, Any] | bool | None]


class _Entry(TypedDict):
    """An entry of ``resource_changes``."""

    address: str
    mode: str
    type: str
    name: str
    change: _Change
    module_address: NotRequired[str]
    index: NotRequired[str | int]


class _Read(TypedDict):
    """A data source that was read while planning."""

    address: str
    mode: str
    type: str
    name: str
    index: NotRequired[str | int]
    values: NotRequired[dict[str, Any]]


class _Module(TypedDict):
    """A module of the state before the plan."""

    address: NotRequired[str]
    resources: NotRequired[list[_Read]]
    child_modules: NotRequired[list[_Module]]


class _Values(TypedDict):
    """The values of the state before the plan."""

    root_module: NotRequired[_Module]


class _Prior(TypedDict):
    """The state before the plan."""

    values: NotRequired[_Values]


class _Written(msgspec.Struct):
    """The parts of "JSON Output Format" that are read."""

    format_version: str
    resource_changes: list[_Entry] = []
    configuration: dict[str, Any] = {}
    prior_state: _Prior = {}
    output_changes: dict[str, Any] = {}
    variables: dict[str, Any] = {}
    terraform_version: str = ""
    errored: bool = False


class _Other(msgspec.Struct):
    """What tells other files of Terraform's from a plan."""

    version: Any = None
    lineage: Any = None
    values: Any = None
    planned_values: Any = None
    resource_changes: Any = None
    format_version: Any = None
    terraform_version: Any = None


def read(path: Path) -> Plan:
    """The plan in a file; ``BadInput`` says what else it is."""
    return decode(_bytes(path), str(path))


def decode(data: bytes, name: str) -> Plan:
    """The plan in these bytes, which came from ``name``."""
    if data[:2] == b"PK":
        raise BadInput(f"{name}: is a plan in Terraform's own form; allowed: its JSON; {_HOW}")
    try:
        written = msgspec.json.decode(data, type=_Written)
    except msgspec.ValidationError as error:
        raise BadInput(
            f"{name}: {_instead(data) or _one_line(error)}; allowed: a plan's JSON; {_HOW}"
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(f"{name}: is not JSON, or cut short: {_one_line(error)}; {_HOW}") from error
    if not written.format_version.startswith(_FORMATS):
        raise BadInput(f'{name}: format_version is "{written.format_version}"; allowed: 1.x')
    if instead := _instead(data):
        raise BadInput(f"{name}: {instead}; allowed: a plan's JSON; {_HOW}")
    if written.errored:
        raise BadInput(
            f"{name}: is the plan of a run that failed, and not whole; mend that run and plan again"
        )
    return Plan(msgspec.structs.asdict(written), name)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST * 2**20:
            raise BadInput(f"{path}: has {size >> 20} MiB; allowed: {LARGEST}; plan in smaller roots")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error


def _instead(data: bytes) -> str:
    """What a file is that has no changes of resources; empty where it is a plan."""
    try:
        other = msgspec.json.decode(data, type=_Other)
    except msgspec.DecodeError:
        return ""
    if other.lineage is not None or (other.version is not None and other.format_version is None):
        return "is a state file"
    if other.values is not None and other.planned_values is None:
        return "is a state (terraform show -json without a plan)"
    if other.planned_values is None and other.resource_changes is None:
        return "is JSON, but holds no plan"
    return ""


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
