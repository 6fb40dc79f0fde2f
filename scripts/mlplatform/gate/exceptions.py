"""Exceptions as data: findings that somebody answers for, until a date. Expired or unused, it is one.

An entry names one control and the addresses it is for, in which ``*`` stands for any text. ``root`` narrows
it to plans whose name fits: the exceptions of one root are not called unused when another is judged.

The first plan of an environment knows no key and no subnet, so that guards which name them cannot be judged
yet. An entry with ``until_applied`` covers what is undecided in a plan that still has something to create,
and nothing else: what was applied is judged again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from mlplatform import written
from mlplatform.errors import BadInput
from mlplatform.gate.catalogue import Written
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Excepted

EXPIRED = Written(
    id="EXC-01",
    statement="An exception has not expired.",
    why="A risk is accepted for a time. After it, somebody decides anew, or the finding is mended.",
    severity="high",
    remedy="Mend what the exception was for and delete it, or have its owner decide anew with a later date.",
)
UNUSED = Written(
    id="EXC-02",
    statement="An exception stands for a finding that is there.",
    why="An exception that nothing needs today hides tomorrow's finding at the same address.",
    severity="medium",
    remedy="Delete the exception, or correct its control, address or root.",
)


class Exception_(BaseModel):
    """One entry of ``exceptions.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    control: str
    address: str = Field(min_length=1)
    root: str | tuple[str, ...] = "*"
    owner: str = Field(min_length=3)
    reason: str = Field(min_length=20)
    expires: datetime.date
    until_applied: bool = False

    def covers(self, result: Result, creating: Collection[str]) -> bool:
        """Whether it is about this finding; ``creating`` are the plans that have something to create."""
        if self.until_applied and (result.status != "undecided" or result.plan not in creating):
            return False
        return (
            result.control == self.control and glob(self.address, result.address) and self.is_for(result.plan)
        )

    def is_for(self, plan: str) -> bool:
        """Whether it is about findings of a plan of this name."""
        roots = (self.root,) if isinstance(self.root, str) else self.root
        return any(glob(root, plan) for root in roots)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    exceptions: tuple[Exception_, ...] = ()


@dataclass(frozen=True)
class Applied:
    """Findings that are excepted, and what the exceptions themselves give rise to."""

    excepted: Mapping[Result, Excepted]
    findings: tuple[Result, ...]


def read(path: Path, known: Iterable[str]) -> tuple[Exception_, ...]:
    """The exceptions in a file; ``BadInput`` where it is not as it should be, or names an unknown control."""
    found = written.read(path, _File, empty={}).exceptions
    controls = set(known)
    for number, exception in enumerate(found):
        if exception.control not in controls:
            where = f"{path}: exceptions.{number}.control"
            raise BadInput(f'{where}: is "{exception.control}"; allowed: an id of the catalogue')
    return found


def apply(
    exceptions: Sequence[Exception_],
    results: Sequence[Result],
    plans: Mapping[str, bool],
    source: str,
    today: datetime.date,
) -> Applied:
    """Lay exceptions over the findings. ``plans`` are those judged: name => whether it creates something."""
    creating = {name for name, creates in plans.items() if creates}
    excepted: dict[Result, Excepted] = {}
    own: list[Result] = []
    for exception in exceptions:
        if not any(exception.is_for(plan) for plan in plans):
            continue  # about roots that are not judged in this run
        covered = [r for r in results if r.status != "pass" and exception.covers(r, creating)]
        if exception.expires < today:
            own.append(_finding(EXPIRED, exception, source, f"expired on {exception.expires}"))
        elif not covered and not exception.until_applied:
            own.append(_finding(UNUSED, exception, source, "nothing that it is for is found"))
        else:
            said = Excepted(exception.owner, exception.reason, str(exception.expires))
            excepted |= dict.fromkeys(covered, said)
    return Applied(excepted, tuple(own))


def _finding(control: Written, exception: Exception_, source: str, why: str) -> Result:
    reason = f"the exception of {exception.owner} for {exception.control} at {exception.address} {why}"
    return Result(control.id, source, exception.address, "fail", control.severity, reason, control.remedy)


def controls() -> Iterator[Written]:
    """What is asked of exceptions themselves."""
    yield from (EXPIRED, UNUSED)
