"""The report for a terminal: findings first, by control, with what to write; the verdict last."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from mlplatform.gate.catalogue import Severity
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports.summary import Summary
from mlplatform.gate.reports.texts import number, visible

COLOURS: dict[Severity, str] = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}


def renderables(report: Report) -> Iterator[Text]:
    """What to print, one after the other. Text that comes from a plan is never read as markup."""
    summary = Summary(report)
    for _, group in groupby(summary.findings, key=lambda result: result.control):
        yield from _control(summary, list(group))
    yield from _excepted(summary)
    yield from _resolved(report)
    yield from _unmatched(report)
    yield from _run(report)
    yield Text(summary.verdict, style="bold green" if summary.holds else "bold red")


def text(report: Report) -> str:
    """The same without colour, for a file."""
    to = io.StringIO()
    console = Console(file=to, color_system=None, force_terminal=False, highlight=False, soft_wrap=True)
    for renderable in renderables(report):
        console.print(renderable)
    return "\n".join(line.rstrip() for line in to.getvalue().splitlines()) + "\n"


def _control(summary: Summary, results: list[Result]) -> Iterator[Text]:
    first = results[0]
    written = summary.report.controls[first.control]
    yield Text.assemble(
        (f"{first.severity:<8}", COLOURS[first.severity]),
        "  ",
        (first.control, "bold"),
        "  ",
        written.statement,
    )
    for result in results:
        yield from _finding(summary, result)
    yield _below(Text.assemble(("remedy: ", "bold"), written.remedy))
    yield Text()


def _finding(summary: Summary, result: Result) -> Iterator[Text]:
    new = "new " if summary.is_new(result) else ""
    plan = f"{visible(result.plan)}: " if len(summary.report.plans) > 1 else ""
    colour = "magenta" if result.status == "undecided" else "red"
    yield _below(
        Text.assemble((f"{new}{result.status}", colour), f"  {plan}", (visible(result.address), "bold"))
    )
    yield _below(Text(visible(result.reason)), 4)
    for line in result.path:
        yield _below(Text(visible(line), style="dim"), 6)


def _excepted(summary: Summary) -> Iterator[Text]:
    if not summary.excepted:
        return
    yield Text(f"Excepted: {number(len(summary.excepted), 'finding')}", style="bold")
    for result in summary.excepted:
        said = summary.report.excepted[result]
        yield _below(Text(f"{result.control}  {visible(result.plan)}: {visible(result.address)}"))
        yield _below(Text(visible(f"until {said.expires}, {said.owner}: {said.reason}"), style="dim"), 4)
    yield Text()


def _resolved(report: Report) -> Iterator[Text]:
    if report.new is None:
        return
    words = f"{number(len(report.new), 'finding')} not in the base plan, {len(report.resolved):,} resolved"
    yield Text(f"Against the base: {words}", style="bold")
    for result in report.resolved:
        yield _below(Text(f"resolved  {result.control}  {visible(result.plan)}: {visible(result.address)}"))
    yield Text()


def _unmatched(report: Report) -> Iterator[Text]:
    if report.unmatched:
        controls = number(len(report.unmatched), "control")
        yield Text.assemble((f"No resource for {controls}: ", "bold"), ", ".join(report.unmatched))


def _run(report: Report) -> Iterator[Text]:
    for plan in report.plans:
        of = number(plan.resources, "resource")
        yield Text(visible(f"Judged: {plan.name} ({plan.environment}), {of}, {plan.file}"))
    for scanner in report.scanners:
        ran = f"{scanner.version}, {number(scanner.checks, 'check')}"
        yield Text(visible(f"{scanner.name}: {ran if scanner.ran else f'did not run: {scanner.why}'}"))


def _below(text: Text, by: int = 2) -> Text:
    """Set in by spaces; rich's own padding would cut what is wider than the terminal."""
    return Text(" " * by).append_text(text)
