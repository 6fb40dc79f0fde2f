"""What a run of the gate came to: one value from which every form of the report is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mlplatform.gate.catalogue import Written
from mlplatform.gate.judge import Result
from mlplatform.gate.world import World

Action = Literal["create", "update", "delete", "replace"]


@dataclass(frozen=True)
class Excepted:
    """A finding that somebody answers for: who, why, and until when (a date as in 2027-01-31)."""

    owner: str
    reason: str
    expires: str


@dataclass(frozen=True)
class Scanner:
    """A scanner run beside our own checks. ``why`` says why it did not run."""

    name: str
    version: str
    ran: bool
    checks: int = 0
    why: str = ""


@dataclass(frozen=True)
class Change:
    """What a plan will do to one resource: ``create``, ``update``, ``delete``, ``replace`` or ``read``."""

    plan: str
    address: str
    type: str
    action: Action


@dataclass(frozen=True)
class PlanRead:
    """A plan that was judged. ``environment`` is dev, test, prod, shared or another root's name."""

    name: str
    environment: str
    terraform_version: str
    resources: int
    file: str = ""


@dataclass(frozen=True)
class Location:
    """Where in a file something stands."""

    file: str
    line: int


@dataclass(frozen=True)
class Report:
    """All answers. ``findings`` count; results that pass or are excepted do not."""

    judged_at: str
    """UTC, as in 2027-01-31T12:00:00Z."""
    action_table: str
    plans: tuple[PlanRead, ...]
    changes: tuple[Change, ...]
    controls: Mapping[str, Written]
    """Every control of the run by its id, those that a scanner answers included."""
    results: tuple[Result, ...]
    unmatched: tuple[str, ...]
    """Controls for which no plan holds a resource: neither passed nor failed."""
    excepted: Mapping[Result, Excepted]
    scanners: tuple[Scanner, ...]
    world: World
    """The resources, for the drawing of the network."""
    new: tuple[Result, ...] | None = None
    """Findings that the base plan does not have; None where no base was given."""
    resolved: tuple[Result, ...] = ()
    """Findings of the base plan that are gone."""
    locations: Mapping[Result, Location] = field(default_factory=dict)
    """Where in its template a result stands; a plan has no lines."""

    @property
    def findings(self) -> list[Result]:
        """What fails or is undecided and has no exception."""
        return [r for r in self.results if r.status != "pass" and r not in self.excepted]
