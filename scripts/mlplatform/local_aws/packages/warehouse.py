"""All that the packages of this world need: contents, files, tokens, the index outside.

There is one in a process, as there is one world. Everything in it is used under the layer's lock, except
where a method says that it waits for the network.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import defaultdict
from pathlib import Path

from mlplatform.local_aws.packages import metadata
from mlplatform.local_aws.packages.blobs import Blobs, WrongHash
from mlplatform.local_aws.packages.contents import Asset, Contents, Coordinates, Package, Place
from mlplatform.local_aws.packages.outside import Outside, Unreachable
from mlplatform.local_aws.packages.tokens import Tokens


class Warehouse:
    """What the repositories of every domain hold."""

    def __init__(self, folder: Path) -> None:
        self.blobs = Blobs(folder)
        self.tokens = Tokens()
        self.outside = Outside()
        self._contents: dict[Place, Contents] = defaultdict(dict)

    def contents(self, place: Place) -> Contents:
        """The packages of a repository."""
        return self._contents[place]

    def in_domain(self, account: str, region: str, domain: str) -> dict[Place, Contents]:
        """The packages of every repository of a domain."""
        return {
            place: held for place, held in self._contents.items() if place[:3] == (account, region, domain)
        }

    def package(self, place: Place, coordinates: Coordinates) -> Package | None:
        """A package of a repository, where it is there."""
        return self._contents[place].get(coordinates)

    def forget(self, place: Place) -> None:
        """A repository ended."""
        self._contents.pop(place, None)

    def fetch(self, asset: Asset) -> Path:
        """The file of an asset, fetched from outside if it is not here; not to be called under the lock.
        Raises ``Unreachable``, also for a file that is not what the index announced."""
        with self.outside.once(asset.sha256):
            if asset.path is None:
                try:
                    blob = self.blobs.add(self.outside.content(asset.url), asset.sha256)
                except WrongHash as error:
                    raise Unreachable(f"{asset.name} is not what the index announces: {error}") from error
                details = None
                with contextlib.suppress(metadata.Unreadable):
                    details = metadata.read(blob.path, asset.name)
                asset.take(blob, details)
            if asset.path is None:
                raise Unreachable(f"{asset.name} was not kept")
            return asset.path

    def clear(self) -> None:
        """Forget everything but where the index outside is."""
        self.outside.forget()
        self._contents.clear()
        self.tokens.clear()
        self.blobs.clear()


_open: list[Warehouse] = []


def current() -> Warehouse:
    """The warehouse of this process; one in a folder for the while, where none was opened."""
    if not _open:
        _open.append(Warehouse(Path(tempfile.mkdtemp(prefix="embedded-aws-packages-"))))
    return _open[0]


def open_in(folder: Path) -> Warehouse:
    """Open the warehouse of this process in a folder of its own."""
    _open[:] = [Warehouse(folder)]
    return _open[0]
