"""Withdraw a version for good: in the records first, in CodeArtifact then, and say who has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mlplatform.errors import BadInput
from mlplatform.packages import files, lock
from mlplatform.packages.files import Records
from mlplatform.packages.record import Policy, Recall, Request, identity
from mlplatform.packages.store import INTERNAL, QUARANTINE, Store


@dataclass(frozen=True)
class Carriers:
    """Who has a version: requests by their keys, and lock files."""

    requests: tuple[str, ...]
    locks: tuple[str, ...]


def record(records: Records, key: str, because: str, by: str, now: datetime) -> tuple[Recall, bool]:
    """The recall of a version, and whether it is new; one that stands is left as it is. It is written as
    requests write it: 1.0 where 1.0.0 was said."""
    name, version = files.key_of(key)
    same = identity(f"{name}=={version}")
    for one in records.recalls():
        if identity(one.key) == same:
            return one, False
    carried = (each for request in records.requests() for each in request.closure)
    version = next((one.version for one in carried if identity(one.key) == same), version)
    if not because.strip():
        raise BadInput("--because: is empty; allowed: why the version is withdrawn")
    recall = Recall(package=name, version=version, recalled=now, by=by, because=because.strip())
    records.write_recall(recall)
    return recall, True


def carriers(key: str, requests: Iterable[Request], locks: Mapping[str, Path]) -> Carriers:
    """Every request and every lock file that carries a version."""
    same = identity(key)
    return Carriers(
        tuple(one.key for one in requests if same in {identity(each.key) for each in one.closure}),
        tuple(name for name, path in locks.items() if same in {identity(one) for one in lock.carried(path)}),
    )


def withdraw(store: Store, recall: Recall, policy: Policy) -> list[str]:
    """Make the store equal to a recall; gives what was done. What was taken from a source is kept there as
    evidence, where nobody can read it."""
    sources = (QUARANTINE, INTERNAL) if policy.is_internal(recall.package) else (QUARANTINE,)
    done = []
    for number in store.spelled(store.approved, recall.package, recall.version):
        if store.dispose(store.approved, recall.package, number):
            done.append(f"disposed of in {store.approved}")
    for source in sources:
        for number in store.spelled(source, recall.package, recall.version):
            if store.archive(source, recall.package, number):
                done.append(f"archived in {source}")
    return done
