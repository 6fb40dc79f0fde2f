"""``mlp packages`` as people run it: on a git repository of its own, at a time of its own."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mlplatform import cli, cli_packages, cli_packages_common, cli_packages_store
from mlplatform.packages import lock
from packages.records import NOON, Book


@dataclass
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said to programs."""
        return json.loads(self.out)


class Desk:
    """Runs commands; ``now`` is what the clock shows."""

    def __init__(self, book: Book, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.book, self.now = book, NOON
        self._patch, self._capture = patch, capture
        for module in (cli_packages, cli_packages_store):
            patch.setattr(module, "records", lambda: self.book.records)
        for clock in (cli_packages, cli_packages_store, cli_packages_common):
            patch.setattr(clock, "time_now", self._time)
        patch.setattr(lock, "LOCKS", book.top / "environments" / "use_cases" / "locks")
        patch.delenv("MLP_STAFF_ID", raising=False)
        patch.delenv("MLP_ADVISORIES", raising=False)

    def run(self, *words: str | Path) -> Said:
        """Run ``mlp packages``."""
        self._patch.setattr(sys, "argv", ["mlp", "packages", *map(str, words)])
        self._capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = self._capture.readouterr()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 1, told.out, told.err)

    def _time(self) -> datetime:
        return self.now
