"""Whether a root stands, as far as that can be known; what cannot be known is never called standing.

A state alone does not tell whether the apply that wrote it came to its end. So each run of ``mlp`` writes
down how it ended and with which state (``remote_state.Note``), and a root stands where that note is of a
whole apply and of the very state that lies in the bucket. Whether AWS still is as the state says, only a plan
can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from mlplatform.terraform import events, package_groups, run
from mlplatform.terraform.events import Progress
from mlplatform.terraform.remote_state import Note, RemoteState, State
from mlplatform.terraform.root import Root

Standing = Literal["nothing stands", "half-done", "stands", "drifted", "unknown"]


@dataclass(frozen=True)
class Status:
    """One root; ``why`` says what makes it so."""

    root: str
    account_id: str
    standing: Standing
    why: str
    resources: int = 0
    changed: str = ""  # when its state was last written


def of(root: Root) -> Status:
    """What the state bucket and this machine's work folder know of a root."""
    remote = RemoteState(root)
    state = remote.state()
    under_way = _under_way(root, remote)
    known = replace(
        _by_note(root, state, remote.noted()),
        resources=len(state.instances) if state else 0,
        changed=state.modified if state else "",
    )
    return replace(known, standing="half-done", why=under_way) if under_way else known


def with_drift(root: Root, watch: Callable[[Progress], None]) -> Status:
    """The same, beside a plan that reads everything in AWS and changes nothing."""
    known = of(root)
    if known.standing not in ("stands", "unknown"):
        return known  # it is not whole, whatever a plan says
    root.init()
    planned = run.plan(root, watch, lock=False)
    if wanted := events.wanted(planned.changes):
        return replace(known, standing="drifted", why=f"a plan has {wanted}")
    if differs := package_groups.drift(root):
        return replace(known, standing="drifted", why=differs)
    return replace(known, standing="stands", why="a plan has no change")


def _under_way(root: Root, remote: RemoteState) -> str:
    """What is being done to the root, or was cut off; empty where nothing is known of it."""
    record = run.unfinished(root)
    if record:
        since = datetime.fromtimestamp(record.started, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if run.is_alive(record):
            return f"{record.operation} of process {record.pid} on this machine is under way since {since}"
        if record.operation == "apply":
            return f"an apply on this machine was killed, begun {since}; the next one carries on"
    if (journal := run.journal_file(root)).exists() and events.read(journal).world == remote.created:
        return "an apply on this machine was killed; the next one carries on"
    lock = remote.lock()
    if lock:
        operation = lock.operation.removeprefix("OperationType").lower()
        return f"{operation} of {lock.who} holds its lock since {lock.since}: under way, or killed"
    return ""


def _by_note(root: Root, state: State | None, note: Note | None) -> Status:
    def status(standing: Standing, why: str) -> Status:
        return Status(root.name, root.account_id, standing, why)

    empty = state is None or not state.instances
    if note and note.outcome in ("begun", "errors"):
        ended = "ended with errors" if note.outcome == "errors" else "did not end"
        return status("half-done", f"the last {note.operation}, of {note.who} at {note.at}, {ended}")
    if state is None or empty:
        gone = note is not None and note.operation == "destroy"
        return status("nothing stands", "taken down" if gone and note else "never applied, or taken down")
    if note is None:
        return status("unknown", "its last run left no note of how it ended; --drift plans and tells")
    if note.outcome == "part" or note.operation == "destroy":
        return status("half-done", f"a {note.operation} of {note.who} at {note.at} went through for a part")
    tainted = [one.address for one in state.instances if one.tainted]
    if tainted:
        return status("half-done", f"{', '.join(tainted[:3])} to be made again")
    if (note.lineage, note.serial) != (state.lineage, state.serial):
        return status(
            "unknown", f"its state was written by something else since {note.at}; --drift plans and tells"
        )
    return status("stands", f"applied whole, last by {note.who} at {note.at}")
