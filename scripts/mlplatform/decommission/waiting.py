"""Wait for AWS to have done what it was asked to."""

from __future__ import annotations

import time
from collections.abc import Callable

from mlplatform.errors import PlatformError
from mlplatform.terraform import processes

EVERY = 5.0
LONGEST = 1800.0


def until(done: Callable[[], bool], what: str, every: float = EVERY, longest: float = LONGEST) -> None:
    """Ask again and again; ``PlatformError`` where it takes too long, or a person has stopped the run."""
    begun = time.monotonic()
    while not done():
        processes.check(f"{what}: stopped while it was waited for")
        if time.monotonic() - begun > longest:
            raise PlatformError(f"{what}: not done within {longest:.0f} s; run it again to go on waiting")
        time.sleep(every)
