"""What every form of the report says in its own way: how results stand, in which order, and the verdict."""

from __future__ import annotations

import importlib.metadata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml

from mlplatform.gate.catalogue import SEVERITIES, Severity
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports.texts import number

Standing = Literal["fail", "undecided", "excepted", "pass"]
STANDINGS: tuple[Standing, ...] = ("fail", "undecided", "excepted", "pass")
ENVIRONMENTS = ("dev", "test", "prod", "shared")
NO_PLAN = "no plan"
"""Where a finding stands that is about a file of exceptions."""
FAMILIES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("families.yaml").read_text())


class Summary:
    """A report, counted."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._environments = {plan.name: plan.environment for plan in report.plans}
        self._new = set(report.new or ())

    @cached_property
    def findings(self) -> list[Result]:
        """What counts, the worst first."""
        return ordered(self.report.findings)

    @cached_property
    def excepted(self) -> list[Result]:
        """What has an exception, the worst first."""
        return ordered(self.report.excepted)

    @cached_property
    def passed(self) -> list[Result]:
        """What holds."""
        return [r for r in self.report.results if r.status == "pass"]

    @cached_property
    def standings(self) -> dict[Standing, int]:
        """How many results stand in which way."""
        counted = Counter(self.standing(result) for result in self.report.results)
        return {standing: counted[standing] for standing in STANDINGS}

    @cached_property
    def severities(self) -> dict[Severity, int]:
        """How many findings of which severity."""
        counted = Counter(result.severity for result in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}

    @cached_property
    def environments(self) -> list[str]:
        """Those of the results and of the plans, in the order in which a change goes through them."""
        found = {*self._environments.values(), *map(self.environment, self.report.results)}
        return sorted(found, key=lambda e: (e == NO_PLAN, _rank(e), e))

    def standing(self, result: Result) -> Standing:
        """How one result stands."""
        return "excepted" if result in self.report.excepted else result.status

    def environment(self, result: Result) -> str:
        """The environment of the plan that a result is about."""
        return self._environments.get(result.plan, NO_PLAN)

    def is_new(self, result: Result) -> bool:
        """Whether the base plan does not have this finding."""
        return result in self._new

    @property
    def holds(self) -> bool:
        """Whether there are no findings."""
        return not self.findings

    @property
    def verdict(self) -> str:
        """One sentence, which says also what was not answered."""
        counted = self.standings
        if self.findings:
            worst = ", ".join(f"{count} {severity}" for severity, count in self.severities.items() if count)
            said = f"{number(len(self.findings), 'finding')}: {worst}"
        else:
            said = "No findings" if self.report.results else "No control found a resource to judge"
        rest = [f"{counted['pass']:,} pass", f"{counted['excepted']:,} excepted"]
        missing = [scanner.name for scanner in self.report.scanners if not scanner.ran]
        unanswered = f"; {', '.join(missing)} did not run, and its controls are not answered" * bool(missing)
        return f"{said}. {', '.join(rest)}{unanswered}."


def ordered(results: Iterable[Result]) -> list[Result]:
    """The worst first; then by control, so that what has one remedy stands together."""
    return sorted(
        results,
        key=lambda r: (
            SEVERITIES.index(r.severity),
            r.control,
            STANDINGS.index(r.status),
            r.plan,
            r.address,
            r.reason,
        ),
    )


def family(control: str) -> str:
    """``Network`` for NET-01; the letters themselves where they have no name."""
    letters = control.partition("-")[0]
    return FAMILIES.get(letters, letters)


def gate_version() -> str:
    """The version of this package."""
    return importlib.metadata.version("mlplatform")


def _rank(environment: str) -> int:
    return ENVIRONMENTS.index(environment) if environment in ENVIRONMENTS else len(ENVIRONMENTS)
