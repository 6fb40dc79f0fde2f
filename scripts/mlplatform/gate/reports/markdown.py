"""The comment on a pull request: what changes, what of it concerns access and cost, what is new or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mlplatform.gate.judge import Result
from mlplatform.gate.report import Change, Report
from mlplatform.gate.reports.markdown_text import Block, Section, cell, code, fitted, ours, prose
from mlplatform.gate.reports.relevance import ACCESS, ACTIONS, COST, grouped, rest
from mlplatform.gate.reports.summary import Summary, gate_version
from mlplatform.gate.reports.texts import number

LIMIT = 65_536
"""Characters of a comment at GitHub."""
SHOWN = 8
"""Changes of one group that are shown before the click."""


def write(report: Report) -> str:
    """The comment."""
    summary = Summary(report)
    sections = [section for section in _sections(summary) if section.blocks]
    return fitted(_head(summary), sections, LIMIT)


def _head(summary: Summary) -> str:
    title = "no findings" if summary.holds else number(len(summary.findings), "finding")
    return f"## Policy gate: {title}\n\n{prose(summary.verdict)}\n\n"


def _sections(summary: Summary) -> Iterator[Section]:
    report = summary.report
    yield Section("What changes", list(_counts(report)))
    yield Section("Changes that concern access", list(_changes(report.changes, ACCESS)))
    yield Section("Changes that concern cost", list(_changes(report.changes, COST)))
    if report.new is None:
        yield Section("Findings", list(_findings(summary, summary.findings)))
    else:
        new = [result for result in summary.findings if summary.is_new(result)]
        old = [result for result in summary.findings if not summary.is_new(result)]
        yield Section("New findings", list(_findings(summary, new)) or [Block("None.", 0)])
        yield Section("Resolved findings", [Block(f"- {_where(r)}") for r in report.resolved])
        title = f"{number(len(old), 'finding')} that the base has too"
        yield Section(title, list(_findings(summary, old)), collapsed=True)
    yield from _rest(summary)


def _counts(report: Report) -> Iterator[Block]:
    """A table with a row for each plan."""
    rows = [f"| plan | environment | {' | '.join(ACTIONS)} |", "|---|---|" + "---:|" * len(ACTIONS)]
    yield Block("\n".join(rows), 0)
    for plan in report.plans:
        counted = Counter(change.action for change in report.changes if change.plan == plan.name)
        numbers = " | ".join(f"{counted[action]:,}" for action in ACTIONS)
        yield Block(f"| {cell(plan.name)} | {cell(plan.environment)} | {numbers} |")


def _changes(changes: Iterable[Change], why: dict[str, str]) -> Iterator[Block]:
    for group, members in grouped(changes, why).items():
        yield Block(f"\n**{prose(group)}**: {_counted(members)}\n", 0)
        yield from (_change(change) for change in members[:SHOWN])
        more = members[SHOWN:]
        if more:
            yield Block(f"- and {_counted(more)}, below", 0)


def _change(change: Change) -> Block:
    return Block(f"- {change.action} {code(change.address)} in {code(change.plan)}")


def _counted(changes: Sequence[Change]) -> str:
    counted = Counter(change.action for change in changes)
    return ", ".join(f"{counted[action]:,} {action}" for action in ACTIONS if counted[action])


def _findings(summary: Summary, results: Sequence[Result]) -> Iterator[Block]:
    """Those of one control together, since they have one remedy."""
    for control, group in groupby(results, key=lambda result: result.control):
        found = list(group)
        written = summary.report.controls[control]
        yield Block(f"\n**{found[0].severity} {code(control)}** {ours(written.statement)}\n", 0)
        yield from (_finding(result) for result in found)
        yield Block(f"- **Remedy**: {ours(written.remedy)}", 0)


def _finding(result: Result) -> Block:
    where = f"{code(result.address)} in {code(result.plan)}"
    evidence = [f"  - {code(line, 300)}" for line in result.path[:4]]
    more = [f"  - and {number(len(result.path) - 4, 'line')} more"] if len(result.path) > 4 else []
    return Block("\n".join([f"- {result.status} {where}: {prose(result.reason)}", *evidence, *more]))


def _where(result: Result) -> str:
    return f"{code(result.control)} {code(result.address)} in {code(result.plan)}"


def _rest(summary: Summary) -> Iterator[Section]:
    report = summary.report
    excepted = [Block(f"- {_where(r)}: {_exception(summary, r)}") for r in summary.excepted]
    yield Section(number(len(excepted), "exception"), excepted, collapsed=True)
    unmatched = [
        Block(f"- {code(control)} {ours(report.controls[control].statement)}") for control in report.unmatched
    ]
    yield Section(f"{number(len(unmatched), 'control')} without a resource", unmatched, collapsed=True)
    yield Section("The run", list(_run(report)), collapsed=True)
    further = [change for why in (ACCESS, COST) for change in _further(report.changes, why)]
    others = [*dict.fromkeys(further), *rest(report.changes)]
    title = number(len(others), "further change")
    yield Section(title, [_change(change) for change in others], collapsed=True)


def _further(changes: Iterable[Change], why: dict[str, str]) -> Iterator[Change]:
    return (change for members in grouped(changes, why).values() for change in members[SHOWN:])


def _exception(summary: Summary, result: Result) -> str:
    said = summary.report.excepted[result]
    return prose(f"{result.status}, accepted by {said.owner} until {said.expires}: {said.reason}")


def _run(report: Report) -> Iterator[Block]:
    yield Block(f"- Judged at {report.judged_at} by version {code(gate_version())} of the gate")
    yield Block(f"- Table of actions: {code(report.action_table)}")
    for plan in report.plans:
        read = f"{number(plan.resources, 'resource')}, Terraform {code(plan.terraform_version)}"
        yield Block(f"- Plan {code(plan.name)}: {read}, {code(plan.file)}")
    for scanner in report.scanners:
        ran = f"version {code(scanner.version)}, {number(scanner.checks, 'check')}"
        yield Block(f"- {code(scanner.name)}: {ran if scanner.ran else prose('did not run: ' + scanner.why)}")
