"""What the state bucket knows of a root: its state, its lock, and how its last run ended."""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError

from mlplatform.aws import client
from mlplatform.terraform.root import Root

_ABSENT = ("NoSuchKey", "NoSuchBucket", "404")


@dataclass(frozen=True)
class Instance:
    """One managed resource that a state knows."""

    address: str
    type: str
    key: str  # of for_each; empty where there is none
    module: str  # address of the module it stands in; empty for the root
    values: dict[str, Any]
    tainted: bool


@dataclass(frozen=True)
class State:
    """A state as it lies in the bucket."""

    serial: int
    lineage: str
    modified: str  # ISO 8601, UTC
    instances: tuple[Instance, ...]


@dataclass(frozen=True)
class Lock:
    """Who works on a root, or was killed while at it."""

    id: str
    who: str
    since: str
    operation: str


@dataclass(frozen=True)
class Note:
    """How the last run on a root went, as ``mlp`` wrote it down."""

    operation: str  # apply, destroy
    outcome: str  # begun, errors, part (only targets), whole
    who: str
    at: str
    lineage: str = ""
    serial: int = -1


class RemoteState:
    """The objects of one root in the state bucket."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self.bucket = root.platform.state_bucket

    @cached_property
    def s3(self) -> Any:
        """A client in the account of the state bucket."""
        root = self._root
        return client("s3", region=root.platform.region, role_arn=root.state_role_arn, aws=root.aws)

    @property
    def created(self) -> str:
        """When the bucket was made: tells one AWS, and one life of an embedded AWS, from another."""
        dates = {b["Name"]: b["CreationDate"].isoformat() for b in self.s3.list_buckets()["Buckets"]}
        return str(dates.get(self.bucket, ""))

    def lock(self) -> Lock | None:
        """The lock of the root, if somebody holds it."""
        found = self.get(f"{self._root.state_key}.tflock")
        if found is None:
            return None
        said = json.loads(found[0])
        names = {"id": "ID", "who": "Who", "since": "Created", "operation": "Operation"}
        return Lock(**{field: str(said.get(name, "")) for field, name in names.items()})

    def state(self) -> State | None:
        """The state; None where there is none yet."""
        found = self.get(self._root.state_key)
        if found is None:
            return None
        said = json.loads(found[0])
        instances = tuple(_instances(said.get("resources", [])))
        return State(int(said["serial"]), str(said["lineage"]), found[1], instances)

    def noted(self) -> Note | None:
        """How the last run went; None where ``mlp`` wrote nothing down."""
        found = self.get(self._note_key)
        return Note(**json.loads(found[0])) if found else None

    def note(self, operation: str, outcome: str) -> None:
        """Write down how a run goes, with the state that it ended with."""
        state = self.state() if outcome == "whole" else None
        known = {"lineage": state.lineage, "serial": state.serial} if state else {}
        self.put(self._note_key, {"operation": operation, "outcome": outcome, **made_by(), **known})

    def get(self, key: str) -> tuple[bytes, str] | None:
        """An object and when it was last written; None where there is none."""
        try:
            answer = self.s3.get_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return None
            raise
        return answer["Body"].read(), answer["LastModified"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def put(self, key: str, said: dict[str, Any]) -> None:
        """Write a record beside the states; the bucket's own key encrypts it."""
        body = (json.dumps(said, indent=2) + "\n").encode()
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="application/json")

    @property
    def _note_key(self) -> str:
        return f"{self._root.name}/last_run.json"


def made_by() -> dict[str, str]:
    """Who writes a record, in Terraform's form, and when."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"who": f"{getpass.getuser()}@{platform.node()}", "at": now}


def _instances(resources: list[dict[str, Any]]) -> Iterator[Instance]:
    for resource in resources:
        if resource["mode"] != "managed":
            continue
        module = resource.get("module", "")
        base = f"{module}.{resource['type']}.{resource['name']}".removeprefix(".")
        for one in resource["instances"]:
            key = one.get("index_key")
            address = base if key is None else f"{base}[{json.dumps(key)}]"
            yield Instance(
                address,
                resource["type"],
                "" if key is None else str(key),
                module,
                one.get("attributes") or {},
                one.get("status") == "tainted",
            )
