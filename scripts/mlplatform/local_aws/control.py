"""Start, find and stop the embedded AWS. A library: nothing here prints.

A *run folder* stands for one embedded AWS: its run file says how to reach it, its log what went wrong.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform.errors import PlatformError
from mlplatform.local_aws.environment import HOME_ACCOUNT, REGION, Environment
from mlplatform.paths import work_folder
from mlplatform.use_cases.model import Platform, UseCase

POLICY_TYPES = (
    "AISERVICES_OPT_OUT_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "SERVICE_CONTROL_POLICY",
    "TAG_POLICY",
)
TRUSTED_SERVICES = ("iam.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com")
"""What a bank has to switch on in its organization, once: environments/organization/README.md says how."""
START_SECONDS = 60.0
STOP_SECONDS = 10.0
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
# Loopback must never go through a proxy that the shell happens to name.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LocalAwsError(PlatformError):
    """The embedded AWS did not start or stop; one line, with the log to read."""


@dataclass(frozen=True)
class Running:
    """An embedded AWS that answers."""

    pid: int
    port: int
    endpoint_url: str
    proxy_url: str
    started: str  # ISO 8601, UTC

    def environment(self, account_id: str = HOME_ACCOUNT, region: str = REGION) -> Environment:
        """What to set and unset for a Terraform or boto3 that is to talk to this world as an account."""
        return Environment.of(self.endpoint_url, self.proxy_url, account_id, region)

    def admin(self, path: str, method: str = "GET", data: Any = None) -> Any:
        """Ask an admin path (``health``, ``requests``, …); raises ``LocalAwsError`` if refused."""
        body = None if data is None else json.dumps(data).encode()
        asked = urllib.request.Request(f"{self.proxy_url}/_local/{path}", data=body, method=method)
        try:
            with _direct.open(asked, timeout=10) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise LocalAwsError(error.read().decode().strip()) from error
        except OSError as error:
            raise LocalAwsError(f"the embedded AWS at {self.proxy_url} does not answer: {error}") from error


@dataclass(frozen=True)
class Called:
    """How often a principal called an operation in an account."""

    account: str
    principal: str  # the ARN of a role, or of the account's root where nobody took on one
    operation: str  # botocore's names, as in "s3.PutBucketPolicy"
    count: int


def calls(running: Running) -> list[Called]:
    """Who called what, and where, since the start or since ``DELETE requests``."""
    return [Called(**one) for one in running.admin("calls")]


def found(running: Running, platform: Platform, use_cases: Iterable[UseCase]) -> dict[str, list[str]]:
    """Found the organization that the platform's file describes, with the accounts of these use cases; called
    again, what is new is added. Accounts by the id of the unit, or root, that they are in."""
    accounts = {account.account_id: "workloads" for case in use_cases for account in case.accounts.values()}
    founding = {
        "id": platform.organization_id,
        "management_account_id": platform.management_account_id,
        "region": platform.region,
        "units": platform.organizational_units,
        "accounts": {platform.shared_account_id: "shared", platform.identity_account_id: "", **accounts},
        "account_role": platform.account_factory_role,
        "policy_types": POLICY_TYPES,
        "trusted_services": TRUSTED_SERVICES,
    }
    accounts_of: dict[str, list[str]] = running.admin("organization", "PUT", founding)["accounts"]
    return accounts_of


def up(
    run_dir: Path, *, port: int | None = None, faults: Path | None = None, package_index: str | None = None
) -> Running:
    """Start the embedded AWS of a run folder, or give back the one that runs; waits until it answers.

    ``faults`` is a YAML or JSON file of fault rules; it, like ``port``, matters only where one is started.
    ``package_index`` is what CodeArtifact's ``public:pypi`` leads to: an address, or ``pip`` for the index
    that pip on this machine uses. Left out, it stays as it is: nowhere, where one is started.
    """
    run_dir.mkdir(parents=True, exist_ok=True)
    with (run_dir / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two ups at once are one
        running = status(run_dir) or _start(run_dir, port or 0, faults)
    if package_index is not None:
        running.admin("package-index", "PUT", {"index": package_index})
    return running


def status(run_dir: Path) -> Running | None:
    """The embedded AWS of a run folder, if it answers. A run file left by a dead one is removed."""
    path = run_dir / "run.json"
    try:
        running = Running(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        path.unlink(missing_ok=True)
        return None
    # The number may belong to another program by now, so the server itself is asked who it is.
    with contextlib.suppress(LocalAwsError, ValueError):
        if _alive(running.pid) and running.admin("health")["pid"] == running.pid:
            return running
    path.unlink(missing_ok=True)
    return None


def down(run_dir: Path) -> bool:
    """Stop the embedded AWS of a run folder; False if there was none. Its world is gone with it."""
    running = status(run_dir)
    if running is None:
        return False
    for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 2.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.pid, number)
        if _ended(running.pid, seconds):
            (run_dir / "run.json").unlink(missing_ok=True)
            return True
    raise LocalAwsError(f"process {running.pid} does not end; see {run_dir / 'server.log'}")


@contextlib.contextmanager
def running(run_dir: Path, *, port: int | None = None, faults: Path | None = None) -> Iterator[Running]:
    """An embedded AWS for the length of a ``with``; one that ran before is used and left running."""
    before = status(run_dir)
    try:
        yield before or up(run_dir, port=port, faults=faults)
    finally:
        if before is None:
            down(run_dir)


def _start(run_dir: Path, port: int, faults: Path | None) -> Running:
    log = run_dir / "server.log"
    command = [sys.executable, "-m", "mlplatform.local_aws.server"]
    command += ["--port", str(port), "--run-file", str(run_dir / "run.json")]
    command += ["--faults", str(faults)] if faults else []
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Without bytecode a start takes twice as long; kept apart, it leaves the source folders clean.
        kept["PYTHONPYCACHEPREFIX"] = str(work_folder() / "bytecode")
    environment = {**kept, "PYTHONPATH": os.pathsep.join([str(_PACKAGE_ROOT), kept.get("PYTHONPATH", "")])}
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,  # a Ctrl-C meant for the caller must not end the world
        )
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        found = status(run_dir)
        if found:
            return found
        time.sleep(0.05)
    process.kill()
    process.wait()
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    reason = lines[-1] if lines else f"no answer within {START_SECONDS:.0f} s"
    raise LocalAwsError(f"{reason}; see {log}")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, so not ours
        return False
    return True


def _ended(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # if it is our own child, let it go
        if not _alive(pid):
            return True
        time.sleep(0.02)
    return False
