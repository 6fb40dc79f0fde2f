"""Wheels made by hand, and an index on this machine that has them."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

JSON = "application/vnd.pypi.simple.v1+json"
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def wheel(
    folder: Path,
    name: str,
    version: str,
    *,
    requires: Iterable[str] = (),
    licence: str | None = "MIT",
    files: Mapping[str, str | bytes] | None = None,
    record: bool = True,
    tag: str = "py3-none-any",
    said: str = "",
) -> Path:
    """A wheel of one module. ``said`` is what its metadata has beside; ``files`` are its files, if not that module."""
    bare = name.replace("-", "_")
    info = f"{bare}-{version}.dist-info"
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    lines += [f"License-Expression: {licence}"] if licence else []
    lines += [f"Requires-Dist: {one}" for one in requires]
    inside: dict[str, bytes] = {
        **{
            path: _bytes(text) for path, text in (files or {f"{bare}.py": f"VERSION = {version!r}\n"}).items()
        },
        f"{info}/METADATA": ("\n".join(lines) + "\n" + said).encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
    }
    rows = [f"{path},sha256={_hash(data)},{len(data)}" for path, data in inside.items()]
    if record:
        inside[f"{info}/RECORD"] = ("\n".join([*rows, f"{info}/RECORD,,"]) + "\n").encode()
    path = folder / f"{bare}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in inside.items():
            archive.writestr(zipfile.ZipInfo(entry, (2024, 1, 1, 0, 0, 0)), data)
    return path


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


@dataclass
class PackageIndex:
    """An index by PEP 691. What ``told`` has of a file is said of it beside; ``answers`` are paths of their own."""

    folder: Path
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> PackageIndex:
        """Serve it."""
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                index.asked.append(self.path)
                kind, body = index.answer(self.path)
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/simple/"

    def add(self, name: str, version: str, **more: Any) -> Path:
        """Make a wheel and list it."""
        return wheel(self.folder, name, version, **more)

    def answer(self, path: str) -> tuple[str, bytes]:
        """Type and body for a path; no type where there is nothing."""
        if path in self.answers:
            return self.answers[path]
        kind, _, name = path.strip("/").partition("/")
        if kind == "simple":
            files = [self._listed(one) for one in sorted(self.folder.iterdir()) if _of(one) == name]
            said = {"meta": {"api-version": "1.1"}, "name": name, "files": files, "versions": []}
            return (JSON, json.dumps(said).encode()) if files else ("", b"")
        file = self.folder / name
        return ("application/octet-stream", file.read_bytes()) if file.is_file() else ("", b"")

    def _listed(self, file: Path) -> dict[str, Any]:
        data = file.read_bytes()
        said = {
            "filename": file.name,
            "url": f"/files/{file.name}",
            "hashes": {"sha256": hashlib.sha256(data).hexdigest()},
            "size": len(data),
            "upload-time": LONG_AGO.isoformat().replace("+00:00", "Z"),
            "yanked": False,
        }
        return said | self.told.get(file.name, {})


def _of(file: Path) -> str:
    return file.name.split("-")[0].replace("_", "-").lower()
