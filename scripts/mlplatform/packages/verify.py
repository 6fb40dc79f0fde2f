"""Whether what stands in CodeArtifact is what the records say, hash by hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from mlplatform.packages.files import Say
from mlplatform.packages.publish import differs
from mlplatform.packages.record import Policy, identity
from mlplatform.packages.standing import Live
from mlplatform.packages.store import INTERNAL, PUBLIC, QUARANTINE, Held, Store, save

SIDE_BY_SIDE = 8
CONNECTION = "public:pypi"


@dataclass(frozen=True)
class Expected:
    """What the records say: what is live, and the files of all requests by ``name==version``."""

    live: Mapping[str, Live]
    recorded: Mapping[str, Mapping[str, str]]
    recalled: frozenset[str]
    policy: Policy

    def withdraws(self, key: str) -> bool:
        """Whether a version is recalled, however it is written."""
        return identity(key) in self._withdrawn

    @cached_property
    def _withdrawn(self) -> set[object]:
        return {identity(one) for one in self.recalled}


@dataclass(frozen=True)
class _Version:
    repository: str
    name: str
    version: str
    held: Held

    @property
    def key(self) -> str:
        return f"{self.name}=={self.version}"

    def __str__(self) -> str:
        return f"{self.repository}: {self.key}"


def verify(store: Store, expected: Expected, *, deep: bool, say: Say) -> list[str]:
    """What does not hold, one a line; ``deep`` reads every file and hashes it."""
    found = _ways(store)
    standing = {name: _standing(store, name) for name in (store.approved, QUARANTINE, INTERNAL)}
    internal = {one.key: one.held for one in standing[INTERNAL]}
    for one in standing[store.approved]:
        found += _approved(one, expected, internal)
    for one in standing[QUARANTINE]:
        found += _quarantined(one, expected)
    for one in standing[INTERNAL]:
        found += _internal(one, expected)
    there = {one.key for one in standing[store.approved]}
    found += [
        f"{store.approved}: {key}: is live and not there; run: mlp packages publish"
        for key in expected.live
        if key not in there
    ]
    if deep:
        found += _deep(store, [one for several in standing.values() for one in several], say)
    return found


def _standing(store: Store, repository: str) -> list[_Version]:
    """The versions of a repository that can be read."""
    listed = [(name, version) for name, version, _ in store.versions(repository)]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        held = list(pool.map(lambda one: store.held(repository, *one), listed))
    return [
        _Version(repository, *one, known)
        for one, known in zip(listed, held, strict=True)
        if known and known.readable
    ]


def _approved(one: _Version, expected: Expected, internal: Mapping[str, Held]) -> list[str]:
    if expected.withdraws(one.key):
        return [f"{one}: is recalled; run: mlp packages recall {one.key}"]
    if expected.policy.is_internal(one.name):
        # Kept here since somebody asked for it; the bank's own packages are published in internal alone.
        source = internal.get(one.key)
        if source is None:
            return [f"{one}: is the bank's own by its name, and not in {INTERNAL}"]
        wrong = _differs(one.held.assets, source.assets)
        return [f"{one}: {wrong} in {INTERNAL}"] if wrong else []
    live = expected.live.get(one.key)
    if live is None:
        return [f"{one}: is not live; run: mlp packages expire"]
    wrong = differs(one.held.assets, live.files)
    found = [f"{one}: {wrong}; run: mlp packages publish"] if wrong else []
    return [*found, *([f"{one}: is unlisted, so that pip does not find it"] if _unlisted(one) else [])]


def _quarantined(one: _Version, expected: Expected) -> list[str]:
    files = expected.recorded.get(one.key)
    if expected.withdraws(one.key):
        return [f"{one}: is recalled and not archived; run: mlp packages recall {one.key}"]
    if files is None:
        return [f"{one}: is in no record"]
    strange = {name: sha256 for name, sha256 in one.held.assets.items() if files.get(name) != sha256}
    wrong = differs(strange, files) if strange else ""
    return [f"{one}: {wrong.replace('no live request', 'no request')}"] if wrong else []


def _internal(one: _Version, expected: Expected) -> list[str]:
    if expected.withdraws(one.key):
        return [f"{one}: is recalled and not archived; run: mlp packages recall {one.key}"]
    if expected.policy.is_internal(one.name):
        return []
    prefixes = ", ".join(expected.policy.internal_prefixes)
    return [f"{one}: is not the bank's own by its name; allowed: what begins with {prefixes}"]


def _differs(assets: Mapping[str, str], source: Mapping[str, str]) -> str:
    strange = sorted(name for name, sha256 in assets.items() if source.get(name) != sha256)
    return f"{strange[0]} is not as it is" if strange else ""


def _unlisted(one: _Version) -> bool:
    return one.held.status == "Unlisted"


def _deep(store: Store, standing: Iterable[_Version], say: Say) -> list[str]:
    """Files whose bytes are not those of the hash that AWS tells."""
    asked = [(one, name, sha256) for one in standing for name, sha256 in sorted(one.held.assets.items())]
    say(f"{len(asked)} files: read and hashed")
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:

        def read(numbered: tuple[int, tuple[_Version, str, str]]) -> str:
            number, (one, name, sha256) = numbered
            path = Path(scratch) / str(number)
            found = save(store, one.repository, one.name, one.version, name, path)
            path.unlink()
            if found == sha256:
                return ""
            return f"{one}: {name}: its bytes have the SHA-256 {found[:12]}… and AWS says {sha256[:12]}…"

        return [line for line in pool.map(read, enumerate(asked)) if line]


def _ways(store: Store) -> list[str]:
    """What repositories take in by themselves: each has the one way that it should have, or none."""
    wanted = {
        PUBLIC: ([], [CONNECTION]),
        QUARANTINE: ([], []),
        INTERNAL: ([], []),
        store.approved: ([INTERNAL], []),
    }
    found = []
    for repository, (upstreams, connections) in wanted.items():
        has_upstreams, has_connections = store.ways(repository)
        for what, has, allowed in (
            ("upstreams", has_upstreams, upstreams),
            ("connections", has_connections, connections),
        ):
            if has != allowed:
                said = ", ".join(has) or "none"
                found.append(f"{repository}: {what}: {said}; allowed: {', '.join(allowed) or 'none'}")
    return found
