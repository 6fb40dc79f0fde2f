"""Files of packages on disk, each hashed once: while it is written."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20  # bytes that are read at once
_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}


class WrongHash(Exception):
    """What came is not what was announced."""


@dataclass(frozen=True)
class Blob:
    """A file as it was stored."""

    path: Path
    size: int
    hashes: dict[str, str]


class Blobs:
    """The folder of the files. It lives as long as the server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self.clear()

    def add(self, chunks: Iterable[bytes], sha256: str = "") -> Blob:
        """Store what comes; ``WrongHash``, and nothing is kept, if it has not the hash that is told."""
        path = self._folder / f"{next(self._numbers):08}"
        hashes = {name: hashlib.new(one, usedforsecurity=False) for name, one in _ALGORITHMS.items()}
        size = 0
        try:
            with path.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    size += len(chunk)
                    for one in hashes.values():
                        one.update(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        blob = Blob(path, size, {name: one.hexdigest() for name, one in hashes.items()})
        if sha256 and blob.hashes["SHA-256"] != sha256.lower():
            path.unlink()
            raise WrongHash(f"its SHA-256 is {blob.hashes['SHA-256']}, not {sha256}")
        return blob

    def clear(self) -> None:
        """Remove every file."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


def chunks_of(path: Path, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The bytes of a file, or of a part of it, a little at a time."""
    left = path.stat().st_size - start if length is None else length
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
