"""Answers kept by the hash of all they were made from. Many processes may read and write at once: a file is
complete from the moment it has its name, and what has one name is the same whoever wrote it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mlplatform.harness.tree import Tree

KEPT_FOR = 14 * 24 * 3600.0  # seconds that an answer stays after it was last asked for
_HERE = Path(__file__).parent
_OWN = ("composition.py", "extract.py", "operands.py", "refusals.py", "slices.py", "terraform_run.py")


class Store:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> Any | None:
        """The answer of this name, or None."""
        path = self.folder / f"{name}.json"
        try:
            answer = json.loads(path.read_text())
        except (OSError, ValueError):
            return None  # never asked, or not what was written: asked anew
        if time.time() - path.stat().st_mtime > KEPT_FOR / 2:
            path.touch()
        return answer

    def has(self, name: str) -> bool:
        """Whether there is an answer of this name."""
        return (self.folder / f"{name}.json").is_file()

    def put(self, name: str, answer: Any) -> None:
        """Keep an answer."""
        scratch = self.folder / f"{name}.{os.getpid()}.part"
        scratch.write_text(json.dumps(answer))
        scratch.replace(self.folder / f"{name}.json")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One process at a time, so that what several need is planned by the first. Ends with it."""
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def prune(self) -> None:
        """Forget what nobody has asked for in a while."""
        oldest = time.time() - KEPT_FOR
        for path in self.folder.glob("*.*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


class Keys:
    """Names for answers: SHA-256 over sources, case, lock file, versions and the harness's own code."""

    def __init__(self, tree: Tree, terraform: str) -> None:
        self._tree = tree
        own = b"".join((_HERE / name).read_bytes() for name in _OWN)
        self._base = [terraform, tree.provider, tree.lock, hashlib.sha256(own).hexdigest()]
        self._digests: dict[str, str] = {}

    def moved(self) -> list[str]:
        """The modules that are no longer what the names given out so far were made from."""
        return [module for module, digest in self._digests.items() if self._tree.digest(module) != digest]

    def name(self, text: str, modules: set[str]) -> str:
        """The name for a plan of ``text`` that uses these modules."""
        parts = [*self._base, text, *(f"{module}={self._digest(module)}" for module in sorted(modules))]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _digest(self, module: str) -> str:
        if module not in self._digests:
            self._digests[module] = self._tree.digest(module)
        return self._digests[module]
