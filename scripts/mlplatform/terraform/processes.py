"""The Terraforms that this process follows, and how they are asked to end."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mlplatform.errors import PlatformError

SETTLE_SECONDS = 1.0  # a signal that comes twice within this is one: a wrapper passes on what we have too


class Interrupted(PlatformError):
    """Stopped by a person; the next run carries on."""

    exit_code = 130


class _Live:
    """What runs; one for the whole process, as signals are."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.processes: set[subprocess.Popen[bytes]] = set()
        self.stopping = False
        self.asked = -SETTLE_SECONDS


_live = _Live()


def interrupt() -> None:
    """Ask every Terraform that runs to end: each starts nothing more and saves its state. None begins before
    ``resume``."""
    _live.stopping = True
    signal_all()


def resume() -> None:
    """Let Terraform begin again after an ``interrupt``."""
    _live.stopping = False


def check(message: str) -> None:
    """``Interrupted`` where a person has asked for the end."""
    if _live.stopping:
        raise Interrupted(message)


def signal_all() -> None:
    """Ask all that run; upon a second signal a Terraform ends at once."""
    with _live.lock:
        if time.monotonic() - _live.asked >= SETTLE_SECONDS:
            _live.asked = time.monotonic()
            for process in _live.processes:
                process.send_signal(signal.SIGINT)


@contextmanager
def live(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A process is one of them for the length of a ``with``."""
    with _live.lock:
        _live.processes.add(process)
        if _live.stopping:  # asked between its start and now
            process.send_signal(signal.SIGINT)
    try:
        yield
    finally:
        with _live.lock:
            _live.processes.discard(process)
