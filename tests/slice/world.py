"""One embedded AWS, the ``mlp`` command pointed at it, and what boto3 sees of an account in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3

from mlplatform.accounts import standing
from mlplatform.local_aws.control import Running
from mlplatform.paths import REPOSITORY

DEV = "111122223333"
SHARED = "999988887777"
REGION = "eu-west-2"


@dataclass(frozen=True)
class World:
    """An embedded AWS and a work folder of its own."""

    running: Running
    work: Path

    @cached_property
    def environment(self) -> dict[str, str]:
        """What a person has in the shell: the endpoint, and nothing else of AWS."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | {"AWS_ENDPOINT_URL": self.running.proxy_url, "MLP_WORK_DIR": str(self.work)}

    def command(self, *words: str) -> list[str]:
        """The ``mlp`` command line."""
        return [sys.executable, "-m", "mlplatform.cli", *words]

    def start(self, *words: str, work: Path | None = None) -> subprocess.Popen[str]:
        """Start ``mlp`` without waiting, from another work folder where one is given."""
        environment = self.environment | ({"MLP_WORK_DIR": str(work)} if work else {})
        return subprocess.Popen(
            self.command(*words),
            cwd=REPOSITORY / "scripts",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def mlp(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``mlp`` and wait for it."""
        process = self.start(*words)
        out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def client(self, service: str, account: str = DEV) -> Any:
        """Plain boto3 with no more than an endpoint and a key that names the account."""
        session: Any = boto3.Session(
            aws_access_key_id=account, aws_secret_access_key="local", region_name=REGION
        )
        return session.client(service, endpoint_url=self.running.proxy_url)

    def as_state_writer(self, environment: str) -> Any:
        """An S3 client that writes the state of an environment, as nobody else may."""
        role = f"arn:aws:iam::{SHARED}:role/bank-mlp-state-{environment}"
        keys = self.client("sts", SHARED).assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        session: Any = boto3.Session(
            keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], REGION
        )
        return session.client("s3", endpoint_url=self.running.proxy_url)

    def snapshot(self, account: str = DEV) -> dict[str, set[str]]:
        """Everything that stands in an account, by kind; keys that wait for deletion do not stand."""
        return standing.standing(lambda service: self.client(service, account))
