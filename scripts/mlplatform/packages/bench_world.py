"""What the bench of packages sets up around what it measures: a domain, advisories, a consumer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mlplatform import aws
from mlplatform.errors import PlatformError
from mlplatform.local_aws.control import Running
from mlplatform.packages import advisories, origin_controls, store
from mlplatform.packages.files import Say
from mlplatform.packages.record import Policy
from mlplatform.packages.store import INTERNAL, PUBLIC, QUARANTINE, Store
from mlplatform.packages.verify import CONNECTION
from mlplatform.use_cases import load

EVERY = 5.0  # seconds between two words on how a part comes along
_WORK = "MLP_WORK_DIR"


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """What is kept from one run to the next is kept there, so that nothing is known from before."""
    before = os.environ.get(_WORK)
    os.environ[_WORK] = str(folder)
    try:
        yield
    finally:
        del os.environ[_WORK]
        os.environ.update({_WORK: before} if before is not None else {})


def seldom(tell: Say) -> Say:
    """Pass on what is said every few seconds, and not what is said between."""
    told = time.monotonic()

    def say(message: str) -> None:
        nonlocal told
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            tell(message)

    return say


def domain(running: Running, policy: Policy, say: Say) -> Store:
    """The platform's domain as Terraform and ``mlp packages provision`` make it."""
    platform = load.platform()
    environment = running.environment(platform.shared_account_id, platform.region)
    client = aws.own_client("codeartifact", region=platform.region, aws=environment)
    made = store.of(platform, client)
    client.create_domain(domain=made.domain)
    for name in (PUBLIC, QUARANTINE, INTERNAL):
        client.create_repository(domain=made.domain, repository=name)
    above = [{"repositoryName": INTERNAL}]
    client.create_repository(domain=made.domain, repository=made.approved, upstreams=above)
    client.associate_external_connection(domain=made.domain, repository=PUBLIC, externalConnection=CONNECTION)
    origin_controls.provision(platform, client, policy, say)
    return made


def knowing_nothing(folder: Path, now: datetime) -> advisories.Advisories:
    """Advisories of today, of which none is about any package that there is."""
    package = {"ecosystem": advisories.ECOSYSTEM, "name": "not-a-package-of-anybody"}
    said = {"id": "BENCH-1", "modified": now.isoformat(), "affected": [{"package": package}]}
    (folder / "BENCH-1.json").write_text(json.dumps(said))
    return advisories.load(folder)


@dataclass(frozen=True)
class Consumer:
    """A fresh environment of Python, and the one index that its pip knows."""

    folder: Path
    address: str  # of the index; may carry a token, and so stays out of the process list
    certificates: str | None = None

    @classmethod
    def made(cls, folder: Path, address: str, certificates: str | None = None) -> Consumer:
        """The environment, without a pip of its own: the one that is here installs into it."""
        _ran([sys.executable, "-m", "venv", "--without-pip", str(folder)], os.environ)
        return cls(folder, address, certificates)

    def install(self, locked: Path) -> list[str]:
        """Install what a lock file carries; gives the SHA-256 of each file that was installed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        kept |= {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": self.address}
        kept |= {"PIP_CERT": self.certificates} if self.certificates else {}
        kept |= {"NO_PROXY": "*", "no_proxy": "*"} if "://127.0.0.1" in self._host else {}
        report = self.folder / "report.json"
        words = [sys.executable, "-m", "pip", "--python", str(self.folder), "install", "--require-hashes"]
        words += ["--requirement", str(locked), "--report", str(report), "--only-binary", ":all:"]
        words += ["--no-input", "--no-cache-dir", "--disable-pip-version-check", "--quiet"]
        _ran(words, kept)
        said: list[dict[str, Any]] = json.loads(report.read_text())["install"]
        return [one["download_info"]["archive_info"]["hashes"]["sha256"] for one in said]

    @property
    def _host(self) -> str:
        scheme, _, rest = self.address.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"


def _ran(words: list[str], environment: Mapping[str, str]) -> None:
    ended = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ended.returncode:
        last = (ended.stderr.strip() or "it says nothing").splitlines()[-1]
        raise PlatformError(f"{' '.join(words[1:5])}: {last}")
