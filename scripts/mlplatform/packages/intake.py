"""Fill quarantine with the very files that a request records, and with nothing else.

AWS takes all files of a version in when one is asked for, and copies them all. So they are not copied from
``public-pypi`` but brought one by one: downloaded there, held against the record before anything else is done
with them, and uploaded.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from mlplatform import pip_index, simple_page
from mlplatform.errors import Findings
from mlplatform.packages.files import Say
from mlplatform.packages.record import File, Request, Version
from mlplatform.packages.store import CHUNK, PUBLIC, QUARANTINE, Held, Store

PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before AWS is asked again
_PASSES = (429, 500, 502, 503, 504)
_PASSED = re.compile(r"\b(429|50[0-4])\b|[Cc]onnection|[Tt]imed? ?out")  # as twine says it
Answer = TypeVar("Answer")
VISIBLE_SECONDS = 120.0  # AWS may show what was uploaded only some time later
_PLAIN = {"NO_COLOR": "1", "COLUMNS": "1000"}  # one line for what twine says
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def fill(
    store: Store, request: Request, recorded: Mapping[str, Mapping[str, str]], folder: Path, say: Say
) -> None:
    """Bring what is missing of a request into quarantine. ``recorded`` has the files of all requests that are
    not at their end, by ``name==version``: what none of them has goes."""
    missing = [
        (version, file)
        for version in request.closure
        for file in _missing(store, version, recorded.get(version.key, {}), say)
    ]
    if missing:
        _bring(store, missing, folder, say)
    for version in request.closure:
        _wait(store, version)


def recorded(requests: Iterable[Request]) -> dict[str, dict[str, str]]:
    """The files of requests by ``name==version``, with their hashes."""
    found: dict[str, dict[str, str]] = {}
    for request in requests:
        for version in request.closure:
            found.setdefault(version.key, {}).update({file.name: file.sha256 for file in version.files})
    return found


class Links:
    """The files of a page of the simple index: their names with their addresses."""

    def __init__(self, page: str, address: str) -> None:
        try:
            self.files = {one.name: one.url for one in simple_page.anchors(page, address)}
        except ValueError as error:
            raise Findings(f"{urlsplit(address).path}: is no page of an index: {error}") from error


def _missing(store: Store, version: Version, recorded: Mapping[str, str], say: Say) -> list[File]:
    """The files that have to be brought, once what is in their way is gone."""
    held = store.held(QUARANTINE, version.name, version.version)
    if held is None:
        return list(version.files)
    for file in version.files:
        if held.assets.get(file.name, file.sha256) != file.sha256:
            raise Findings(
                f"{version.key}: {file.name} is in {QUARANTINE} with the SHA-256 {held.assets[file.name]} "
                f"and recorded with {file.sha256}; find out which is right before either is used"
            )
    mine = {file.name for file in version.files}
    strange = sorted(set(held.assets) - mine - set(recorded))
    if strange or not held.readable:
        why = f"holds {strange[0]}, which no request records" if strange else f"is {held.status}"
        say(f"{version.key}: {QUARANTINE} {why}; filled anew")
        store.delete(QUARANTINE, version.name, version.version)
        held = Held("Deleted", "", {})
    return [file for file in version.files if file.name not in held.assets]


def _bring(store: Store, missing: list[tuple[Version, File]], folder: Path, say: Say) -> None:
    source, password = store.endpoint(PUBLIC), store.token()
    pages: dict[str, dict[str, str]] = {}
    brought = []
    for version, file in missing:
        if version.name not in pages:
            address = f"{source}simple/{version.name}/"
            pages[version.name] = Links(_get(address, password).decode(errors="replace"), address).files
        if file.name not in pages[version.name]:
            raise Findings(
                f"{version.key}: {file.name} is not in the index, or AWS does not see it yet; "
                "run it again later, or request another version"
            )
        say(f"{file.name}: downloaded")
        path = folder / file.name
        found = _download(pages[version.name][file.name], password, path)
        if found != file.sha256:
            path.unlink()
            raise Findings(
                f"{version.key}: {file.name} has the SHA-256 {found} and is recorded with {file.sha256}; "
                "it is not the file that was requested"
            )
        brought.append((version, path))
    say(f"{len(brought)} files: uploaded to {QUARANTINE}")
    _deliver(store, brought)
    for _, path in brought:
        path.unlink()


def _deliver(store: Store, brought: list[tuple[Version, Path]]) -> None:
    """Upload; again what is not there yet, where AWS throttled or failed."""
    for pause in (*PAUSES, 0.0):
        refused = _upload(store.endpoint(QUARANTINE), store.token(), [path for _, path in brought])
        if not refused:
            return
        if not pause or not _PASSED.search(refused):
            raise Findings(f"{QUARANTINE}: upload refused: {refused}")
        time.sleep(pause)
        brought = [(version, path) for version, path in brought if not _is_there(store, version, path.name)]
        if not brought:
            return


def _is_there(store: Store, version: Version, name: str) -> bool:
    held = store.held(QUARANTINE, version.name, version.version)
    return held is not None and name in held.assets


def _upload(endpoint: str, password: str, paths: list[Path]) -> str:
    """As AWS documents it, with twine, the password in no process list; gives why it was refused."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWINE_")}
    direct = {"NO_PROXY": "*", "no_proxy": "*"} if pip_index.is_here(endpoint) else {}
    options = ["--non-interactive", "--disable-progress-bar", "--config-file", os.devnull]
    ended = subprocess.run(
        [sys.executable, "-m", "twine", "upload", *options, "--repository-url", endpoint, *map(str, paths)],
        env={**kept, **direct, "TWINE_USERNAME": "aws", "TWINE_PASSWORD": password, **_PLAIN},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    said = ""
    if ended.returncode:
        said = _COLOUR.sub("", ended.stdout + ended.stderr).strip() or "twine says nothing"
        said = said.splitlines()[-1].removeprefix("ERROR").strip()
    return said


def _wait(store: Store, version: Version) -> None:
    """Until quarantine shows all files of a version, with the hashes that were recorded."""
    wanted = {file.name: file.sha256 for file in version.files}
    until = time.monotonic() + VISIBLE_SECONDS
    while True:
        held = store.held(QUARANTINE, version.name, version.version)
        if held and wanted.items() <= dict(held.assets).items():
            return
        if time.monotonic() > until:
            raise Findings(f"{version.key}: {QUARANTINE} does not show what was uploaded; run it again")
        time.sleep(1)


def _get(address: str, password: str) -> bytes:
    def read() -> bytes:
        with _open(address, password) as answer:
            return bytes(answer.read())

    return _patiently(read, address)


def _download(address: str, password: str, path: Path) -> str:
    def read() -> str:
        digest = hashlib.sha256()
        with _open(address, password) as answer, path.open("wb") as file:
            for chunk in iter(lambda: answer.read(CHUNK), b""):
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    return _patiently(read, address)


def _patiently(ask: Callable[[], Answer], address: str) -> Answer:
    """Ask again where AWS throttles, fails, or ends in the middle."""
    where = urlsplit(address).path
    for pause in (*PAUSES, 0.0):
        try:
            return ask()
        except urllib.error.HTTPError as error:
            if error.code not in _PASSES or not pause:
                raise Findings(f"{where}: {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, ValueError) or not pause:
                raise Findings(f"{where}: does not answer: {error}") from error
        time.sleep(pause)
    raise AssertionError("the last try has no pause")  # pragma: no cover


def _open(address: str, password: str) -> Any:
    asked = urllib.request.Request(address)
    # A redirect may lead to another host, which is not to see the password.
    asked.add_unredirected_header("Authorization", _basic(password))
    handlers = [urllib.request.ProxyHandler({})] if pip_index.is_here(address) else []
    return urllib.request.build_opener(*handlers).open(asked, timeout=60)


def _basic(password: str) -> str:
    return f"Basic {base64.b64encode(f'aws:{password}'.encode()).decode()}"
