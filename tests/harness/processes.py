"""Processes as tests look at them: which there are, and waiting until they are as they should be."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> bool:
    """Whether it comes true before the deadline."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def alive(processes: set[int]) -> set[int]:
    """Those of them that run."""
    return processes & set(_parents())


def descendants(process: int) -> set[int]:
    """The processes that this one started, and those that they did."""
    parents = _parents()
    found, waiting = set[int](), {process}
    while waiting:
        waiting = {pid for pid, parent in parents.items() if parent in waiting}
        found |= waiting
    return found


def _parents() -> dict[int, int]:
    """Every process but the one that lists them, and who started it."""
    words = ["/bin/ps", "-A", "-o", "pid=,ppid="]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as listing:
        lines = [line.split() for line in listing.communicate()[0].splitlines()]
    return {int(pid): int(parent) for pid, parent in lines if int(pid) != listing.pid}
