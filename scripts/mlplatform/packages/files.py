"""The records of packages as files: read whole, checked, and written so that a killed run loses nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from pydantic import BaseModel

from mlplatform import written
from mlplatform.errors import BadInput
from mlplatform.packages.record import PLAIN_NAME, Policy, Recall, Request
from mlplatform.paths import ENVIRONMENTS
from mlplatform.use_cases.schema import shown

FOLDER = ENVIRONMENTS / "shared" / "packages"
Keyed = TypeVar("Keyed", Request, Recall)


@dataclass(frozen=True)
class Records:
    """The folder of the records: ``policy.yaml``, ``requests/`` and ``recalls/``."""

    folder: Path = FOLDER

    @property
    def policy_path(self) -> Path:
        """Where the law stands."""
        return self.folder / "policy.yaml"

    def policy(self) -> Policy:
        """The law; ``BadInput`` where it cannot be kept."""
        return checked_policy(written.read(self.policy_path, Policy), shown(self.policy_path))

    def requests(self) -> list[Request]:
        """All requests, by name and version."""
        return [read_request(written.text(path), path) for path in _pages(self.folder / "requests")]

    def recalls(self) -> list[Recall]:
        """All recalls, by name and version."""
        return [read_recall(written.text(path), path) for path in _pages(self.folder / "recalls")]

    def request(self, named: str) -> Request:
        """One request, by ``name==version`` or by its file."""
        path = self.request_path(named)
        if not path.is_file():
            known = ", ".join(one.key for one in self.requests()) or "none yet"
            raise BadInput(f'request "{named}": no file {shown(path)}; allowed: {known}')
        return read_request(written.text(path), path)

    def request_path(self, named: str) -> Path:
        """Where the request of this name stands, or would."""
        if "==" not in named and named.endswith(".yaml"):
            return self.folder / "requests" / Path(named).name
        return self.folder / "requests" / f"{stem(*key_of(named))}.yaml"

    def recall_path(self, key: str) -> Path:
        """Where the recall of a version stands, or would."""
        return self.folder / "recalls" / f"{stem(*key_of(key))}.yaml"

    def write_request(self, request: Request) -> Path:
        """Write a request over what stood there; gives its file."""
        return _write(self.folder / "requests" / f"{stem(request.package, request.version)}.yaml", request)

    def write_recall(self, recall: Recall) -> Path:
        """Write a recall; gives its file."""
        return _write(self.folder / "recalls" / f"{stem(recall.package, recall.version)}.yaml", recall)


def key_of(text: str) -> tuple[str, str]:
    """Name and version of ``name==version``, as the records write them; ``BadInput`` for any other text."""
    name, equal, version = text.partition("==")
    try:
        if not equal:
            raise InvalidVersion("it has no ==")
        return canonicalize_name(name.strip(), validate=True), str(Version(version))
    except ValueError as error:
        why = " ".join(str(error).split())
        raise BadInput(f'"{text}": is no version of a package ({why}); allowed: NAME==VERSION') from error


def stem(name: str, version: str) -> str:
    """What the file of a version is called, without its ending."""
    return f"{name}-{version}"


def read_request(text: str, path: Path) -> Request:
    """A request, whose file is called as it is, and whose files have plain names."""
    request = _named(_validated(text, path, Request), path)
    for version in request.closure:
        for file in version.files:
            if not PLAIN_NAME.fullmatch(file.name):
                raise BadInput(
                    f'{shown(path)}: {version.key}: a file is called "{file.name}"; allowed: a plain name'
                )
    return request


def read_recall(text: str, path: Path) -> Recall:
    """A recall, whose file is called as it is."""
    return _named(_validated(text, path, Recall), path)


def checked_policy(policy: Policy, where: str) -> Policy:
    """The policy, if there are enough approvers who are not one another."""
    ids = {one.id for one in policy.approvers}
    addresses = {one.email.casefold() for one in policy.approvers}
    if min(len(ids), len(addresses)) < len(policy.approvers):
        raise BadInput(f"{where}: approvers: one is there twice; allowed: each id and each address once")
    if policy.approvals_needed >= len(ids):
        raise BadInput(
            f"{where}: approvals_needed: is {policy.approvals_needed} of {len(ids)} approvers; "
            f"allowed: at most {len(ids) - 1}, for one of them may have made the request"
        )
    return policy


def place(path: Path, content: str | bytes) -> None:
    """Put a file where it belongs, the whole of it or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with scratch.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def text_of(record: BaseModel) -> str:
    """A record as its file says it; what is not set is left out."""
    said = record.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(said, sort_keys=False, width=108, allow_unicode=True)


def _write(path: Path, record: BaseModel) -> Path:
    place(path, text_of(record))
    return path


def _validated(text: str, path: Path, model: type[Keyed]) -> Keyed:
    return written.validated(model, written.parsed(text, path), shown(path))


def _named(record: Keyed, path: Path) -> Keyed:
    expected = f"{stem(record.package, record.version)}.yaml"
    if path.name != expected:
        raise BadInput(f"{shown(path)}: is of {record.key}; allowed: the name {expected}")
    return record


def _pages(folder: Path) -> list[Path]:
    others = [path.name for path in folder.glob("*") if path.suffix != ".yaml" and path.name[0] != "."]
    if others:
        raise BadInput(f"{shown(folder)}: holds {min(others)}; allowed: NAME-VERSION.yaml alone")
    return sorted(folder.glob("*.yaml"))


Say = Callable[[str], None]
"""Where a step says that it begins."""
