"""Runs the tests of a module whenever something in it changes, until told to stop.

A run that is under way when something changes is ended, and begun anew with what it was about: its answer
would be about files that are no more. It is also what keeps the store right: a plan takes seconds, and so
never comes to be kept under the hash of files that changed while it was made.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import watchfiles

from mlplatform.harness import provider, selection
from mlplatform.harness.tree import Tree

STEP = 100  # milliseconds without a change, after which those before it are taken to be one
LOOK = 100  # milliseconds between two looks at whether a run has ended
END_SECONDS = 1.0
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Tell = Callable[[str], None]


class Run:
    """The tests of some modules under way, in a process group of their own: all of it can be ended."""

    def __init__(self, words: list[str], root: Path, environment: Mapping[str, str]) -> None:
        self._begun = time.monotonic()
        self._scratch = tempfile.TemporaryDirectory(prefix="mlp-watch-", ignore_cleanup_errors=True)
        # What a run that is killed leaves half made is in there, and goes with it.
        own = {"TMPDIR": self._scratch.name}
        self._process = subprocess.Popen(
            words,
            cwd=root,
            env={**os.environ, **environment, **own},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def outcome(self) -> tuple[int, float] | None:
        """The exit status, and the seconds it took; None while it goes on."""
        status = self._process.poll()
        if status is None:
            return None
        self._scratch.cleanup()
        return status, time.monotonic() - self._begun

    def end(self) -> None:
        """End it, if it has not ended. Tests may tidy up; plans are not waited for."""
        # Terraform is not interrupted, for it would then write down half a plan: it goes on, or is killed.
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._scratch.cleanup()


class Loop:
    """One run at a time, of the modules that the latest changes concern."""

    def __init__(
        self, tree: Tree, modules: Iterable[str], expression: str, kept: Mapping[str, str], tell: Tell
    ) -> None:
        self._tree = tree
        self._chosen = set(modules)
        self._expression = expression
        self._kept = kept
        self._tell = tell
        self._run: Run | None = None
        self._about: set[str] = set()

    def begin(self, about: set[str]) -> None:
        """Run the tests of these modules, and of those whose run this ends."""
        if self._run:
            about = about | self._about
            self._run.end()
        self._about = about
        self._tell(f"running {self._name()}")
        every = not self._chosen and about == set(self._tree.names())
        words = selection.command(self._tree, () if every else about, self._expression)
        self._run = Run(words, self._tree.root, self._environment())

    def turn(self, changed: set[Path]) -> None:
        """Begin what these changes call for; tell of a run that has ended."""
        about = self._chosen_of(selection.concerned(self._tree, changed))
        if about:
            self._tell(f"changed: {_listed(sorted(str(p.relative_to(self._tree.root)) for p in changed))}")
            self.begin(about)
        elif self._run and (outcome := self._run.outcome()):
            status, seconds = outcome
            self._run = None
            self._tell(f"{self._name()}: {'holds' if status == 0 else 'does not hold'} ({seconds:.1f} s)")

    def end(self) -> None:
        """End the run that is under way."""
        if self._run:
            self._run.end()

    def every(self) -> set[str]:
        """The modules that are watched."""
        return self._chosen_of(set(self._tree.names()))

    def _environment(self) -> Mapping[str, str]:
        if self._kept and not provider.answers(self._kept):
            self._tell("the provider that was kept has ended; each plan starts its own")
            self._kept = {}
        return self._kept

    def _chosen_of(self, modules: set[str]) -> set[str]:
        return modules & self._chosen if self._chosen else modules

    def _name(self) -> str:
        return "all modules" if self._about == set(self._tree.names()) else ", ".join(sorted(self._about))


def watch(tree: Tree, modules: Iterable[str], expression: str, tell: Tell) -> None:
    """Run the tests of these modules (all where none is named), and again of each that a change concerns.

    Returns on Ctrl-C, SIGTERM or SIGHUP, when everything that it started has ended.
    """
    paths = [tree.root / name for name in selection.WATCHED if (tree.root / name).is_dir()]
    with _stopping() as stop, provider.kept(tree, tell) as kept:
        loop = Loop(tree, modules, expression, kept, tell)
        try:
            turns = watchfiles.watch(
                *paths, step=STEP, rust_timeout=LOOK, yield_on_timeout=True, stop_event=stop
            )
            next(turns, None)  # from here on no change is missed
            if not stop.is_set():
                loop.begin(loop.every())
            for changes in turns:
                loop.turn({Path(name) for _, name in changes})
        finally:
            loop.end()


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and its like set. Nothing is interrupted, so impatience breaks nothing."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in _STOPS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
