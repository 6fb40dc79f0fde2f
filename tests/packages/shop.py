"""CodeArtifact as the platform sets it up, in an account of its own, beside an index that has packages."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from local_aws.package_files import Outside, outside, sha256, wheel
from mlplatform.local_aws.control import Running
from mlplatform.packages import intake, origin_controls
from mlplatform.packages.record import File, Request, Version
from mlplatform.packages.standing import Live
from mlplatform.packages.store import INTERNAL, PUBLIC, QUARANTINE, Store
from packages.records import day, policy, request

SHARED = "999988887777"  # the platform's shared account
REGION, DOMAIN, APPROVED = "eu-west-2", "bank-packages", "approved"
_accounts = itertools.count(100_000_000_001)


@dataclass
class Shop:
    """The store, and what is needed to put things into it and to spoil them."""

    running: Running
    store: Store
    index: Outside
    scratch: Path
    said: list[str] = field(default_factory=list)

    @property
    def domain(self) -> dict[str, str]:
        """How calls name the domain."""
        return {"domain": self.store.domain, "domainOwner": self.store.owner}

    def say(self, message: str) -> None:
        """Remember what was said."""
        self.said.append(message)

    def made(self, name: str, number: str, *needs: str, body: str = "") -> Version:
        """A version that the index has from now on."""
        path = wheel(self.index.folder, name, number, needs=needs, body=body)
        found = File(name=path.name, sha256=sha256(path), size=path.stat().st_size)
        return Version(
            name=name, version=number, files=(found,), requires_dist=needs, requires_python=">=3.8"
        )

    def fill(self, *versions: Version, others: Iterable[Request] = ()) -> Request:
        """A request for these versions, brought into quarantine."""
        asked = request(*versions)
        folder = self.scratch / "fill"
        folder.mkdir(exist_ok=True)
        intake.fill(self.store, asked, intake.recorded([asked, *others]), folder, self.say)
        return asked

    def assets(self, repository: str, version: Version) -> dict[str, str] | None:
        """What a repository has of a version; None where it has nothing that can be read."""
        held = self.store.held(repository, version.name, version.version)
        return dict(held.assets) if held and held.readable else None

    def status(self, repository: str, version: Version) -> str:
        """How a version stands there."""
        held = self.store.held(repository, version.name, version.version)
        return held.status if held else "nowhere"

    def tamper(self, repository: str, version: Version, *, rehash: bool = False) -> None:
        """Put other bytes into a repository; with ``rehash`` the service tells their hash."""
        self.running.admin(
            "package-tampering",
            "PUT",
            {
                "account": self.store.owner,
                "region": REGION,
                "domain": self.store.domain,
                "repository": repository,
                "package": version.name,
                "version": version.version,
                "asset": version.files[0].name,
                "rehash": rehash,
            },
        )


def live(*versions: Version, by: str = "six==1.17.0") -> dict[str, Live]:
    """These versions, live."""
    return {
        one.key: Live(one.name, one.version, {each.name: each.sha256 for each in one.files}, day(180), (by,))
        for one in versions
    }


def client_in(running: Running, account: str) -> Callable[[str], Any]:
    """Clients of an account."""
    make: Any = boto3.client

    def client(service: str) -> Any:
        return make(
            service,
            region_name=REGION,
            endpoint_url=running.endpoint_url,
            aws_access_key_id=account,
            aws_secret_access_key="embedded",
            config=Config(proxies={"http": running.proxy_url}, retries={"total_max_attempts": 1}),
        )

    return client


def build(client: Any) -> None:
    """The domain with its four repositories, as Terraform makes them."""
    client.create_domain(domain=DOMAIN)
    for name in (PUBLIC, QUARANTINE, INTERNAL):
        client.create_repository(domain=DOMAIN, repository=name)
    client.create_repository(domain=DOMAIN, repository=APPROVED, upstreams=[{"repositoryName": INTERNAL}])
    client.associate_external_connection(domain=DOMAIN, repository=PUBLIC, externalConnection="public:pypi")


@contextmanager
def opened(running: Running, folder: Path) -> Iterator[Shop]:
    """A shop in a fresh account, its package groups provisioned, for the length of a ``with``."""
    account = str(next(_accounts))
    client = client_in(running, account)("codeartifact")
    build(client)
    with outside(folder / "outside") as index:
        running.admin("package-index", "PUT", {"index": index.url})
        try:
            shop = Shop(running, Store(client, DOMAIN, account, APPROVED), index, folder)
            groups = origin_controls.wanted(policy(), APPROVED)
            origin_controls.settle(client, shop.domain, groups, shop.say)
            shop.said.clear()
            yield shop
        finally:
            running.admin("package-index", "PUT", {"index": None})
