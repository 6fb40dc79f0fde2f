"""The index behind the external connection ``public:pypi``. There is none until one is told."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from mlplatform import pip_index, simple_page
from mlplatform.errors import ToolMissing
from mlplatform.local_aws.packages import metadata
from mlplatform.local_aws.packages.blobs import CHUNK
from mlplatform.local_aws.packages.contents import Asset

KEPT_SECONDS = 600.0  # how long a page of the index is not asked for again
TIMEOUT = (10.0, 60.0)  # seconds to connect, and between two pieces
_JSON = "application/vnd.pypi.simple.v1+json"
_ACCEPT = {"Accept": f"{_JSON}, text/html; q=0.1"}
Listing = dict[str, dict[str, Asset]]  # version -> file name -> asset


class Unreachable(Exception):
    """The index did not answer, or answered nothing of use."""


class Outside:
    """An index by PEP 503 or 691. Thread-safe: pages and files are fetched without the layer's lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fetching: dict[str, threading.Lock] = {}
        self.set(None)

    def set(self, index: str | None) -> None:
        """Use this index, the one that pip uses (``pip``), or none."""
        url, certificates = _pips_own() if index == "pip" else (index, None)
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise Unreachable(f"the index is to be an http or https address, or pip; not {_plain(url)}")
        session = requests.Session()
        if certificates:
            session.verify = certificates
        session.proxies.update(_proxies())
        session.trust_env = False  # the shell's proxy may be this very server
        with self._lock:
            self._url, self._session = (url or "").rstrip("/"), session
            self._pages: dict[str, tuple[float, Listing]] = {}

    @property
    def url(self) -> str:
        """The index without what opens it; empty where there is none."""
        return _plain(self._url)

    def listing(self, name: str) -> Listing:
        """All files of a package, by version. Nothing where there is no index, or it knows no such name."""
        with self._lock:
            url, session = self._url, self._session
        if not url:
            return {}
        with self.once(f"{url}/{name}"):  # who waited for another's answer finds it here
            with self._lock:
                known = self._pages.get(name)
            if known and time.monotonic() - known[0] < KEPT_SECONDS:
                return known[1]
            listing = _listing(_get(session, f"{url}/{name}/"))
            if known:
                listing = _with_known(listing, known[1])
            with self._lock:
                if self._url == url:
                    self._pages[name] = (time.monotonic(), listing)
        return listing

    def forget(self) -> None:
        """Ask for every page anew; the files that were fetched are gone."""
        with self._lock:
            self._pages = {}

    def content(self, url: str) -> Iterator[bytes]:
        """A file of the index, a little at a time."""
        try:
            with self._session.get(url, stream=True, timeout=TIMEOUT) as answer:
                answer.raise_for_status()
                yield from answer.iter_content(CHUNK)
        except requests.RequestException as error:
            raise Unreachable(f"the index does not give {_plain(url)}: {type(error).__name__}") from error

    @contextmanager
    def once(self, what: str) -> Iterator[None]:
        """Let one at a time fetch a thing."""
        with self._lock:
            lock = self._fetching.setdefault(what, threading.Lock())
        with lock:
            yield


def _get(session: requests.Session, url: str) -> requests.Response | None:
    try:
        answer = session.get(url, headers=_ACCEPT, timeout=TIMEOUT)
    except requests.RequestException as error:
        raise Unreachable(f"the index does not answer: {type(error).__name__}") from error
    if answer.status_code == 404:
        return None
    if answer.status_code != 200:
        raise Unreachable(f"the index answers {answer.status_code}")
    return answer


def _listing(answer: requests.Response | None) -> Listing:
    if answer is None:
        return {}
    if "json" in answer.headers.get("Content-Type", ""):
        files = [_of_json(one, answer.url) for one in json.loads(answer.content)["files"]]
    else:
        files = [_of_anchor(one) for one in simple_page.anchors(answer.text, answer.url)]
    listing: Listing = {}
    for asset in files:
        if asset.hashes.get("SHA-256"):  # nothing is taken in that cannot be checked
            try:
                version = metadata.named(asset.name)[1]
            except metadata.Unreadable:
                continue  # eggs, installers and names of old
            listing.setdefault(version, {})[asset.name] = asset
    return listing


def _of_json(file: dict[str, Any], page: str) -> Asset:
    yanked = file.get("yanked")
    return Asset(
        name=file["filename"],
        hashes={"SHA-256": file.get("hashes", {}).get("sha256", "")},
        size=file.get("size"),
        url=urljoin(page, file["url"]),
        requires_python=file.get("requires-python") or "",
        yanked=yanked if isinstance(yanked, str) else ("" if yanked else None),
    )


def _of_anchor(anchor: simple_page.Anchor) -> Asset:
    return Asset(
        name=anchor.name,
        hashes={"SHA-256": anchor.sha256},
        url=anchor.url,
        requires_python=anchor.said.get("data-requires-python") or "",
        yanked=anchor.yanked,
    )


def _with_known(listing: Listing, known: Listing) -> Listing:
    """A page that was asked for anew: files that are here already keep their bytes."""
    for version, files in listing.items():
        for name, asset in files.items():
            before = known.get(version, {}).get(name)
            if before and before.sha256 == asset.sha256:
                before.yanked, before.url = asset.yanked, asset.url
                files[name] = before
    return listing


def _pips_own() -> tuple[str, str | None]:
    try:
        return pip_index.configured()
    except ToolMissing as error:
        raise Unreachable(str(error)) from error


def _proxies() -> dict[str, str]:
    """The machine's way out, as it was before anything was pointed at an embedded AWS."""
    named = {
        scheme: os.environ.get(f"{scheme}_proxy") or os.environ.get(f"{scheme.upper()}_PROXY") or ""
        for scheme in ("http", "https")
    }
    return {scheme: url for scheme, url in named.items() if url and urlsplit(url).hostname != "127.0.0.1"}


def _plain(url: str) -> str:
    """An address without the credentials in it."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
