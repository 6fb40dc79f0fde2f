"""One generated root, planned in a folder of its own: the plan's JSON, or what Terraform says is wrong."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform.errors import PlatformError
from mlplatform.terraform import toolchain

NO_PROVIDER: Mapping[str, str] = {}
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


@dataclass(frozen=True)
class Diagnostic:
    """An error of Terraform's: where it is, and its own words."""

    summary: str
    detail: str
    address: str  # "module.kms__minimal.aws_kms_key.this", or empty
    file: str  # relative to the root's folder: "../modules/kms/keys.tf"
    line: int

    def __str__(self) -> str:
        where = self.address or (f"{self.file.removeprefix('../')}:{self.line}" if self.file else "")
        return ": ".join(part for part in (where, self.summary, " ".join(self.detail.split())) if part)


@dataclass(frozen=True)
class Planned:
    """What ``terraform plan`` came to: a plan's JSON where one was written, and every error."""

    plan: dict[str, Any] | None
    diagnostics: tuple[Diagnostic, ...]


@functools.cache
def tools() -> toolchain.Toolchain:
    """The toolchain, looked for once in a process."""
    return toolchain.find()


def environment() -> dict[str, str]:
    """Terraform's environment without anything that could reach an AWS, embedded or real. A proxy beside an
    ``AWS_ENDPOINT_URL`` is the embedded AWS; any other may be the way to the registry."""
    dropped = ("AWS_", *(_PROXIES if "AWS_ENDPOINT_URL" in os.environ else ()))
    return {name: value for name, value in tools().environment().items() if not name.startswith(dropped)}


@contextmanager
def workspace(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with these files (relative path => text), gone at the end; the root is ``root/`` in it."""
    with tempfile.TemporaryDirectory(prefix="mlp-plan-") as name:
        for path, text in files.items():
            target = Path(name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        yield Path(name)


def copy_module(source: Path, target: Path) -> None:
    """A module's files without what Terraform left behind in its folder."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*", "__pycache__"))


def plan(root: Path, targets: Sequence[str] = (), provider: Mapping[str, str] = NO_PROVIDER) -> Planned:
    """Plan a root without reading any state; an errored plan is a plan too, and its errors go with it.
    ``targets`` are the addresses to plan, with all that they need; everything where there are none.
    ``provider`` is the environment that names a provider which is kept running, if one is."""
    initialized = _terraform(root, provider, "init", "-json", "-input=false")
    if initialized.returncode:
        return Planned(None, _diagnostics(initialized))
    words = ["-json", "-input=false", "-refresh=false", "-lock=false", "-out=plan"]
    planned = _terraform(root, provider, "plan", *words, *(f"-target={target}" for target in targets))
    found = _diagnostics(planned)
    if not (root / "plan").is_file():
        return Planned(None, found)
    shown = _terraform(root, provider, "show", "-json", "plan")
    if shown.returncode:
        raise PlatformError(f"terraform show: {shown.stderr.strip()}")
    return Planned(json.loads(shown.stdout), found)


def _terraform(root: Path, provider: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(tools().binary), *words]
    env = environment() | dict(provider)
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)


def _diagnostics(run: subprocess.CompletedProcess[str]) -> tuple[Diagnostic, ...]:
    found = []
    for line in run.stdout.splitlines():
        said = _event(line).get("diagnostic", {})
        if said.get("severity") == "error":
            where = said.get("range") or {"filename": "", "start": {"line": 0}}
            detail, address = said.get("detail", ""), said.get("address", "")
            found.append(
                Diagnostic(said["summary"], detail, address, where["filename"], where["start"]["line"])
            )
    if run.returncode and not found:
        found.append(Diagnostic("Terraform failed", run.stderr or run.stdout, "", "", 0))
    return tuple(found)


def _event(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
