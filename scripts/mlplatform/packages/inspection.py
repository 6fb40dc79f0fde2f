"""Bring a request into quarantine, and scan what then stands there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mlplatform.errors import BadInput
from mlplatform.packages import intake, standing
from mlplatform.packages.advisories import Advisories
from mlplatform.packages.files import Records, Say
from mlplatform.packages.record import File, Finding, Request, Scan, Version, identity
from mlplatform.packages.scan import scan
from mlplatform.packages.store import QUARANTINE, Store, save


def inspect(
    store: Store,
    records: Records,
    request: Request,
    advisories: Advisories,
    now: datetime,
    say: Say,
    *,
    states: tuple[standing.State, ...] = ("draft", "pending", "live"),
) -> Scan:
    """The scan of a request. What stands in quarantine and is in no request of these states goes."""
    policy, recalls, requests = records.policy(), records.recalls(), records.requests()
    today = now.date()
    gone = {identity(one.key) for one in recalls}
    withdrawn = {one.key for one in request.closure if identity(one.key) in gone}
    if withdrawn and "draft" in states:
        raise BadInput(
            f"{request.key}: carries {min(withdrawn)}, which is recalled; allowed: another version"
        )
    # What is live without a recalled version is looked at without it.
    rest = tuple(one for one in request.closure if one.key not in withdrawn)
    request = request.model_copy(update={"closure": rest})
    kept = [one for one in requests if standing.of(one, recalls, policy, today).state in states]
    live = standing.live(requests, recalls, policy, today)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        intake.fill(store, request, intake.recorded([*kept, request]), folder, say)

        def file_of(version: Version, file: File) -> Path:
            path = folder / file.name
            save(store, QUARANTINE, version.name, version.version, file.name, path)
            return path

        return scan(
            request,
            policy=policy,
            file_of=file_of,
            advisories=advisories,
            approved_names={one.name for one in live.values()},
            now=now,
            say=say,
        )


def scanned(request: Request, found: Scan) -> Request:
    """The request with its scan. Its approvals were of another text, and go; git keeps them."""
    return request.model_copy(update={"scan": found, "approvals": (), "expires": None})


def beyond(request: Request, found: Iterable[Finding]) -> list[Finding]:
    """What is found now and is not in the record."""
    known = {one.id for one in (request.scan.findings if request.scan else ())}
    return [one for one in found if one.id not in known]
