"""What one more use case costs: use cases taken in one after the other, as a bank takes them in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mlplatform.copies import copy_of_repository
from mlplatform.errors import PlatformError
from mlplatform.local_aws import control

USE_CASES = 5


@dataclass(frozen=True)
class Cost:
    """The platform with so many use cases; ``seconds`` and ``calls`` are what the last of them took, with the
    guardrails and the shared account brought up to it. The first takes the platform's own accounts along."""

    use_cases: int
    resources: int  # in all accounts
    seconds: float
    calls: int  # that AWS answered


def measure(tell: Callable[[str], None], use_cases: int = USE_CASES) -> list[Cost]:
    """Take use cases in, one after another, in a copy of the repository and an empty AWS."""
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        bank = _Bank(copy_of_repository(Path(name) / "repository"), Path(name) / "work")
        try:
            return [bank.take_in(number, tell) for number in range(use_cases)]
        finally:
            bank.mlp("local", "down")


class _Bank:
    """A copy of the repository, and the AWS that it is applied to."""

    def __init__(self, copy: Path, work: Path) -> None:
        self._copy, self._work = copy, work
        self._pages = copy / "environments" / "use_cases"
        pages = sorted(self._pages.glob("*.yaml"))
        self._first = yaml.safe_load(pages[0].read_text())
        for page in pages[1:]:
            page.unlink()

    def take_in(self, number: int, tell: Callable[[str], None]) -> Cost:
        """One more use case, from its page to three accounts that stand."""
        name = str(self._first["name"])
        if number:
            name = f"use_case_{number}"
            page = self._pages / f"{name}.yaml"
            page.write_text(yaml.safe_dump(_like(self._first, name, number), sort_keys=False))
        tell(f"use case {number + 1}: {name}")
        self.mlp("local", "up")
        running = control.status(self._work / "local_aws")
        if running is None:
            raise PlatformError("the embedded AWS does not run any more")
        running.admin("requests", "DELETE")
        begun = time.monotonic()
        if not number:
            self.mlp("bootstrap")
        self.mlp("platform", "apply")
        self.mlp("use-case", "apply", name)
        took = time.monotonic() - begun
        calls = sum(running.admin("requests").values())
        return Cost(number + 1, self._resources(), round(took, 1), calls)

    def _resources(self) -> int:
        names = [page.stem for page in self._pages.glob("*.yaml")]
        said = [self.mlp("platform", "status", "--json")]
        said += [self.mlp("use-case", "status", name, "--json") for name in names]
        return sum(root["resources"] for one in said for root in json.loads(one)["roots"])

    def mlp(self, *words: str) -> str:
        """Run ``mlp`` of the copy; what it says on stdout."""
        running = control.status(self._work / "local_aws")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment |= {"MLP_WORK_DIR": str(self._work), "PYTHONPATH": str(self._copy / "scripts")}
        environment |= {"AWS_ENDPOINT_URL": running.proxy_url} if running else {}
        command = [sys.executable, "-m", "mlplatform.cli", *words]
        ran = subprocess.run(command, cwd=self._copy, env=environment, capture_output=True, text=True)
        if ran.returncode:
            raise PlatformError(f"mlp {' '.join(words)}: {ran.stderr.strip().splitlines()[-1]}")
        return ran.stdout


def _like(first: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    """A use case of the same size, with accounts, addresses and people of its own."""
    made: dict[str, Any] = json.loads(json.dumps(first)) | {"name": name}
    for step, account in enumerate(made["environments"].values()):
        account["account_id"] = f"{100000000000 + 10 * number + step}"
        network = account["network"]
        block = 16 * (3 * number + step)
        network["vpc_cidr"] = f"10.41.{block}.0/20"
        network["subnets"] = {
            zone: f"10.41.{block + 2 * place}.0/23" for place, zone in enumerate(network["subnets"])
        }
    made["members"] = {
        persona: [f"u{int(person[1:]) + 1000 * number}" for person in staff]
        for persona, staff in made["members"].items()
    }
    return made
