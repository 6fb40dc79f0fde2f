"""An embedded AWS for the tests of accounts; each test has an account of its own in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mlplatform.accounts import Account
from mlplatform.aws import Clients, clients
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import Environment

REGION = "eu-west-2"
_ids = itertools.count(200_000_000_001)


@dataclass(frozen=True)
class Place:
    """A fresh account, and ways to look into it."""

    running: control.Running
    account: Account

    @property
    def environment(self) -> Environment:
        """How to talk to the embedded AWS."""
        return self.running.environment()

    @property
    def clients(self) -> Clients:
        """Clients with the rights of the account's role."""
        return clients(region=REGION, role_arn=self.account.role_arn, aws=self.environment)

    def ec2(self, region: str = REGION) -> Any:
        """EC2 in a region."""
        return self.clients("ec2", region)

    def faults(self, *rules: dict[str, Any]) -> None:
        """Put fault rules in force."""
        self.running.admin("faults", "PUT", list(rules))


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    """The server of these tests."""
    with control.running(tmp_path_factory.mktemp("accounts")) as running:
        yield running


def fresh() -> Account:
    """An account that nobody has used."""
    number = str(next(_ids))
    return Account(number, f"arn:aws:iam::{number}:role/bank-mlp-deploy", REGION)


@pytest.fixture
def place(running: control.Running) -> Iterator[Place]:
    """A fresh account; faults end with the test."""
    yield Place(running, fresh())
    running.admin("faults", "PUT", [])
