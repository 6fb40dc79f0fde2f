"""A machine in an account of a use case, as Studio sets it up: the lifecycle script, the AWS CLI, pip."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import boto3

from harness import lifecycle
from mlplatform.local_aws.control import Running
from mlplatform.use_cases import load

PLATFORM = load.platform()
USE_CASE = load.use_case("credit_risk").accounts["dev"].account_id
Ended = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Consumer:
    """Whoever installs: an account of a use case, or the intake role."""

    running: Running
    home: Path
    python: Path
    keys: dict[str, str] = field(
        default_factory=lambda: {"AWS_ACCESS_KEY_ID": USE_CASE, "AWS_SECRET_ACCESS_KEY": "local"}
    )

    @property
    def target(self) -> Path:
        """Where it installs."""
        return self.home / "installed"

    def login(self) -> Ended:
        """Start an app of Studio."""
        return self._run("/bin/bash", str(lifecycle.script(self.home.parent)))

    def end(self) -> None:
        """End the app, with the loop that renews its token."""
        loop = self.home / ".cache" / "package-login" / "pid"
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(loop.read_text()), signal.SIGTERM)

    def install(self, *words: str, repository: str = "") -> Ended:
        """pip, as somebody types it; from another repository only where one is named."""
        shutil.rmtree(self.target, ignore_errors=True)
        index = (
            ["--index-url", self.address(repository).replace("://", f"://aws:{self.token()}@") + "simple/"]
            if repository
            else []
        )
        return self._run(
            "python", "-m", "pip", "install", "--no-cache-dir", "--target", str(self.target), *index, *words
        )

    def installed(self) -> set[str]:
        """What it has."""
        return {path.name for path in self.target.iterdir()}

    def intake(self) -> Consumer:
        """The role that brings packages in, on a machine of its own."""
        sts = boto3.client(
            "sts",
            region_name=PLATFORM.region,
            endpoint_url=self.running.proxy_url,
            aws_access_key_id=PLATFORM.shared_account_id,
            aws_secret_access_key="local",
        )
        role = f"arn:aws:iam::{PLATFORM.shared_account_id}:role/{PLATFORM.organization}-mlp-packages-intake"
        given = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        keys = {
            "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
            "AWS_SESSION_TOKEN": given["SessionToken"],
        }
        home = self.home.with_name("intake")
        home.mkdir(exist_ok=True)
        return Consumer(self.running, home, self.python, keys)

    def publish(self, path: Path, repository: str) -> Ended:
        """twine."""
        opened = [
            "--repository-url",
            self.address(repository),
            "--username=aws",
            f"--password={self.token()}",
        ]
        return self._run(
            sys.executable, "-m", "twine", "upload", "--disable-progress-bar", *opened, str(path)
        )

    def token(self) -> str:
        """A token for an hour, which is what the intake role may have."""
        words = ("get-authorization-token", "--duration-seconds", "3600", "--query", "authorizationToken")
        return self._aws(*words)

    def address(self, repository: str) -> str:
        """Where a repository answers."""
        return self._aws(
            "get-repository-endpoint",
            "--repository",
            repository,
            "--format",
            "pypi",
            "--query",
            "repositoryEndpoint",
        )

    def _aws(self, *words: str) -> str:
        of = (
            "--domain",
            PLATFORM.codeartifact["domain"],
            "--domain-owner",
            PLATFORM.shared_account_id,
            "--output",
            "text",
        )
        ended = self._run("aws", "codeartifact", *words, *of, "--region", PLATFORM.region)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def _run(self, *words: str) -> Ended:
        aside = ("PIP_", "AWS_", "TWINE_", "HTTP_PROXY", "http_proxy")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(aside)}
        given = {
            "HOME": str(self.home),
            "PATH": f"{self.python / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "CODEARTIFACT_DOMAIN": PLATFORM.codeartifact["domain"],
            "CODEARTIFACT_OWNER": PLATFORM.shared_account_id,
            "CODEARTIFACT_REGION": PLATFORM.region,
            "CODEARTIFACT_REPOSITORY": PLATFORM.codeartifact["repository"],
            "AWS_ENDPOINT_URL": self.running.proxy_url,
            "NO_PROXY": "127.0.0.1",
            **self.keys,
        }
        return subprocess.run(words, env=kept | given, capture_output=True, text=True, timeout=300)
