"""A package as it is seen from a repository: its own versions, then those of its upstreams, depth first in
their order, then those outside. What is found first hides what comes later; what is archived or disposed of
is found too, and hides the same version further up."""

from __future__ import annotations

from dataclasses import dataclass, field

from mlplatform.local_aws.packages import origin
from mlplatform.local_aws.packages.contents import (
    READABLE,
    Asset,
    Coordinates,
    Origin,
    Package,
    Place,
    Version,
)
from mlplatform.local_aws.packages.origin import Controls
from mlplatform.local_aws.packages.outside import Listing
from mlplatform.local_aws.packages.warehouse import Warehouse
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.world import Record

MOST_REPOSITORIES = 25  # that AWS looks in for one request
CONNECTION = "public:pypi"


@dataclass
class Found:
    """A version, and where: stored in a repository, or outside behind a repository's connection."""

    version: Version
    repository: str
    outside: bool = False
    more: dict[str, Asset] = field(default_factory=dict)  # assets that came further up since

    @property
    def assets(self) -> dict[str, Asset]:
        """All assets that can be had."""
        return self.more | self.version.assets


class Reach:
    """One package, from one repository. Used under the layer's lock."""

    def __init__(self, scene: Scene, warehouse: Warehouse, place: Place, package: Coordinates) -> None:
        self._scene, self._warehouse, self.place, self.package = scene, warehouse, place, package
        self._controls: Controls = origin.controls(scene, place.domain, package)
        self._repositories: dict[str, Record] = {
            one["name"]: one for one in scene.records("Repository") if one["domainName"] == place.domain
        }

    def is_open_outside(self) -> bool:
        """Whether anything outside can be seen from here."""
        return any(self._connected(name) for name in self._ways(self.place.repository))

    def versions(self, listing: Listing) -> dict[str, Found]:
        """Every version that is found, whatever its status. ``listing`` is what the index outside has."""
        found: dict[str, Found] = {}
        for repository in self._ways(self.place.repository):
            held = self._held(repository)
            for version in held.versions.values() if held else []:
                self._note(found, Found(version, repository))
            if self._connected(repository):
                for number, assets in listing.items():
                    version = Version(number, Origin("EXTERNAL", CONNECTION), assets)
                    self._note(found, Found(version, repository, outside=True))
        return found

    def retain(self, found: Found) -> Version:
        """Keep what was asked for: in the repository that was asked, and in the one with the connection."""
        kept = self._keep(found.repository, found, "ingested") if found.outside else found.version
        if found.repository != self.place.repository:
            kept = self._keep(self.place.repository, found, "ingested")
        elif found.more:
            kept.assets |= found.more
            kept.revise()
        return kept

    def stored(self) -> Package | None:
        """The package as this repository itself holds it."""
        return self._held(self.place.repository)

    def make(self, repository: str, first: str) -> Package:
        """The package of a repository, made where it is not there."""
        held = self._warehouse.contents(self.place._replace(repository=repository))
        return held.setdefault(self.package, Package(self._controls.defaults(first)))

    def may_publish(self) -> bool:
        """Whether a package manager may publish here."""
        here = self.place.repository
        return origin.may_publish(self._held(here), self._controls, here)

    def _keep(self, repository: str, found: Found, first: str) -> Version:
        package = self.make(repository, first)
        kept = package.versions.get(found.version.version)
        if kept is None:
            kept = found.version.copy()
            kept.assets = dict(found.assets)
            package.versions[kept.version] = kept
        else:
            kept.assets = found.assets | kept.assets
        kept.revise()
        return kept

    def _note(self, found: dict[str, Found], new: Found) -> None:
        first = found.setdefault(new.version.version, new)
        if first is not new and first.version.status in READABLE and new.version.status in READABLE:
            first.more = new.version.assets | first.more
            first.more = {k: v for k, v in first.more.items() if k not in first.version.assets}

    def _held(self, repository: str) -> Package | None:
        return self._warehouse.package(self.place._replace(repository=repository), self.package)

    def _connected(self, repository: str) -> bool:
        connections = self._repositories[repository]["externalConnections"]
        named = any(one["externalConnectionName"] == CONNECTION for one in connections)
        return named and origin.may_look_up(
            self._held(repository), self._controls, "EXTERNAL_UPSTREAM", repository
        )

    def _ways(self, start: str) -> list[str]:
        """The repositories that are looked in, in order."""
        seen: list[str] = []

        def walk(name: str) -> None:
            if name in seen or name not in self._repositories or len(seen) >= MOST_REPOSITORIES:
                return
            seen.append(name)
            if origin.may_look_up(self._held(name), self._controls, "INTERNAL_UPSTREAM", name):
                for one in self._repositories[name]["upstreams"]:
                    walk(one["repositoryName"])

        walk(start)
        return seen
