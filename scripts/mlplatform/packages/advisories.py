"""Known vulnerabilities, from OSV's data as a file, so that a scan needs no internet.

The format: https://ossf.github.io/osv-schema
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from mlplatform.errors import BadInput
from mlplatform.packages.files import place
from mlplatform.paths import work_folder

ECOSYSTEM = "PyPI"
HOW = (
    "allowed: the zip that OSV exports for PyPI, or a folder of its files, "
    "such as a checkout of pypa/advisory-database"
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHAPE = 1  # of what is kept; another number reads anew


@dataclass(frozen=True)
class Advisory:
    """A vulnerability of a package: which versions have it."""

    id: str
    aliases: tuple[str, ...]
    summary: str
    versions: frozenset[str]  # named one by one, as PEP 440 writes them
    ranges: tuple[tuple[tuple[str, str], ...], ...]  # events: ("introduced", "1.0"), ("fixed", "1.2")

    def affects(self, version: str) -> bool:
        """Whether a version has it. One that PEP 440 cannot read is taken to have it.

        A local version, 2.0+cpu, has what 2.0 has: advisories name none."""
        try:
            numbers = {Version(version), Version(Version(version).public)}
        except InvalidVersion:
            return True
        return any(
            str(number) in self.versions or any(_within(number, events) for events in self.ranges)
            for number in numbers
        )

    @property
    def fixed(self) -> tuple[str, ...]:
        """The versions that end it."""
        return tuple(dict.fromkeys(at for events in self.ranges for kind, at in events if kind == "fixed"))


@dataclass(frozen=True)
class Advisories:
    """All that is known, by package."""

    newest: date  # of the advisory that changed last
    sha256: str  # of the data
    by_package: Mapping[str, tuple[Advisory, ...]]

    def against(self, name: str, version: str) -> list[Advisory]:
        """What is known against a version, by id."""
        known = self.by_package.get(canonicalize_name(name), ())
        return sorted((one for one in known if one.affects(version)), key=lambda one: one.id)


def load(path: Path) -> Advisories:
    """Read OSV's data; what was read is kept by its hash, and read once."""
    if not path.exists():
        raise BadInput(f"advisories {path}: there is no such file; {HOW}")
    digest = _digest(path)
    kept = work_folder() / "advisories" / f"{digest}-{_SHAPE}.msgpack"
    with suppress(OSError, msgspec.DecodeError):  # not there, or not whole
        return msgspec.msgpack.decode(kept.read_bytes(), type=Advisories)
    newest, by_package = "", dict[str, list[Advisory]]()
    for name, said in _read(path):
        newest = max(newest, str(said.get("modified", ""))[:10])
        if said.get("withdrawn"):
            continue
        for package, advisory in _advisories(said, f"{path}: {name}"):
            by_package.setdefault(package, []).append(advisory)
    if not by_package:
        raise BadInput(f"advisories {path}: holds no advisory for {ECOSYSTEM}; {HOW}")
    try:
        day = date.fromisoformat(newest)
    except ValueError as error:
        raise BadInput(
            f'advisories {path}: the newest change is of "{newest}", which is no day; {HOW}'
        ) from error
    found = Advisories(day, digest, {name: tuple(some) for name, some in by_package.items()})
    place(kept, msgspec.msgpack.encode(found))
    return found


def _advisories(said: Mapping[str, Any], where: str) -> Iterator[tuple[str, Advisory]]:
    try:
        for one in said.get("affected") or ():
            package = one.get("package") or {}
            if package.get("ecosystem") == ECOSYSTEM:
                yield canonicalize_name(package["name"]), _advisory(said, one)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"advisories {where}: is not as OSV writes it ({error!r}); {HOW}") from error


def _advisory(said: Mapping[str, Any], affected: Mapping[str, Any]) -> Advisory:
    ranges = [
        tuple((kind, str(at)) for event in one.get("events", ()) for kind, at in event.items())
        for one in affected.get("ranges") or ()
        if one.get("type") == "ECOSYSTEM"
    ]
    text = said.get("summary") or said.get("details") or ""
    return Advisory(
        id=str(said["id"]),
        aliases=tuple(sorted(map(str, said.get("aliases") or ()))),
        summary=" ".join(str(text).split())[:160],
        versions=frozenset(_plain(str(one)) for one in affected.get("versions") or ()),
        ranges=tuple(ranges),
    )


def _plain(version: str) -> str:
    try:
        return str(Version(version))
    except InvalidVersion:
        return version


def _within(number: Version, events: tuple[tuple[str, str], ...]) -> bool:
    """Whether a version is in a range: the last event at or before it says so.

    ``limit`` ends a range as ``fixed`` does. An event that PEP 440 cannot read makes the range count."""
    inside = False
    try:
        ordered = sorted(events, key=_place)
    except InvalidVersion:
        return True
    for kind, at in ordered:
        if kind == "introduced" and (at == "0" or number >= Version(at)):
            inside = True
        elif at != "*" and (number > Version(at) if kind == "last_affected" else number >= Version(at)):
            inside = False
    return inside


def _place(event: tuple[str, str]) -> tuple[int, Version, int]:
    """Where an event stands; at one version, what ends a range comes before what begins another."""
    kind, at = event
    if at in ("0", "*"):
        return (0 if at == "0" else 2, Version("0"), 0)
    return (1, Version(at), {"fixed": 0, "limit": 0, "introduced": 1, "last_affected": 2}.get(kind, 3))


def _read(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each file of the data, as it says."""
    for name, text in _texts(path):
        try:
            said = json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=_LOADER)  # noqa: S506
        except (ValueError, yaml.YAMLError, RecursionError) as error:
            raise BadInput(
                f"advisories {path}: {name} cannot be read: {' '.join(str(error).split())}"
            ) from error
        if not isinstance(said, Mapping) or "id" not in said:
            raise BadInput(f"advisories {path}: {name} is not as OSV writes it; {HOW}")
        yield name, said


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in _files(path):
            yield str(file.relative_to(path)), file.read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith((".json", ".yaml", ".yml")):
                    yield name, archive.read(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput(f"advisories {path}: is no zip that can be read; {HOW}") from error


def _files(folder: Path) -> list[Path]:
    """The files of OSV in a folder; what is hidden, as git's own is, is not among them.

    A checkout of pypa/advisory-database has them in ``vulns``, and beside it what is no advisory."""
    within = folder / "vulns"
    return sorted(
        path
        for path in (within if within.is_dir() else folder).rglob("*")
        if path.suffix in (".json", ".yaml", ".yml")
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for file in _files(path) if path.is_dir() else [path]:
        digest.update(f"{file.name}\0".encode() if path.is_dir() else b"")
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
