"""What a list operation chooses, and its pages."""

from __future__ import annotations

from typing import Any

from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.table import Listing, Resource
from mlplatform.local_aws.world import Record

_PAGING = {"MaxResults", "maxResults", "NextToken", "nextToken", "SortBy", "SortOrder"}


def choose(scene: Scene, row: Resource, listed: Listing, given: Record) -> list[Record]:
    """The records of a row that fit every condition of the request.

    A condition that is not understood is an error: leaving it out would answer another question.
    """
    noun = next(name for name, one in scene.table.resources.items() if one is row)
    chosen = list(scene.records(noun))
    for name, wanted in given.items():
        if name in _PAGING:
            continue
        chosen = [one for one in chosen if _fits(scene, listed, name, wanted, one)]
    if given.get("SortOrder") == "Descending":
        chosen.reverse()
    return chosen


def page(scene: Scene, chosen: list[Record], request: Record) -> tuple[list[Record], Record]:
    """One page of records, and the token of the next under the name the service gives it."""
    camel = "maxResults" in request or "nextToken" in request
    size = int(request.get("maxResults" if camel else "MaxResults", 100))
    token = str(request.get("nextToken" if camel else "NextToken", "0"))
    if not token.isdigit():
        raise AwsError(scene.table.codes.invalid, f"{token!r} is no token that this service gave out")
    start = int(token)
    rest = {"nextToken" if camel else "NextToken": str(start + size)} if len(chosen) > start + size else {}
    return chosen[start : start + size], rest


def _fits(scene: Scene, listed: Listing, name: str, wanted: Any, record: Record) -> bool:
    if name in listed.contains:
        return str(wanted) in str(record.get(listed.contains[name], ""))
    if name in listed.among:
        values = wanted if isinstance(wanted, list) else [wanted]
        return record.get(listed.among[name]) in values
    if name == "Filters":
        return all(record.get(_camel(one["Name"])) in one["Values"] for one in wanted)
    if name.startswith(("CreationTime", "LastModifiedTime")):
        service = scene.table.service
        raise AwsError("NotImplemented", f"{service}:{listed.operation} with {name} is not implemented", 501)
    return bool(record.get(name) == wanted)


def _camel(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))
