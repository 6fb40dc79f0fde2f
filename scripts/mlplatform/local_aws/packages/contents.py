"""What a repository holds: packages, their versions, the assets of these."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion
from packaging.version import Version as Ordered

from mlplatform.local_aws.packages.blobs import Blob
from mlplatform.local_aws.packages.metadata import Details

LISTED = ("Published",)
READABLE = ("Published", "Unlisted")


class Place(NamedTuple):
    """Where a repository is."""

    account: str
    region: str
    domain: str
    repository: str


class Coordinates(NamedTuple):
    """What names a package in a repository."""

    format: str
    namespace: str
    name: str

    @classmethod
    def of(cls, request: dict[str, Any]) -> Coordinates:
        """From a request of the API, with the name as the service normalizes it."""
        name = request["package"]
        if request["format"] == "pypi":
            name = canonicalize_name(name)
        return cls(request["format"], request.get("namespace", ""), name)

    def shown(self, name: str = "package") -> dict[str, Any]:
        """As the API shows them."""
        shown = {"format": self.format, name: self.name}
        return shown | ({"namespace": self.namespace} if self.namespace else {})


@dataclass
class Asset:
    """A file of a version. One that was not asked for yet is known by its hash alone, and has no path.

    The same object stands wherever the version was copied: a copy is a reference, as with AWS."""

    name: str
    hashes: dict[str, str]
    size: int | None = None
    path: Path | None = None
    url: str = ""  # where the index outside has it
    requires_python: str = ""
    yanked: str | None = None  # why it was withdrawn outside; None where it was not
    details: Details | None = None

    @property
    def sha256(self) -> str:
        """The hash that pip is told."""
        return self.hashes["SHA-256"]

    def take(self, blob: Blob, details: Details | None) -> None:
        """Now its bytes are here."""
        self.hashes, self.size, self.path, self.details = blob.hashes, blob.size, blob.path, details

    def with_bytes(self, blob: Blob, *, rehash: bool) -> Asset:
        """The same file with other bytes, told of or not."""
        if rehash:
            return replace(self, path=blob.path, hashes=blob.hashes, size=blob.size)
        return replace(self, path=blob.path)

    def shown(self) -> dict[str, Any]:
        """As the API shows it; without a size, where none is known yet."""
        shown: dict[str, Any] = {"name": self.name, "hashes": dict(self.hashes)}
        return shown if self.size is None else shown | {"size": self.size}


@dataclass(frozen=True)
class Origin:
    """How a version came into the domain; it stays with every copy."""

    type: str  # INTERNAL or EXTERNAL
    entry: str  # the repository it was published to, or the external connection

    def shown(self) -> dict[str, Any]:
        """As the API shows it."""
        member = "repositoryName" if self.type == "INTERNAL" else "externalConnectionName"
        return {"originType": self.type, "domainEntryPoint": {member: self.entry}}


@dataclass
class Version:
    """A version in one repository."""

    version: str
    origin: Origin
    assets: dict[str, Asset]
    status: str = "Published"
    published: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    revision: str = ""

    def __post_init__(self) -> None:
        self.revise()

    def revise(self) -> None:
        """Name the set of assets anew. A version without assets keeps the name of those it had."""
        if self.assets:
            told = json.dumps([self.version, sorted((one.name, one.sha256) for one in self.assets.values())])
            self.revision = base64.b64encode(hashlib.sha256(told.encode()).digest()).decode()

    def copy(self) -> Version:
        """The version for another repository: its own state, the same assets."""
        return replace(self, assets=dict(self.assets), published=datetime.now(UTC).replace(tzinfo=None))

    def same_as(self, other: Version) -> bool:
        """Whether both hold the same assets."""
        return self.revision == other.revision and set(self.assets) == set(other.assets)

    @property
    def details(self) -> Details:
        """What its metadata says; nothing before the first asset is here."""
        known = [one.details for one in self.assets.values() if one.details]
        return known[0] if known else Details()

    def shown(self) -> dict[str, Any]:
        """As lists of versions show it."""
        return {
            "version": self.version,
            "revision": self.revision,
            "status": self.status,
            "origin": self.origin.shown(),
        }


@dataclass
class Package:
    """A package in one repository. ``restrictions`` are its own origin controls."""

    restrictions: dict[str, str]
    versions: dict[str, Version] = field(default_factory=dict)

    def latest(self) -> str | None:
        """The highest version that is listed."""
        listed = [one.version for one in self.versions.values() if one.status in LISTED]
        return max(listed, key=order, default=None)


Contents = dict[Coordinates, Package]


def order(version: str) -> tuple[Any, ...]:
    """A key that sorts versions as PEP 440 does, and what is none before all others."""
    try:
        return (1, Ordered(version))
    except InvalidVersion:
        return (0, version)
