"""What a requirement needs, and which files of it fit: asked of uv, which runs nothing of any package."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from mlplatform.errors import BadInput
from mlplatform.packages import uv
from mlplatform.packages.index import Index
from mlplatform.packages.record import Target
from mlplatform.paths import work_folder


@dataclass(frozen=True)
class Chosen:
    """A version that a target needs, and the wheels of it that fit: name => SHA-256."""

    name: str
    version: str
    wheels: dict[str, str]


def closure(requirement: str, target: Target, index: Index) -> list[Chosen]:
    """A requirement and all that it needs on a target; ``BadInput`` where the index cannot serve it."""
    with TemporaryDirectory() as folder:
        lock = Path(folder) / "pylock.toml"
        form = ("--output-file", lock, "--format", "pylock.toml")
        cache = work_folder() / "uv"
        try:
            uv.compile([requirement], target, index.url, *form, cache=cache, certificates=index.certificates)
        except uv.NoneFit as error:
            said = [line.removeprefix("cause: ") for line in error.lines if not line.startswith("error:")]
            why = " ".join(said) or str(error) or "uv says nothing"
            raise BadInput(f"{requirement} for Python {target.python}: {why}") from error
        return [_chosen(one) for one in tomllib.loads(lock.read_text())["packages"]]


def _chosen(said: dict[str, Any]) -> Chosen:
    wheels = {_file(one): one.get("hashes", {}).get("sha256", "").lower() for one in said.get("wheels", ())}
    key = f"{said['name']}=={said.get('version', '')}"
    if not wheels:
        raise BadInput(
            f"{key}: has no wheel that fits; a source distribution is not built to find out what it needs"
        )
    for name, sha256 in wheels.items():
        if not sha256:
            raise BadInput(f"{key}: the index tells no SHA-256 of {name}; allowed: an index that does")
    return Chosen(said["name"], said["version"], wheels)


def _file(wheel: dict[str, Any]) -> str:
    return str(wheel.get("name") or unquote(urlsplit(wheel["url"]).path.rpartition("/")[2]))
