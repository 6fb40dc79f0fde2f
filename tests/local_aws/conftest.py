"""One server for the session; each test gets an account of its own, so that no test sees another's."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local_aws.package_files import Outside, outside, wheel
from local_aws.package_tools import DOMAIN, Bank
from mlplatform.local_aws import control

REGION = "eu-west-2"
_accounts = itertools.count(100_000_000_001)


@dataclass(frozen=True)
class Aws:
    """The embedded AWS as one account sees it."""

    running: control.Running
    account: str

    def client(self, service: str, **credentials: str) -> Any:
        """A boto3 client of this account, or of whoever the credentials are."""
        keys = credentials or {"aws_access_key_id": self.account, "aws_secret_access_key": "embedded"}
        make: Any = boto3.client  # its stubs know every service by name, and no variable
        return make(
            service,
            region_name=REGION,
            endpoint_url=self.running.endpoint_url,
            config=Config(proxies={"http": self.running.proxy_url}, retries={"total_max_attempts": 1}),
            **keys,
        )

    def network(self) -> tuple[str, str]:
        """A VPC with one subnet: their ids."""
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        return vpc, ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    """The session's server."""
    with control.running(tmp_path_factory.mktemp("local-aws")) as running:
        yield running


@pytest.fixture
def aws(running: control.Running) -> Aws:
    """The embedded AWS in a fresh account."""
    return Aws(running, str(next(_accounts)))


@pytest.fixture
def neighbour(running: control.Running) -> Aws:
    """The same embedded AWS in another fresh account."""
    return Aws(running, str(next(_accounts)))


@pytest.fixture(scope="session")
def pip_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment, with the pip that comes with Python; one for the session."""
    folder = tmp_path_factory.mktemp("pip")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    return folder / "bin" / "python"


@pytest.fixture
def bank(aws: Aws, pip_python: Path) -> Bank:
    """A domain without repositories, in a fresh account."""
    aws.client("codeartifact").create_domain(domain=DOMAIN)
    return Bank(aws, aws.account, pip_python)


@pytest.fixture
def stranger(neighbour: Aws, bank: Bank) -> Bank:
    """The same domain, seen from another account."""
    return Bank(neighbour, bank.owner, bank.python)


@pytest.fixture
def quarantined(bank: Bank, tmp_path: Path) -> Bank:
    """The domain with a repository that holds two versions of bank-core, and an empty one."""
    bank.repository("quarantine")
    bank.repository("approved")
    for version in ("1.0", "2.0"):
        bank.publish("quarantine", wheel(tmp_path, "bank-core", version))
    return bank


@pytest.fixture
def index(bank: Bank, tmp_path: Path) -> Iterator[Outside]:
    """An index, and the embedded AWS looking at it for the length of a test."""
    with outside(tmp_path / "outside") as served:
        bank.aws.running.admin("package-index", "PUT", {"index": served.url})
        try:
            yield served
        finally:
            bank.aws.running.admin("package-index", "PUT", {"index": None})
