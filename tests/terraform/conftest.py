"""One embedded AWS for the tests that look for what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config

from mlplatform.local_aws import control
from mlplatform.use_cases import load

ACCOUNT = "111122223333"
Clients = Callable[[str], Any]


@pytest.fixture(name="running", scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    with control.running(tmp_path_factory.mktemp("finders")) as running:
        control.found(running, load.platform(), [])
        yield running


@pytest.fixture(scope="session")
def clients(running: control.Running) -> Clients:
    """Clients in an account that things are made in."""
    return clients_of(running, ACCOUNT)


@pytest.fixture(scope="session")
def empty(running: control.Running) -> Clients:
    """Clients in an account that nothing is made in: the organization's own."""
    return clients_of(running, load.platform().management_account_id)


def clients_of(running: control.Running, account: str) -> Clients:
    """Clients in an account."""
    make: Any = boto3.client
    return lambda service: make(
        service,
        region_name="eu-west-2",
        endpoint_url=running.endpoint_url,
        config=Config(proxies={"http": running.proxy_url}, retries={"total_max_attempts": 1}),
        aws_access_key_id=account,
        aws_secret_access_key="embedded",
    )
