"""What a requirement needs, and which files of it fit: asked of uv, which runs nothing of any package."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from mlplatform.errors import BadInput, ToolMissing
from mlplatform.packages.index import Index
from mlplatform.packages.record import Target
from mlplatform.paths import work_folder

_ASIDE = ("UV_", "PIP_", "VIRTUAL_ENV")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True)
class Chosen:
    """A version that a target needs, and the wheels of it that fit: name => SHA-256."""

    name: str
    version: str
    wheels: dict[str, str]


def closure(requirement: str, target: Target, index: Index) -> list[Chosen]:
    """A requirement and all that it needs on a target; ``BadInput`` where the index cannot serve it."""
    uv = Path(sys.executable).parent / "uv"
    if not uv.is_file():
        raise ToolMissing("uv is not installed; run: make setup")
    with TemporaryDirectory() as folder:
        wanted, lock = Path(folder) / "wanted.in", Path(folder) / "pylock.toml"
        wanted.write_text(f"{requirement}\n")
        words = [uv, "pip", "compile", wanted, "--output-file", lock, "--format", "pylock.toml", "--quiet"]
        words += ["--no-build", "--no-config", "--no-header", "--color", "never", "--no-python-downloads"]
        words += ["--python", sys.executable, "--cache-dir", work_folder() / "uv"]
        words += ["--python-version", target.python, "--python-platform", target.platform]
        ended = subprocess.run(
            [str(word) for word in words], env=_environment(index), capture_output=True, text=True
        )
        if ended.returncode:
            raise BadInput(f"{requirement} for Python {target.python}: {_said(ended.stderr)}")
        return [_chosen(one) for one in tomllib.loads(lock.read_text())["packages"]]


def _environment(index: Index) -> dict[str, str]:
    """uv's surroundings: the index, which may carry a password, and nothing that the shell has of others."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_ASIDE)}
    kept["UV_DEFAULT_INDEX"] = index.url
    if index.certificates:
        kept["SSL_CERT_FILE"] = index.certificates
    if index.is_here:
        kept = {name: value for name, value in kept.items() if name.upper() not in _PROXIES}
    return kept


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


def _said(text: str) -> str:
    """What uv says, in one line, without its hints."""
    lines: Iterable[str] = (line.strip(" \u00d7\u2570\u2500\u25b6\u2502\t") for line in text.splitlines())
    said = [
        line.removeprefix("cause: ") for line in lines if line and not line.startswith(("hint", "error:"))
    ]
    return " ".join(said) or " ".join(text.split()) or "uv says nothing"
