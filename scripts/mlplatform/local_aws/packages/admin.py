"""What a test may do to packages behind the service's back, and which index lies outside."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mlplatform.local_aws.packages.contents import Coordinates, Place
from mlplatform.local_aws.packages.warehouse import Warehouse


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Index(_Asked):
    """``PUT /_local/package-index``: what ``public:pypi`` leads to. An address, ``pip`` for the index that
    pip on this machine is configured with, or null for none."""

    index: str | None


class Expiry(_Asked):
    """``PUT /_local/package-tokens``: tokens that end in so many seconds; those that fit, or all."""

    token: str = ""
    domain: str = ""
    principal: str = ""
    seconds: int = 0


class Tampering(_Asked):
    """``PUT /_local/package-tampering``: other bytes for a stored file, in one repository. What the service
    says of the file stays as it was, unless ``rehash`` lets it tell the hashes of the new bytes."""

    account: str = Field(pattern=r"^[0-9]{12}$")
    region: str
    domain: str
    repository: str
    package: str
    version: str
    asset: str
    append: str = "tampered with"  # comes after the bytes that are there; a wheel stays one that installs
    rehash: bool = False


class NothingThere(Exception):
    """What was to be changed is not there."""


def set_index(warehouse: Warehouse, asked: Index) -> dict[str, Any]:
    """Look at another index from now on."""
    warehouse.outside.set(asked.index)
    return index(warehouse)


def index(warehouse: Warehouse) -> dict[str, Any]:
    """The index that lies outside."""
    return {"index": warehouse.outside.url or None}


def expire(warehouse: Warehouse, asked: Expiry) -> dict[str, Any]:
    """End tokens; how many there were."""
    return {"tokens": warehouse.tokens.expire(**asked.model_dump())}


def tamper(warehouse: Warehouse, asked: Tampering) -> dict[str, Any]:
    """Change a stored file; the hashes that the service tells of it, and those of its bytes."""
    place = Place(asked.account, asked.region, asked.domain, asked.repository)
    request = {"format": "pypi", "package": asked.package}
    package = warehouse.package(place, Coordinates.of(request))
    version = package.versions.get(asked.version) if package else None
    asset = version.assets.get(asked.asset) if version else None
    if version is None or asset is None or asset.path is None:
        raise NothingThere(
            f"{asked.asset} of {asked.package} {asked.version} is not stored in {asked.repository}"
        )
    blob = warehouse.blobs.add([asset.path.read_bytes(), asked.append.encode()])
    changed = asset.with_bytes(blob, rehash=asked.rehash)
    version.assets[asset.name] = changed
    if asked.rehash:
        version.revise()
    return {"told": changed.hashes, "true": blob.hashes}
