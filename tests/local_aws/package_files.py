"""Packages to try things with, and an index that has them."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def wheel(folder: Path, name: str, version: str, *, needs: tuple[str, ...] = (), body: str = "") -> Path:
    """A wheel with one module, made by hand."""
    stem = f"{name.replace('-', '_')}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-py3-none-any.whl"
    files = {
        f"{name.replace('-', '_')}.py": f"VERSION = {version!r}\n{body}",
        f"{stem}.dist-info/METADATA": metadata(name, version, needs),
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{one},sha256={_digest(text)},{len(text)}\n" for one, text in files.items()]
    with zipfile.ZipFile(path, "w") as archive:
        for one, text in files.items():
            archive.writestr(one, text)
        archive.writestr(record, "".join(lines) + f"{record},,\n")
    return path


def sdist(folder: Path, name: str, version: str) -> Path:
    """A source distribution that nobody builds."""
    stem = f"{name.replace('-', '_')}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.tar.gz"
    text = metadata(name, version).encode()
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo(f"{stem}/PKG-INFO")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return path


def metadata(name: str, version: str, needs: tuple[str, ...] = ()) -> str:
    """METADATA of a package of the bank's."""
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        "Summary: A thing to try.",
        "License: Apache-2.0",
        "Project-URL: Source, https://git.bank.example/thing",
        "Requires-Python: >=3.8",
        *(f"Requires-Dist: {one}" for one in needs),
    ]
    return "\n".join([*lines, "", "More of it.", ""])


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Outside:
    """An index as there are many: pages by PEP 503 over the files of a folder."""

    folder: Path
    url: str = ""
    asked: list[str] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)  # files whose bytes are not those announced
    withdrawn: dict[str, str] = field(default_factory=dict)  # files and why
    without_hash: set[str] = field(default_factory=set)
    seconds: float = 0.0  # that it takes over every answer

    def answer(self, path: str) -> bytes | None:
        """What stands at a path."""
        self.asked.append(path)
        time.sleep(self.seconds)
        name = path.strip("/")
        if name.startswith("files/"):
            name = name.removeprefix("files/")
            content = (self.folder / name).read_bytes()
            return content + b"!" if name in self.spoiled else content
        files = sorted(
            one.name for one in self.folder.iterdir() if one.name.startswith(f"{name.replace('-', '_')}-")
        )
        return "".join(self._anchor(one) for one in files).encode() if files else None

    def _anchor(self, name: str) -> str:
        told = "" if name in self.without_hash else f"#sha256={sha256(self.folder / name)}"
        yanked = f' data-yanked="{self.withdrawn[name]}"' if name in self.withdrawn else ""
        return f'<a href="/files/{name}{told}" data-requires-python="&gt;=3.8"{yanked}>{name}</a>'


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    """An index for the length of a ``with``."""
    folder.mkdir(parents=True, exist_ok=True)
    index = Outside(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = index.answer(self.path.removeprefix("/simple"))
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        index.url = f"http://127.0.0.1:{server.server_port}/simple"
        try:
            yield index
        finally:
            server.shutdown()
            thread.join()
