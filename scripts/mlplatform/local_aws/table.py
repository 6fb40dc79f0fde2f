"""A service's table: which resources it has, and which operations make, read, change and end them.

One YAML file per service in ``tables/``. A row says what differs between resources; what is the same
for all (look-ups, conflicts, paging, tags) is in ``engine``.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

TABLES = Path(__file__).parent / "tables"


class Row(BaseModel):
    """Base of all parts of a table: a misspelt key is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(Row):
    """A list operation. ``items`` is the response member that holds the list."""

    operation: str
    items: str
    contains: dict[str, str] = {}  # request member -> field that must contain its value
    among: dict[str, str] = {}  # request member (a list) -> field that must be one of its values


class Parent(Row):
    """The resource this one lives in. ``by`` maps our field to the parent's."""

    noun: str
    by: dict[str, str]
    when_deleted: Literal["refuse", "cascade"] = "refuse"
    counts: str | None = None  # field of the parent that counts us


class Numbered(Row):
    """A field counted 1, 2, 3 among the records that share the fields in ``within``."""

    field: str
    within: list[str]


class Resource(Row):
    """One noun of a service."""

    keys: list[str]  # fields that together name a record
    create: str | None = None
    read: str | None = None
    update: str | None = None
    delete: str | None = None
    lists: list[Listing] = []
    delete_by: list[str] = []  # where delete names the record by other fields than its keys
    rename: dict[str, str] = {}  # request member -> field of the record
    drop: list[str] = []  # request members that are instructions, not state
    removes: str | None = None  # request member that lists fields to remove on update
    computed: dict[str, str] = {}  # templates, filled at creation where the request gave nothing
    numbered: Numbered | None = None
    defaults: dict[str, Any] = {}
    arn: str | None = None  # template of what follows account in the ARN
    arn_field: str | None = None
    created: list[str] = []  # fields stamped at creation
    updated: list[str] = []  # fields stamped at creation and at every update
    stamps: Literal["datetime", "iso"] = "datetime"
    envelope: str | None = None  # response member that holds the record
    unique: list[str] = []  # fields no two records may share, besides the keys
    upsert: bool = False  # creating again replaces
    implicit: bool = False  # exists without being created, with its defaults
    shows_tags: str | None = None  # field under which the record shows its tags
    parents: list[Parent] = []


class Tags(Row):
    """How a service lists and changes tags by ARN."""

    list: str
    add: str
    remove: str
    arn: str
    tags: str
    keys: str = "TagKeys"
    style: Literal["pairs", "map"] = "pairs"
    pair: tuple[str, str] = ("Key", "Value")
    adopt: bool = False  # also keep the tags of what moto makes, for moto's own ListTags cannot


class Guard(Row):
    """Operations on a resource that has a policy of its own: open to its owner unless that denies it, and to
    other accounts where it allows it. ``by`` maps fields of the policy's record to members of the request."""

    policy: str  # noun of the record with the document
    by: dict[str, str]
    resource: str  # template of what follows the account in the ARN that the policy is asked about
    operations: list[str] = []
    actions: dict[str, str] = {}  # operation -> action, where the two differ


class Codes(Row):
    """The service's error codes."""

    missing: str
    conflict: str
    in_use: str
    invalid: str = "ValidationException"


class Table(Row):
    """All we answer of one service."""

    service: str
    arn_service: str = Field(default="")
    codes: Codes
    tags: Tags | None = None
    create_tags: str = "Tags"  # request member with the tags of a new resource
    owner: str | None = None  # request member that names the account to look in
    region: str | None = (
        None  # where a service without regions keeps everything, whatever a request was signed for
    )
    guards: list[Guard] = []
    owner_only: list[str] = []  # operations that no policy opens to another account
    resources: dict[str, Resource]


@functools.cache
def tables() -> dict[str, Table]:
    """Every table, by botocore's name of its service."""
    read = [Table.model_validate(yaml.safe_load(path.read_text())) for path in sorted(TABLES.glob("*.yaml"))]
    return {table.service: table for table in read}
