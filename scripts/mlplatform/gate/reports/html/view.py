"""What the page's templates are filled with."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from markupsafe import Markup

from mlplatform.gate.catalogue import FRAMEWORKS, SEVERITIES
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Change, Report
from mlplatform.gate.reports.html.drawing import svg
from mlplatform.gate.reports.html.matrix import Grouping, groupings
from mlplatform.gate.reports.html.networks import networks
from mlplatform.gate.reports.relevance import ACCESS, ACTIONS, COST, grouped, rest
from mlplatform.gate.reports.summary import STANDINGS, Summary, gate_version
from mlplatform.gate.reports.texts import number, visible

LONG = 24
"""Lines of evidence from which it is folded."""
WIDE = 96
"""Characters of JSON that stand in one line."""
SOON = 30
"""Days before its end from which an exception says how many are left."""


class View:
    """The report in the words of the page."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.summary = Summary(report)
        self.holds = self.summary.holds
        self.title = "No findings" if self.holds else number(len(self.summary.findings), "finding")
        self.missing = [scanner for scanner in report.scanners if not scanner.ran]
        self.judged_at = report.judged_at
        self.judged_at_words = report.judged_at.replace("T", " ").replace("Z", " UTC")
        self.gate_version = gate_version()
        self.action_table = report.action_table
        self.controls = report.controls
        self.scanners = report.scanners
        self.severities = self.summary.severities
        self.standings = self.summary.standings
        self.environments = self.summary.environments
        self.compared = report.new is not None
        self.new = len(report.new or ())
        self.passes = len(self.summary.passed)

    @property
    def parts(self) -> Iterator[tuple[str, str, int | None]]:
        """The parts of the page: name, id, how much is in it."""
        yield "Findings", "findings", len(self.summary.findings)
        if self.resolved:
            yield "Resolved", "resolved", len(self.resolved)
        yield "Exceptions", "exceptions", len(self.excepted)
        yield "Passes", "passes", self.passes
        yield "Controls by environment", "matrix", None
        yield "Network", "network", None
        yield "Changes", "changes", len(self.report.changes)
        yield "Without a resource", "unmatched", len(self.report.unmatched)
        yield "Scanners", "scanners", len(self.scanners)

    @property
    def plans(self) -> Iterator[Mapping[str, Any]]:
        """The plans, with their changes counted."""
        for plan in self.report.plans:
            changes = [change for change in self.report.changes if change.plan == plan.name]
            yield {**plan.__dict__, "changes": counted(changes) or "none"}

    @property
    def filters(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """What answers are filtered by: name, label, choices."""
        answered = sorted({result.control for result in self.report.results})
        yield "status", "Status", STANDINGS
        yield "severity", "Severity", SEVERITIES
        yield "control", "Control", answered
        yield "environment", "Environment", [visible(name) for name in self.environments]
        yield "plan", "Plan", sorted({visible(result.plan) for result in self.report.results})

    @cached_property
    def groups(self) -> list[Mapping[str, Any]]:
        """The findings, by control, the worst first."""
        return [
            self._group(control, list(found))
            for control, found in groupby(self.summary.findings, lambda result: result.control)
        ]

    def _group(self, control: str, found: Sequence[Result]) -> Mapping[str, Any]:
        written = self.controls[control]
        references = written.references.model_dump()
        known = [(FRAMEWORKS[name], ", ".join(ids)) for name, ids in references.items() if ids]
        return {**written.model_dump(), "references": known, "results": [self._shown(r) for r in found]}

    def _shown(self, result: Result) -> Mapping[str, Any]:
        evidence = list(readable(result.path))
        lines = sum(part["size"] for part in evidence)
        return {
            **result.__dict__,
            "environment": self.summary.environment(result),
            "new": self.summary.is_new(result),
            "evidence": evidence,
            "long": lines > LONG,
        }

    @cached_property
    def excepted(self) -> list[Mapping[str, Any]]:
        """Findings that somebody answers for."""
        return [self._excepted(result) for result in self.summary.excepted]

    def _excepted(self, result: Result) -> Mapping[str, Any]:
        said = self.report.excepted[result]
        left = _days(self.report.judged_at, said.expires)
        return {
            **self._shown(result),
            "owner": said.owner,
            "because": said.reason,
            "expires": said.expires,
            "left": f", {number(left, 'day')} after this run" if left <= SOON else "",
        }

    @cached_property
    def resolved(self) -> list[Mapping[str, Any]]:
        """Findings of the base that are gone."""
        return [self._shown(result) for result in self.report.resolved]

    @cached_property
    def groupings(self) -> list[Grouping]:
        """The matrix, in each of its groupings."""
        return list(groupings(self.summary))

    @cached_property
    def drawings(self) -> list[Mapping[str, Any]]:
        """The networks of the plans."""
        return [
            {
                "title": network.title,
                "summary": network.summary,
                "svg": svg(network, place),
                "lines": [{"level": level, "text": text} for level, text in network.lines],
            }
            for place, network in enumerate(networks(self.report.world))
        ]

    @property
    def unmatched(self) -> list[Any]:
        """Controls that no plan has a resource for."""
        return [self.controls[control] for control in self.report.unmatched]

    @property
    def changes(self) -> Iterator[Mapping[str, Any]]:
        """What changes: what concerns access, what concerns cost, the rest."""
        every = self.report.changes
        parts = {"Concerning access": grouped(every, ACCESS), "Concerning cost": grouped(every, COST)}
        further = rest(every)
        parts["Further changes"] = {"Other types of resource": further} if further else {}
        for title, groups in parts.items():
            members = [
                {"name": name, "changes": changes, "counted": counted(changes)}
                for name, changes in groups.items()
            ]
            if members:
                yield {"title": title, "groups": members}

    @property
    def data(self) -> Mapping[str, Any]:
        """What the script lists: the answers that hold, as control, plan, address and reason."""
        names = [plan.name for plan in self.report.plans]
        places = {name: place for place, name in enumerate(names)}
        return {
            "plans": [[visible(plan.name), visible(plan.environment)] for plan in self.report.plans],
            "severities": {id: written.severity for id, written in self.controls.items()},
            "passes": [
                [result.control, places[result.plan], visible(result.address), visible(result.reason)]
                for result in self.summary.passed
            ],
        }


def counted(changes: Iterable[Change]) -> str:
    """``3 delete, 12 create``."""
    found = Counter(change.action for change in changes)
    return ", ".join(f"{found[action]:,} {action}" for action in ACTIONS if found[action])


def readable(path: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Evidence: a statement of a policy set out over lines, and what lies between two of them as hops."""
    for is_statement, lines in groupby(path, lambda line: _statement(line) is not None):
        if not is_statement:
            hops = list(lines)
            yield {"hops": hops, "statement": None, "size": len(hops)}
            continue
        for line in lines:
            shown = list(set_out(_statement(line)))
            text = Markup("\n").join(visible(part) for part in shown)
            yield {"hops": [], "statement": text, "size": len(shown)}


def set_out(value: Any, before: str = "", after: str = "", by: int = 0) -> Iterator[str]:
    """JSON over lines: what fits into one stands in one."""
    words = json.dumps(value, ensure_ascii=False)
    room = " " * by
    if not isinstance(value, dict | list) or not value or len(room + before + words) <= WIDE:
        yield f"{room}{before}{words}{after}"
        return
    keyed = isinstance(value, dict)
    pairs = list(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
    yield f"{room}{before}{'{' if keyed else '['}"
    for place, (key, item) in enumerate(pairs, 1):
        name = f"{json.dumps(key, ensure_ascii=False)}: " if keyed else ""
        yield from set_out(item, name, "," if place < len(pairs) else "", by + 2)
    yield f"{room}{'}' if keyed else ']'}{after}"


def _statement(line: str) -> Any:
    try:
        found = json.loads(line) if line.startswith(("{", "[")) else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _days(judged_at: str, expires: str) -> int:
    day = datetime.datetime.fromisoformat(judged_at).date()
    return (datetime.date.fromisoformat(expires) - day).days
