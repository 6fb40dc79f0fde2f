"""One embedded AWS for the session; each test that asks for a shop gets a domain in an account of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mlplatform.local_aws import control
from packages.records import Book
from packages.shop import SHARED, Shop, build, client_in, opened


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    """The session's embedded AWS."""
    with control.running(tmp_path_factory.mktemp("packages-aws")) as running:
        yield running


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A git repository with a policy."""
    return Book.made(tmp_path / "repository")


@pytest.fixture
def shop(running: control.Running, tmp_path: Path) -> Iterator[Shop]:
    """The store as the platform sets it up, and an index beside it."""
    with opened(running, tmp_path) as shop:
        yield shop


@pytest.fixture(scope="session")
def domain(running: control.Running) -> None:
    """The platform's own domain, in its shared account."""
    build(client_in(running, SHARED)("codeartifact"))
