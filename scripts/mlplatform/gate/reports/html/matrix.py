"""The matrix: how each control stands in each environment, grouped by family or by a framework."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mlplatform.gate.catalogue import FRAMEWORKS, Written
from mlplatform.gate.reports.summary import Summary, family

SELECTABLE = ("security_hub", "cis", "nist_800_53", "aws_config")


@dataclass(frozen=True)
class Cell:
    """How many answers stand in which way."""

    counts: Counter[str]

    @property
    def any(self) -> bool:
        """Whether there is an answer."""
        return bool(self.counts.total())


@dataclass(frozen=True)
class Row:
    """A control, with a cell for each environment."""

    id: str
    severity: str
    statement: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Group:
    """Rows under one name; ``cells`` are their sums."""

    name: str
    rows: Sequence[Row]

    @property
    def cells(self) -> list[Cell]:
        """The sum of each environment."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [Cell(sum((cell.counts for cell in column), Counter())) for column in columns]


@dataclass(frozen=True)
class Grouping:
    """One way to look at all controls."""

    id: str
    name: str
    groups: Sequence[Group]


def groupings(summary: Summary) -> Iterator[Grouping]:
    """By family, then by each framework."""
    rows = list(_rows(summary))
    yield Grouping("family", "Family", _grouped((family(row.id), row) for row in rows))
    controls = summary.report.controls
    for framework in SELECTABLE:
        pairs = [(name, row) for row in rows for name in _references(controls[row.id], framework)]
        yield Grouping(framework, FRAMEWORKS[framework], _grouped(pairs, f"Not in {FRAMEWORKS[framework]}"))


def _rows(summary: Summary) -> Iterator[Row]:
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for result in summary.report.results:
        counted[result.control, summary.environment(result)][summary.standing(result)] += 1
    for id, written in summary.report.controls.items():
        cells = [Cell(counted[id, environment]) for environment in summary.environments]
        yield Row(id, written.severity, written.statement, cells)


def _references(written: Written, framework: str) -> Sequence[str]:
    return getattr(written.references, framework) or ("",)


def _grouped(pairs: Iterable[tuple[str, Row]], without: str = "") -> list[Group]:
    found: dict[str, list[Row]] = defaultdict(list)
    for name, row in pairs:
        found[name].append(row)
    names = sorted(found, key=lambda name: (not name, _natural(name)))
    return [Group(name or without, found[name]) for name in names]


def _natural(name: str) -> list[tuple[int, str]]:
    """AC-4 before AC-17."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]
