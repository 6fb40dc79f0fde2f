"""Many roots at once: stage after stage, and the roots of a stage side by side.

A root that fails does not stop its siblings, for they share nothing; the next stage does not begin, for what
fails in dev does not go on to prod. Everything that a root says is also in a log of its own.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, Generic, Literal, Protocol, TextIO, TypeVar

from mlplatform.terraform import processes
from mlplatform.terraform.events import Progress
from mlplatform.terraform.root import Root

Result = TypeVar("Result")
Watch = Callable[[Progress], None]
PARALLEL = 4  # roots at once; each is a Terraform and a provider, of some hundred megabytes


class Lane(Protocol):
    """Where one root says how it comes along."""

    def tell(self, message: str) -> None:
        """A step that begins."""

    def watch(self, title: str) -> Watch:
        """What to call with the progress of one Terraform run."""


class Board(Protocol):
    """Shows many roots at once; its methods are called from many threads."""

    def lane(self, root: Root) -> Lane:
        """A root begins."""

    def end(self, outcome: Outcome[Any]) -> None:
        """A root has ended, or will not begin."""


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What became of a root. ``result`` is what the work gave back, ``error`` what it raised."""

    root: Root
    verdict: Literal["done", "failed", "not begun"]
    log: Path
    result: Result | None = None
    error: Exception | None = None
    seconds: float = 0.0


def run(
    stages: Sequence[Sequence[Root]],
    work: Callable[[Root, Lane], Result],
    board: Board,
    parallel: int = PARALLEL,
    log: str = "apply",
) -> list[Outcome[Result]]:
    """Do ``work(root, lane)`` for every root and give back what became of each, in the order of the stages.

    Nothing that the work raises is raised here: it is in the outcomes. A Ctrl-C, or a SIGTERM, stops every
    Terraform so that it saves its state, and then raises ``KeyboardInterrupt``. ``log`` names the log of a
    root, ``<work>/<log>.log``.
    """
    outcomes: list[Outcome[Result]] = []
    stopped = False
    processes.resume()
    with _sigterm_as_interrupt(), ThreadPoolExecutor(max(1, parallel)) as pool:
        for stage in stages:
            if stopped or any(outcome.verdict != "done" for outcome in outcomes):
                outcomes += [_not_begun(root, log, board) for root in stage]
                continue
            futures = [pool.submit(_one, root, work, board, log) for root in stage]
            stopped = _wait(futures)
            outcomes += [future.result() for future in futures]
    if stopped:
        raise KeyboardInterrupt
    return outcomes


def log_file(root: Root, log: str = "apply") -> Path:
    """Where the last run of a root is told line by line."""
    return root.work / f"{log}.log"


def _wait(futures: Sequence[Future[Any]]) -> bool:
    """Until all have ended; True where they were asked to end."""
    waiting, stopped = set(futures), False
    while waiting:
        try:
            _, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        except KeyboardInterrupt:
            stopped = True
            processes.interrupt()
    return stopped


def _one(root: Root, work: Callable[[Root, Lane], Result], board: Board, log: str) -> Outcome[Result]:
    begun, path = time.monotonic(), log_file(root, log)

    def outcome(verdict: Literal["done", "failed"], **more: Any) -> Outcome[Result]:
        return Outcome(root, verdict, path, seconds=round(time.monotonic() - begun, 1), **more)

    with path.open("w") as file:
        lane = _Logged(board.lane(root), file)
        try:
            ended = outcome("done", result=work(root, lane))
        except Exception as error:
            lane.write(f"failed: {error}")
            ended = outcome("failed", error=error)
    board.end(ended)
    return ended


def _not_begun(root: Root, log: str, board: Board) -> Outcome[Any]:
    outcome: Outcome[Any] = Outcome(root, "not begun", log_file(root, log))
    board.end(outcome)
    return outcome


class _Logged:
    """A lane whose words also go to the root's log, with every event of Terraform's as a line."""

    def __init__(self, lane: Lane, file: TextIO) -> None:
        self._lane, self._file, self._lock = lane, file, threading.Lock()

    def tell(self, message: str) -> None:
        self.write(message)
        self._lane.tell(message)

    def watch(self, title: str) -> Watch:
        self.write(title)
        show, written = self._lane.watch(title), 0

        def follow(progress: Progress) -> None:
            nonlocal written
            self._lines(progress.said[written:])
            written = len(progress.said)
            show(progress)

        return follow

    def write(self, message: str) -> None:
        self._lines([f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}  == {message}"])

    def _lines(self, lines: list[str]) -> None:
        if lines:
            with self._lock:
                self._file.write("\n".join(lines) + "\n")
                self._file.flush()


@contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    """A pipeline that is cancelled sends SIGTERM; that is to end as gently as a Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def raise_interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, raise_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
