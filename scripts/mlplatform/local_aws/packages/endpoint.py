"""The package endpoint: what pip, uv and twine talk to.

``/codeartifact/<domain>-<owner>/<region>/pypi/<repository>/`` and below it ``simple/<name>/``, the files of
that page, and the upload of a file to the address itself. Whoever comes shows a token as password.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from packaging.utils import canonicalize_name
from werkzeug.wsgi import LimitedStream

from mlplatform.local_aws import engine, guards, resource_policy
from mlplatform.local_aws.answers import Response, plain
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.faults import Faults
from mlplatform.local_aws.packages import pages, upload
from mlplatform.local_aws.packages.contents import READABLE, Coordinates, Place
from mlplatform.local_aws.packages.outside import Listing, Unreachable
from mlplatform.local_aws.packages.reach import Reach
from mlplatform.local_aws.packages.tokens import Token
from mlplatform.local_aws.packages.warehouse import Warehouse
from mlplatform.local_aws.packages.wire import drain, password, refusal, stream
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.table import tables
from mlplatform.local_aws.world import Caller, World

PREFIX = "/codeartifact/"
SERVICE = "codeartifact"
READ, PUBLISH = "ReadFromRepository", "PublishPackageVersion"
_PATH = re.compile(
    PREFIX + r"(?P<domain>[a-z0-9-]+)-(?P<owner>\d{12})/(?P<region>[a-z0-9-]+)/(?P<format>[a-z]+)"
    r"/(?P<repository>[A-Za-z0-9._-]+)(?P<rest>/.*)?"
)
_FAULTS = {
    "throttle": (429, "injected fault: rate exceeded"),
    "refuse": (403, "injected fault: not authorized"),
}


@dataclass(frozen=True)
class Asked:
    """A request that showed a token which opens the domain."""

    scene: Scene
    place: Place
    rest: str  # of the path, below the repository

    def reach(self, warehouse: Warehouse, name: str) -> Reach:
        """A package as this repository sees it now, by the controls of now."""
        self.check_place()
        return Reach(self.scene, warehouse, self.place, Coordinates("pypi", "", canonicalize_name(name)))

    def check_place(self) -> None:
        """Raise the service's error where the repository is not there, or not any more."""
        engine.find(
            self.scene, "Repository", {"domainName": self.place.domain, "name": self.place.repository}
        )

    def request(self, name: str = "") -> dict[str, Any]:
        """The request in the words of the API, for policies."""
        place = {"domain": self.place.domain, "repository": self.place.repository}
        return place | {"format": "pypi", "package": canonicalize_name(name)}


class Endpoint:
    """Answers requests below ``PREFIX``."""

    def __init__(
        self,
        world: World,
        warehouse: Warehouse,
        lock: threading.RLock,
        faults: Faults,
        note: Callable[[Caller, str], None],
    ) -> None:
        self._world, self.warehouse, self._lock, self._faults, self._note = (
            world, warehouse, lock, faults, note,
        )  # fmt: skip

    def respond(self, environ: dict[str, Any]) -> Response:
        """The response to a request of a package manager."""
        publishes = environ["REQUEST_METHOD"] == "POST"
        if publishes and not environ.get("wsgi.input_terminated"):
            limited = LimitedStream(environ["wsgi.input"], int(environ.get("CONTENT_LENGTH") or 0))
            environ |= {"wsgi.input": limited, "wsgi.input_terminated": True}
        try:
            if publishes:
                return upload.respond(self, environ)
            if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                return plain(405, "packages are read with GET and published with POST")
            return self._read(environ, self.enter(environ, READ))
        except AwsError as error:
            if publishes:
                drain(environ)
            return refusal(error)
        except Unreachable as error:
            return plain(502, str(error))

    def enter(self, environ: dict[str, Any], action: str) -> Asked:
        """Who asks, and for which repository; raises what keeps them out."""
        found = _PATH.fullmatch(environ["PATH_INFO"])
        if not found:
            raise AwsError("ResourceNotFoundException", "there is no such repository", 404)
        place = Place(found["owner"], found["region"], found["domain"], found["repository"])
        with self._lock:
            token = self._token(environ, place)
            caller = Caller(place.account, place.region, "", token.principal)
            asker = resource_policy.account_of(token.principal) or ""
            self._note(replace(caller, account=asker), f"{SERVICE}.{action}")
            self._strike(action, caller)
            scene = Scene(tables()[SERVICE], self._world.shelf(caller, SERVICE), caller)
            asked = Asked(scene, place, found["rest"] or "")
            asked.check_place()
            if found["format"] != "pypi":
                raise AwsError("ResourceNotFoundException", f"no packages of {found['format']} here", 404)
            if action == READ:
                guards.check(scene, READ, asked.request())
        return asked

    def listing(self, reach: Reach) -> Listing:
        """What the index outside has of a package, if it can be seen from here; waits for the network. What
        is stored can be had though the index does not answer."""
        with self._lock:
            is_open, stored = reach.is_open_outside(), bool(reach.versions({}))
        try:
            return self.warehouse.outside.listing(reach.package.name) if is_open else {}
        except Unreachable:
            if stored:
                return {}
            raise

    @property
    def lock(self) -> threading.RLock:
        """The layer's lock."""
        return self._lock

    def _token(self, environ: dict[str, Any], place: Place) -> Token:
        token = self.warehouse.tokens.find(password(environ.get("HTTP_AUTHORIZATION", "")))
        if token is None or not token.opens(place.account, place.region, place.domain):
            raise AwsError("UnauthorizedException", "Unauthorized: no token, or none that is valid here", 401)
        return token

    def _strike(self, action: str, caller: Caller) -> None:
        kind = self._faults.strike_named(SERVICE, action, caller.account)
        if kind:
            status, text = _FAULTS.get(kind, (500, "injected fault"))
            raise AwsError("InjectedFault", text, status)

    def _read(self, environ: dict[str, Any], asked: Asked) -> Response:
        parts = asked.rest.split("/")[1:]
        if parts[:1] != ["simple"] or len(parts) < 2 or not parts[1]:
            return plain(404, "there is simple/<name>/, and the upload of a file to the repository itself")
        name = parts[1]
        if len(parts) == 2:
            return Response(301, b"", {"Location": f"{name}/", "Content-Length": "0"})
        with self._lock:
            reach = asked.reach(self.warehouse, name)
        listing = self.listing(reach)
        if parts[2:] == [""]:
            return self._page(environ, reach, listing)
        if len(parts) == 4:
            return self._file(environ, asked, listing, (name, parts[2], parts[3]))
        return plain(404, "there is simple/<name>/<version>/<file>")

    def _page(self, environ: dict[str, Any], reach: Reach, listing: Listing) -> Response:
        with self._lock:
            versions = reach.versions(listing)
            if not versions:
                return plain(404, f"{reach.package.name} is not in {reach.place.repository}")
            return pages.page(reach.package.name, versions, environ.get("HTTP_ACCEPT", ""))

    def _file(
        self, environ: dict[str, Any], asked: Asked, listing: Listing, wanted: tuple[str, str, str]
    ) -> Response:
        package, version, name = wanted
        gone = plain(404, f"{name} of {package} {version} is not in {asked.place.repository}")
        with self._lock:
            found = asked.reach(self.warehouse, package).versions(listing).get(version)
            asset = found.assets.get(name) if found and found.version.status in READABLE else None
        if asset is None:
            return gone
        if environ["REQUEST_METHOD"] == "HEAD" and asset.size is not None:
            return stream(asset, environ)
        self.warehouse.fetch(asset)
        with self._lock:
            # The world may have changed while the file came.
            reach = asked.reach(self.warehouse, package)
            found = reach.versions(listing).get(version)
            if found is None or found.version.status not in READABLE:
                return gone
            kept = reach.retain(found).assets.get(name)
            return stream(kept, environ) if kept else gone
