"""How commands speak: colour and a moving bar in a terminal, plain lines where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from mlplatform.demo import Report
from mlplatform.terraform.events import Progress

EVERY = 5.0  # seconds between plain progress lines

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def tell(message: str) -> None:
    """A step that begins."""
    err.print(f"[bold]•[/bold] {message}", markup=True)


class Watcher:
    """Shows how a Terraform run comes along; call it with every ``Progress``."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.begun = time.monotonic()
        self.told = self.begun
        self.status = err.status(title) if err.is_terminal else None
        if self.status:
            self.status.start()

    def __call__(self, progress: Progress) -> None:
        """Show it: at once in a terminal, every few seconds elsewhere."""
        now = time.monotonic()
        text = f"{self.title}: {_so_far(progress)} ({now - self.begun:.0f} s)"
        if self.status:
            self.status.update(text)
        elif now - self.told >= EVERY:
            self.told = now
            err.print(f"  {text}", markup=False)

    def stop(self) -> None:
        """The run has ended."""
        if self.status:
            self.status.stop()


class Watchers:
    """One watcher at a time; the next one ends the one before."""

    def __init__(self) -> None:
        self.current: Watcher | None = None

    def __call__(self, title: str) -> Callable[[Progress], None]:
        """Begin to show a run."""
        self.stop()
        self.current = Watcher(title)
        return self.current

    def stop(self) -> None:
        """End what is shown, so that other words can be printed."""
        if self.current:
            self.current.stop()


def _so_far(progress: Progress) -> str:
    if progress.operation == "apply":
        waiting = ", ".join(sorted({address.rsplit(".", 2)[-2] for address in progress.started})[:3])
        return f"{progress.done} done, {len(progress.started)} under way" + (
            f" ({waiting})" if waiting else ""
        )
    return f"{progress.refreshed} read, {progress.planned} to change"


def show_table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table whose last column is of numbers."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right" if column == columns[-1] else "left")
    for row in rows:
        table.add_row(*row)
    out.print(table)


def show_report(report: Report) -> None:
    """The table at the end of the demonstration."""
    table = Table(title="What stands in the embedded AWS", title_justify="left")
    for column in ("root", "account", "resources", "seconds", "second plan"):
        table.add_column(column, justify="right" if column in ("resources", "seconds") else "left")
    for root in report.roots:
        verdict = f"{root.drift} changes" if root.drift else "no change on second plan"
        table.add_row(root.root, root.account_id, str(root.resources), f"{root.seconds:.0f}", verdict)
    out.print(table)
    parts = [*report.parts, *(part for root in report.roots for part in root.parts)]
    spent: dict[str, float] = {}
    for part in parts:
        spent[part.name] = spent.get(part.name, 0) + part.seconds
    order = sorted(spent.items(), key=lambda item: -item[1])
    out.print("Seconds: " + ", ".join(f"{name} {seconds:.0f}" for name, seconds in order), markup=False)
    longest = [part for root in report.roots for part in root.longest]
    if longest:
        out.print("Longest: " + ", ".join(f"{p.name} {p.seconds:.0f}" for p in longest), markup=False)
    verdict = f"{report.findings} findings" if report.findings else "no finding"
    out.print(f"Gate: {report.answers} answers, {verdict}; report: {report.gate}", markup=False)
    out.print(f"Terraform {report.terraform}, provider from {report.provider}", markup=False)
