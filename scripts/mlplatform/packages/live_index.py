"""An index of live versions alone, made from their records and served to uv on this machine.

It has pages (PEP 691) and metadata (PEP 658) and no files: uv reads what versions ask for, and runs nothing.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mlplatform.errors import Findings
from mlplatform.packages import uv
from mlplatform.packages.record import Request, Target, Version
from mlplatform.packages.standing import Live

_TYPE = "application/vnd.pypi.simple.v1+json"


def offered(requests: Iterable[Request], live: Mapping[str, Live]) -> list[Version]:
    """The live versions with what their metadata says, and with all files that are live."""
    found: dict[str, Version] = {}
    for request in requests:
        for version in request.closure:
            one = live.get(version.key)
            if one and request.key in one.requests:
                before = found.get(version.key, version)
                names = {file.name: file for file in (*before.files, *version.files)}
                found[version.key] = before.model_copy(update={"files": tuple(names.values())})
    return [found[key] for key in sorted(found)]


@contextmanager
def serving(versions: Iterable[Version]) -> Iterator[str]:
    """Serve an index of these versions; gives its address."""
    answers = _answers(versions)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = answers.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: uv says what is wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/simple/"
    finally:
        server.shutdown()
        server.server_close()


def resolve(wanted: Iterable[str], target: Target, address: str) -> str:
    """The requirements and all that they ask for, with hashes, as uv writes them."""
    with (
        TemporaryDirectory() as scratch
    ):  # the address is another's tomorrow, and so would be what was kept of it
        try:
            return uv.compile(
                wanted, target, address, "--generate-hashes", "--no-annotate", cache=Path(scratch)
            )
        except uv.NoneFit as error:
            raise Findings(f"no versions that are live go together: {error}") from error


def _answers(versions: Iterable[Version]) -> dict[str, tuple[str, bytes]]:
    """Path => type and body."""
    pages: dict[str, list[dict[str, Any]]] = {}
    answers: dict[str, tuple[str, bytes]] = {}
    for version in versions:
        for file in version.files:
            told: dict[str, Any] = {
                "filename": file.name,
                "url": f"/files/{file.name}",
                "hashes": {"sha256": file.sha256},
                "size": file.size,
                "core-metadata": True,
            }
            if version.requires_python:
                told["requires-python"] = version.requires_python
            pages.setdefault(version.name, []).append(told)
            answers[f"/files/{file.name}.metadata"] = ("text/plain", _metadata(version).encode())
    for name, files in pages.items():
        body = {"meta": {"api-version": "1.0"}, "name": name, "files": files}
        answers[f"/simple/{name}/"] = (_TYPE, json.dumps(body).encode())
    return answers


def _metadata(version: Version) -> str:
    lines = ["Metadata-Version: 2.1", f"Name: {version.name}", f"Version: {version.version}"]
    lines += [f"Requires-Python: {version.requires_python}"] if version.requires_python else []
    lines += [f"Requires-Dist: {one}" for one in version.requires_dist or version.requires]
    extras = {
        extra for one in version.requires_dist for extra in re.findall(r"extra\s*==\s*['\"]([^'\"]+)", one)
    }
    lines += [f"Provides-Extra: {extra}" for extra in sorted(extras)]
    return "\n".join(lines) + "\n"
