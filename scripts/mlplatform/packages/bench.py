"""What the way of a package costs, for a closure as large as people ask for: from the request to the recall.

In an embedded AWS of its own, with the index that pip on this machine uses, and with approvals that stand in
memory alone. git is not asked who approved: that costs the same for any closure.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mlplatform.errors import PlatformError
from mlplatform.local_aws import control
from mlplatform.packages import (
    approval,
    bench_world,
    index,
    inspection,
    intake,
    lock,
    publish,
    recall,
    standing,
    store,
    verify,
)
from mlplatform.packages import request as drafting
from mlplatform.packages.bench_world import Consumer
from mlplatform.packages.files import Records, Say
from mlplatform.packages.record import Acceptance, File, Recall, Request, Version
from mlplatform.packages.scan import scan
from mlplatform.packages.store import QUARANTINE

REQUIREMENT = "jupyter==1.1.1"  # about a hundred versions
OUTSIDE, APPROVED = "pip install, outside", "pip install, approved"
_NOBODY = "u000000"  # the requester, who is no approver


@dataclass(frozen=True)
class Part:
    """What one step took; ``bytes`` are those of the files that it moved, read or installed."""

    name: str
    versions: int
    bytes: int
    calls: int  # that AWS answered
    seconds: float


@dataclass(frozen=True)
class Figures:
    """Of one run, and how large the closure was."""

    requirement: str
    versions: int
    files: int
    bytes: int
    findings: int
    parts: tuple[Part, ...]

    @property
    def ratio(self) -> float:
        """How often the install from outside goes into that from approved."""
        took = {one.name: one.seconds for one in self.parts}
        return took[APPROVED] / took[OUTSIDE]


def measure(tell: Say, requirement: str = REQUIREMENT, index_url: str | None = None) -> Figures:
    """Take a version the whole way; what it leaves behind is nothing."""
    with (
        tempfile.TemporaryDirectory(prefix="mlp-bench-") as name,
        bench_world.working_in(Path(name) / "work"),
    ):
        run_dir = Path(name) / "aws"
        try:
            running = control.up(run_dir, package_index=index_url or "pip")
            return _Way(Path(name), running, index.configured(index_url), tell).go(requirement)
        finally:
            control.down(run_dir)


@dataclass
class _Counted:
    versions: int = 0
    bytes: int = 0

    def closure(self, versions: Iterable[Version]) -> None:
        """All files of these."""
        several = list(versions)
        self.versions, self.bytes = len(several), sum(one.size for each in several for one in each.files)


class _Way:
    """The way of one request, part by part."""

    def __init__(self, folder: Path, running: control.Running, source: index.Index, tell: Say) -> None:
        self._folder, self._running, self._index, self._tell = folder, running, source, tell
        self._say = bench_world.seldom(tell)
        self._policy = Records().policy()
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._store = bench_world.domain(running, self._policy, self._say)
        self._parts: list[Part] = []

    def go(self, requirement: str) -> Figures:
        """All of it."""
        with self._part("request") as counted:
            asked = self._request(requirement)
            counted.closure(asked.closure)
            counted.bytes = 0
        with self._part("fill quarantine") as counted:
            files = intake.recorded([asked])
            intake.fill(self._store, asked, files, self._made("fill"), self._say)
            counted.closure(asked.closure)
        size = counted.bytes
        asked = self._scanned(asked)
        approved = self._approved(asked)
        live = standing.live([approved], [], self._policy, self._now.date())
        self._publish("publish", live, size)
        self._publish("publish again", live, 0)
        locked = self._folder / "lock.txt"
        with self._part("lock") as counted:
            words, targets = [requirement], self._policy.targets
            lock.write(locked, lock.text_of(words, [approved], live, self._policy, targets, ["mlp", "bench"]))
            counted.versions = len(lock.carried(locked))
        self._install(OUTSIDE, locked, approved)
        self._install(APPROVED, locked, approved)
        expected = verify.Expected(live, files, frozenset(), self._policy)
        self._verify("verify", expected, 0)
        self._verify("verify --deep", expected, 2 * size)  # in quarantine and in approved
        self._recall(approved, locked)
        count = sum(len(one.files) for one in asked.closure)
        found = len(asked.scan.findings) if asked.scan else 0
        return Figures(asked.key, len(asked.closure), count, size, found, tuple(self._parts))

    @contextmanager
    def _part(self, name: str) -> Iterator[_Counted]:
        self._tell(name)
        counted = _Counted()
        self._running.admin("requests", "DELETE")
        begun = time.monotonic()
        yield counted
        seconds = round(time.monotonic() - begun, 2)
        calls = sum(self._running.admin("requests").values())
        self._parts.append(Part(name, counted.versions, counted.bytes, calls, seconds))

    def _request(self, requirement: str) -> Request:
        return drafting.draft(
            requirement,
            requester=_NOBODY,
            because="To be measured.",
            use_cases=(),
            policy=self._policy,
            index=self._index,
            now=self._now,
            say=self._say,
        )

    def _scanned(self, asked: Request) -> Request:
        """Scanned with data that knows of nothing: how long real data takes to read is not of the closure."""
        known = bench_world.knowing_nothing(self._made("advisories"), self._now)
        folder = self._made("scan")

        def file_of(version: Version, file: File) -> Path:
            path = folder / file.name
            store.save(self._store, QUARANTINE, version.name, version.version, file.name, path)
            return path

        with self._part("scan") as counted:
            found = scan(
                asked,
                policy=self._policy,
                file_of=file_of,
                advisories=known,
                approved_names=(),
                now=self._now,
                say=self._say,
            )
            counted.closure(asked.closure)
        return inspection.scanned(asked, found)

    def _approved(self, asked: Request) -> Request:
        """With as many approvals as it takes, and every finding accepted that may be."""
        found = asked.scan.findings if asked.scan else ()
        accepted = [Acceptance(finding=one.id, because="Measured.") for one in found if one.acceptable]
        for who in self._policy.approvers[: self._policy.approvals_needed]:
            asked = approval.approve(asked, self._policy, (), who.id, accepted, self._now)
        return asked

    def _publish(self, name: str, live: Mapping[str, standing.Live], size: int) -> None:
        with self._part(name) as counted:
            done = publish.publish(self._store, live.values(), self._say)
            counted.versions, counted.bytes = len(done.copied) + len(done.stood), size
        _refuse(name, [f"{key}: {why}" for key, why in done.held_back.items()])

    def _verify(self, name: str, expected: verify.Expected, size: int) -> None:
        with self._part(name) as counted:
            found = verify.verify(self._store, expected, deep=name.endswith("--deep"), say=self._say)
            counted.versions, counted.bytes = len(expected.live), size
        _refuse(name, found)

    def _recall(self, approved: Request, locked: Path) -> None:
        record = Recall(
            package=approved.package,
            version=approved.version,
            recalled=self._now,
            by=_NOBODY,
            because="Measured.",
        )
        with self._part("recall") as counted:
            recall.withdraw(self._store, record, self._policy)
            counted.versions = 1
            recall.carriers(record.key, [approved], {"lock": locked})

    def _install(self, name: str, locked: Path, approved: Request) -> None:
        """By pip, in an environment of its own, with one index and nothing kept from before."""
        folder = self._folder / ("outside" if name == OUTSIDE else "approved")
        if name == OUTSIDE:
            consumer = Consumer.made(folder, self._index.url, self._index.certificates)
        else:
            address = self._store.endpoint(self._store.approved)
            opened = address.replace("://", f"://aws:{self._store.token()}@")
            consumer = Consumer.made(folder, f"{opened}simple/")
        sizes = {file.sha256: file.size for version in approved.closure for file in version.files}
        with self._part(name) as counted:
            installed = consumer.install(locked)
            counted.versions, counted.bytes = len(installed), sum(sizes[one] for one in installed)

    def _made(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir()
        return folder


def _refuse(name: str, found: list[str]) -> None:
    """A part that did not do its work has no figure."""
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise PlatformError(f"{name}: {found[0]}{more}")
