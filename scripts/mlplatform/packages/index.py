"""A package index by the simple API: files, their metadata, and who built them (PEP 503, 658, 691, 740)."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import requests
from packaging.metadata import RawMetadata, parse_email
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from mlplatform import pip_index, simple_page
from mlplatform.errors import BadInput
from mlplatform.packages.record import PLAIN_NAME
from mlplatform.packages.wheel_files import wheel_metadata

logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # the last try is told of, in one line
PARALLEL = 16
_TIMEOUT = (10.0, 60.0)  # seconds to connect, and between two pieces
_JSON = "application/vnd.pypi.simple.v1+json"


@dataclass(frozen=True)
class Listed:
    """A file as the index lists it."""

    name: str
    url: str
    sha256: str = ""  # empty where the index tells none
    size: int | None = None  # bytes
    uploaded: datetime | None = None  # UTC
    yanked: str | None = None  # why, "" without a reason; None where it is not
    has_metadata: bool = False  # beside the file, so that it need not be fetched for it
    provenance: str | None = None  # address of its attestations

    @property
    def package(self) -> str:
        """The package that its name says; empty for what is neither wheel nor source distribution."""
        return self._says[0]

    @property
    def version(self) -> str:
        """The version that its name says; empty for what is neither wheel nor source distribution."""
        return self._says[1]

    @property
    def _says(self) -> tuple[str, str]:
        if not PLAIN_NAME.fullmatch(self.name):
            return "", ""  # a path: an index is not to say where a file is written
        try:
            if self.name.endswith(".whl"):
                return str(parse_wheel_filename(self.name)[0]), str(parse_wheel_filename(self.name)[1])
            return str(parse_sdist_filename(self.name)[0]), str(parse_sdist_filename(self.name)[1])
        except (InvalidWheelFilename, InvalidSdistFilename):
            return "", ""


@dataclass
class Index:
    """An index. ``url`` may carry credentials; ``shown`` never does."""

    url: str = field(repr=False)
    certificates: str | None = None
    _session: requests.Session = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """One session, that asks again where an answer is lost."""
        self.url = f"{self.url.rstrip('/')}/"
        if not _is_address(self.url):
            said = self.url.rpartition("@")[2]  # what opens it stands before
            raise BadInput(f'index "{said}": is no address of an index; allowed: https://HOST/PATH/simple/')
        session = requests.Session()
        retry = Retry(total=4, backoff_factor=0.5, status_forcelist=(429, 500, 502, 503, 504))
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(max_retries=retry, pool_maxsize=PARALLEL))
        session.trust_env = not self.is_here
        self._session = session

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine, where no proxy leads."""
        return pip_index.is_here(self.url)

    @property
    def shown(self) -> str:
        """The address, without what opens it."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def project(self, name: str) -> list[Listed]:
        """All files of a package; none where the index does not know it."""
        page = f"{self.url}{canonicalize_name(name)}/"
        answer = self._get(page, {"Accept": f"{_JSON}, text/html; q=0.1"})
        if answer is None:
            return []
        if "json" not in answer.headers.get("Content-Type", ""):
            return _page(answer.url, answer.text, self.shown)
        try:
            return [_listed(one, answer.url) for one in answer.json()["files"]]
        except (AttributeError, ValueError, KeyError, TypeError) as error:
            raise BadInput(
                f"index {self.shown}: what it says of {name} is no page of an index: {error!r}"
            ) from error

    def metadata(self, file: Listed) -> RawMetadata:
        """The core metadata of a file. A wheel is fetched for it where the index has no copy of it."""
        if file.has_metadata:
            answer = self._get(f"{file.url}.metadata", {})
            if answer is not None:
                return parse_email(answer.content)[0]
        if not file.name.endswith(".whl"):
            return RawMetadata()  # reading it might run it
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file.name
            self._download(file.url, path)
            return wheel_metadata(path)

    def publisher(self, file: Listed) -> str | None:
        """Who built a file, as its attestation has it; None where it has none."""
        answer = self._get(file.provenance, {}) if file.provenance else None
        if answer is None:
            return None
        try:
            said = answer.json()["attestation_bundles"][0]["publisher"]
            where = said.get("repository") or said.get("email") or ""
            parts = [said.get("kind", ""), where, said.get("workflow") or said.get("workflow_filepath") or ""]
        except (AttributeError, ValueError, KeyError, IndexError, TypeError):
            return None
        return " ".join(str(part) for part in parts if part) or None

    def _get(self, url: str, headers: dict[str, str]) -> requests.Response | None:
        try:
            answer = self._ask(url, headers=headers)
        except requests.RequestException as error:
            raise BadInput(f"index {self.shown}: does not answer ({type(error).__name__})") from error
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            raise BadInput(f"index {self.shown}: answers {answer.status_code} {answer.reason}")
        return answer

    def _ask(self, url: str, **more: Any) -> requests.Response:
        """Ask, with what opens the index where the address is on its host, and nowhere else."""
        own, asked = urlsplit(self.url), urlsplit(url)
        same = (own.scheme, own.hostname, own.port) == (asked.scheme, asked.hostname, asked.port)
        if same and own.username is not None and asked.username is None:
            more["auth"] = (unquote(own.username), unquote(own.password or ""))
        # Said with each question: requests puts what its own variables say before what a session says.
        more["verify"] = self.certificates or os.environ.get("SSL_CERT_FILE") or None
        return self._session.get(url, timeout=_TIMEOUT, **more)

    def _download(self, url: str, path: Path) -> None:
        try:
            with self._ask(url, stream=True) as answer, path.open("wb") as file:
                answer.raise_for_status()
                for chunk in answer.iter_content(1 << 20):
                    file.write(chunk)
        except requests.RequestException as error:
            raise BadInput(
                f"index {self.shown}: does not give {path.name} ({type(error).__name__})"
            ) from error


def configured(url: str | None = None) -> Index:
    """The index that is asked for, else the one that pip on this machine is configured with."""
    if url:
        return Index(url, pip_index.configured()[1])
    address, certificates = pip_index.configured()
    if not address:
        raise BadInput("index: pip is configured to use none; allowed: --index-url https://HOST/PATH/simple/")
    return Index(address, certificates)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _listed(file: dict[str, Any], page: str) -> Listed:
    yanked, beside = file.get("yanked"), file.get("core-metadata") or file.get("dist-info-metadata")
    when, size, built = file.get("upload-time"), file.get("size"), file.get("provenance")
    return Listed(
        name=str(file["filename"]),
        url=urljoin(page, file["url"]),
        sha256=_sha256(str(file.get("hashes", {}).get("sha256", ""))),
        size=size if isinstance(size, int) else None,
        uploaded=datetime.fromisoformat(when.replace("Z", "+00:00")).astimezone(UTC) if when else None,
        yanked=yanked if isinstance(yanked, str) else ("" if yanked else None),
        has_metadata=bool(beside),
        provenance=built if isinstance(built, str) else None,
    )


def _sha256(said: str) -> str:
    """A hash, in small letters; empty for what is none."""
    return said.lower() if re.fullmatch(r"[0-9a-fA-F]{64}", said) else ""


def _page(url: str, text: str, shown: str) -> list[Listed]:
    try:
        found = simple_page.anchors(text, url)
    except ValueError as error:
        raise BadInput(f"index {shown}: {url} is no page of an index: {error}") from error
    return [
        Listed(
            name=one.name,
            url=one.url,
            sha256=_sha256(one.sha256),
            yanked=one.yanked,
            has_metadata="data-core-metadata" in one.said or "data-dist-info-metadata" in one.said,
        )
        for one in found
    ]
