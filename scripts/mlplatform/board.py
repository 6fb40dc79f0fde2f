"""Many roots at once, as people see them: a line that moves for each in a terminal, plain lines elsewhere."""

from __future__ import annotations

import threading
import time
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from mlplatform import console
from mlplatform.terraform.events import Progress
from mlplatform.terraform.fleet import Outcome, Watch
from mlplatform.terraform.root import Root

_STYLES = {"done": "green", "failed": "bold red", "not begun": "dim"}


class Board:
    """What ``fleet.run`` shows its roots on; a ``with`` begins and ends what moves."""

    def __init__(self, to: Console = console.err) -> None:
        self.to = to
        self.lanes: dict[str, Lane] = {}
        self.lock = threading.Lock()
        self._live = Live(get_renderable=self._table, console=to, refresh_per_second=4, redirect_stdout=False)
        self.moves = to.is_terminal

    def __enter__(self) -> Board:
        if self.moves:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.moves:
            self._live.stop()

    def lane(self, root: Root) -> Lane:
        """A root begins."""
        lane = Lane(self, root.name)
        with self.lock:
            self.lanes[root.name] = lane
        return lane

    def end(self, outcome: Outcome[Any]) -> None:
        """A root has ended, or will not begin."""
        name = outcome.root.name
        lane = self.lanes.get(name) or self.lane(outcome.root)
        lane.end(outcome.verdict, outcome.seconds)
        if not self.moves:
            self.say(f"{name}: {outcome.verdict} ({outcome.seconds:.0f} s)")

    def say(self, line: str) -> None:
        """A plain line; never half of two."""
        with self.lock:
            self.to.print(f"  {line}", markup=False)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        with self.lock:
            lanes = list(self.lanes.values())
        for lane in lanes:
            took = f"{lane.seconds:.0f} s"
            table.add_row(lane.name, Text(lane.words, style=_STYLES.get(lane.verdict, "")), took)
        return table


class Quiet:
    """A board that shows nothing, for what takes a moment."""

    def lane(self, _root: Root) -> Quiet:
        """A root begins."""
        return self

    def end(self, _outcome: Outcome[Any]) -> None:
        """A root has ended."""

    def tell(self, _message: str) -> None:
        """A step that begins."""

    def watch(self, _title: str) -> Watch:
        """What to call with the progress of one Terraform run."""
        return lambda _: None


class Lane:
    """One root on the board."""

    def __init__(self, board: Board, name: str) -> None:
        self._board, self.name = board, name
        self.words, self.verdict = "begins", ""
        self._begun = time.monotonic()
        self._took = 0.0

    @property
    def seconds(self) -> float:
        """How long it has been at it, or took."""
        return self._took or time.monotonic() - self._begun

    def tell(self, message: str) -> None:
        """A step that begins."""
        self.words = message.removeprefix(f"{self.name}: ")
        if not self._board.moves:
            self._board.say(message)

    def watch(self, title: str) -> Watch:
        """What to call with the progress of one Terraform run."""
        self.tell(title)
        step, begun, told = self.words, time.monotonic(), time.monotonic()

        def follow(progress: Progress) -> None:
            nonlocal told
            now = time.monotonic()
            self.words = f"{step}: {console.so_far(progress)}"
            if not self._board.moves and now - told >= console.EVERY:
                told = now
                self._board.say(f"{self.name}: {self.words} ({now - begun:.0f} s)")

        return follow

    def end(self, verdict: str, seconds: float) -> None:
        """The root has ended."""
        self.verdict, self.words, self._took = verdict, verdict, seconds
