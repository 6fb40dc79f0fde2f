"""One server for the session; each test gets an account of its own, so that no test sees another's."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.config import Config

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
