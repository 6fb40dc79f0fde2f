"""uv, asked which versions go together: it reads what packages say, and runs nothing of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from mlplatform import pip_index
from mlplatform.errors import ToolMissing
from mlplatform.packages.record import Target

_ASIDE = ("UV_", "PIP_", "VIRTUAL_ENV")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


class NoneFit(Exception):
    """Nothing goes together; ``lines`` are what uv says, without its hints."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(" ".join(lines))
        self.lines = lines


def compile(
    wanted: Iterable[str],
    target: Target,
    index: str,
    *options: str | Path,
    cache: Path,
    certificates: str | None = None,
) -> str:
    """What is wanted with all that it needs on a target, as uv writes it. The index may carry a password, and
    is in no process list."""
    uv = Path(sys.executable).parent / "uv"
    if not uv.is_file():
        raise ToolMissing("uv is not installed; run: make setup")
    words = [
        uv,
        "pip",
        "compile",
        "-",
        "--no-build",
        "--no-config",
        "--no-header",
        "--color",
        "never",
        "--quiet",
    ]
    words += ["--python", sys.executable, "--no-python-downloads", "--cache-dir", cache]
    words += ["--python-version", target.python, "--python-platform", target.platform, *options]
    ended = subprocess.run(
        [str(word) for word in words],
        input="\n".join(wanted),
        env=_environment(index, certificates),
        capture_output=True,
        text=True,
    )
    if ended.returncode:
        lines = (line.strip(" \u00d7\u2570\u2500\u25b6\u2502\t") for line in ended.stderr.splitlines())
        raise NoneFit([line for line in lines if line and not line.startswith("hint")])
    return ended.stdout


def _environment(index: str, certificates: str | None) -> dict[str, str]:
    """uv's surroundings: the index, and nothing that the shell has of others."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_ASIDE)}
    if pip_index.is_here(index):
        kept = {name: value for name, value in kept.items() if name.upper() not in _PROXIES} | {
            "NO_PROXY": "*"
        }
    if certificates:
        kept["SSL_CERT_FILE"] = certificates
    return kept | {"UV_DEFAULT_INDEX": index}
