"""The embedded AWS that a demonstration runs in, and what stands in its accounts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform import aws
from mlplatform.accounts import standing
from mlplatform.demo.report import Part, Report
from mlplatform.local_aws import control
from mlplatform.local_aws.control import Running
from mlplatform.paths import work_folder
from mlplatform.use_cases.model import Platform, UseCase

Standing = dict[str, dict[str, set[str]]]
"""Account => kind => names."""


@dataclass(frozen=True, order=True)
class Left:
    """Something that stands in an account and did not before."""

    account: str
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.account} {self.kind}: {self.name}"


@contextmanager
def embedded_aws(
    report: Report, tell: Callable[[str], None], keep: bool, faults: Path | None
) -> Iterator[Running]:
    """An embedded AWS for the demonstration; one that a killed demonstration left is taken over."""
    folder = work_folder() / "local_aws"
    ours = work_folder() / "demo" / "started_local_aws"
    ours.parent.mkdir(exist_ok=True)
    with timed(report.parts, "embedded AWS"):
        if not control.status(folder):
            tell("starting the embedded AWS")
            ours.touch()
        running = control.up(folder, faults=faults)
    report.endpoint_url = running.proxy_url
    try:
        yield running
    finally:
        if ours.exists() and not keep:
            control.down(folder)
        ours.unlink(missing_ok=True)


@contextmanager
def timed(parts: list[Part], name: str) -> Iterator[None]:
    """Time a part."""
    begun = time.monotonic()
    try:
        yield
    finally:
        parts.append(Part(name, round(time.monotonic() - begun, 1)))


def accounts(platform: Platform, cases: list[UseCase]) -> list[str]:
    """Every account that something is put into."""
    own = [platform.management_account_id, platform.shared_account_id]
    return [*own, *(account.account_id for case in cases for account in case.accounts.values())]


def look(running: Running, platform: Platform, account_ids: list[str]) -> Standing:
    """What stands in these accounts now."""
    return {each: standing.standing(_clients(running, each, platform.region)) for each in account_ids}


def beyond(now: Standing, before: Standing) -> list[Left]:
    """What stands now and did not stand before."""
    return sorted(
        Left(account, kind, name)
        for account, kinds in now.items()
        for kind, names in standing.beyond(kinds, before.get(account, {})).items()
        for name in names
    )


def _clients(running: Running, account_id: str, region: str) -> Callable[[str], Any]:
    environment = running.environment(account_id, region)
    return lambda service: aws.own_client(service, region=region, aws=environment)
