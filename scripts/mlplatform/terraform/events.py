"""Terraform's machine-readable output (``-json``), read line by line as it is written to a file.

Terraform writes to the file itself, not to us: a killed ``mlp`` neither stops Terraform nor loses what
it reported, and the next run reads the same file to carry on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Progress:
    """What a run has said so far."""

    operation: str = "plan"
    world: str = ""  # the AWS that a journal speaks of
    taken_over: dict[str, str] = field(default_factory=dict)  # address -> import id, of an earlier mending
    planned: int = 0  # changes that this run will make
    refreshed: int = 0
    started: dict[str, str] = field(default_factory=dict)  # address -> action, still under way
    done: int = 0
    created: dict[str, str] = field(default_factory=dict)  # address -> the provider's id, where it has one
    changes: dict[str, int] = field(default_factory=dict)  # add, change, import, remove
    errors: list[str] = field(default_factory=list)
    took: dict[str, int] = field(default_factory=dict)  # address -> seconds that its change took
    seconds: float = 0.0  # wall time of the run
    said: list[str] = field(default_factory=list)  # each event as a line for people

    def take(self, event: dict[str, Any]) -> None:
        """One event of Terraform's into the sum."""
        kind = event.get("type")
        if "@message" in event:
            self.said.append(_spoken(event))
        hook = event.get("hook", {})
        address = hook.get("resource", {}).get("addr", "")
        if kind == "planned_change":
            self.planned += 1
        elif kind == "world":
            self.world = event["world"]
        elif kind == "taken_over":
            self.taken_over |= event["imports"]
        elif kind == "refresh_complete":
            self.refreshed += 1
        elif kind == "apply_start":
            self.started[address] = hook.get("action", "")
        elif kind in ("apply_complete", "apply_errored"):
            self.started.pop(address, None)
            self.done += kind == "apply_complete"
            action = hook.get("action")
            self.took[address] = int(hook.get("elapsed_seconds", 0))
            if kind == "apply_complete" and action == "create":
                self.created[address] = hook.get("id_value", "")
            elif kind == "apply_complete" and action == "delete":
                self.created.pop(address, None)
        elif kind == "change_summary":
            self.changes = {k: v for k, v in event["changes"].items() if isinstance(v, int)}
        elif kind == "diagnostic" and event["diagnostic"]["severity"] == "error":
            self.errors.append(_line(event["diagnostic"]))


def read(path: Path) -> Progress:
    """All that a finished, or killed, run has left in its file."""
    progress = Progress()
    if path.is_file():
        for event in _events(path.read_text(errors="replace")):
            progress.take(event)
    return progress


def follow(
    path: Path,
    alive: Callable[[], bool],
    watch: Callable[[Progress], None],
    operation: str,
    begin: int = 0,
) -> Progress:
    """Read the file as it grows from ``begin`` (bytes), until the run has ended; ``watch`` sees it all."""
    progress = Progress(operation)
    begun = time.monotonic()
    rest = ""
    with path.open(errors="replace") as stream:
        stream.seek(begin)
        while True:
            running = alive()
            chunk = stream.read()
            if chunk:
                *lines, rest = (rest + chunk).split("\n")
                for event in _events("\n".join(lines)):
                    progress.take(event)
            progress.seconds = time.monotonic() - begun
            watch(progress)
            if not running and not chunk:
                return progress
            time.sleep(0 if chunk else 0.1)


def _events(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue  # the last line of a killed run may be cut off
        if isinstance(event, dict):
            yield event


def _spoken(event: dict[str, Any]) -> str:
    at = str(event.get("@timestamp", ""))[:19].replace("T", " ")
    diagnostic = event.get("diagnostic")
    words = f"{diagnostic['severity']}: {_line(diagnostic)}" if diagnostic else event["@message"]
    return f"{at}  {' '.join(str(words).split())}"


def _line(diagnostic: dict[str, Any]) -> str:
    where = diagnostic.get("address") or diagnostic.get("range", {}).get("filename", "")
    detail = " ".join(str(diagnostic.get("detail", "")).split())
    return ": ".join(part for part in (where, diagnostic["summary"], detail) if part)


def wanted(changes: Mapping[str, int]) -> str:
    """What a plan would change, in words; empty where it is nothing."""
    words = {"add": "to add", "change": "to change", "remove": "to remove", "import": "to take over"}
    return ", ".join(f"{changes[kind]} {word}" for kind, word in words.items() if changes.get(kind))
