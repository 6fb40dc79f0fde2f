"""How commands speak: colour and a moving bar in a terminal, plain lines where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

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
        text = f"{self.title}: {so_far(progress)} ({now - self.begun:.0f} s)"
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


def so_far(progress: Progress) -> str:
    """How far a Terraform run has come, in few words."""
    if progress.operation == "apply":
        waiting = ", ".join(sorted({_type(address) for address in progress.started})[:3])
        return f"{progress.done} done, {len(progress.started)} under way" + (
            f" ({waiting})" if waiting else ""
        )
    return f"{progress.refreshed} read, {progress.planned} to change"


def _type(address: str) -> str:
    """The type of a resource; the key of an instance may have dots of its own."""
    return "".join(address.split('"')[::2]).rsplit(".", 2)[-2]


def show_table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table whose last column is of numbers."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right" if column == columns[-1] else "left")
    for row in rows:
        table.add_row(*row)
    out.print(table)
