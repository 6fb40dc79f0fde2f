"""What a list operation chooses, and its pages."""

from __future__ import annotations

import functools
from typing import Any

from moto.core.model import StructureShape
from moto.core.utils import get_service_model

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
    conditions = {name: wanted for name, wanted in given.items() if name not in _PAGING}
    for name in conditions:
        if name not in {*listed.contains, *listed.among, "Filters"} | _fields(scene, row):
            said = f"{scene.table.service}:{listed.operation} with {name} is not implemented"
            raise AwsError("NotImplemented", said, 501)
    chosen = [
        record
        for record in scene.records(noun)
        if all(_fits(listed, name, wanted, record) for name, wanted in conditions.items())
    ]
    return chosen[::-1] if given.get("SortOrder") == "Descending" else chosen


def _fields(scene: Scene, row: Resource) -> set[str]:
    """The fields that a record of this row may have."""
    shape = (
        get_service_model(scene.table.service).operation_model(row.create).input_shape if row.create else None
    )
    given = (
        {row.rename.get(name, name) for name in shape.members} if isinstance(shape, StructureShape) else set()
    )
    return {*row.keys, *row.computed, *row.defaults, *row.rename.values(), *given}


def page(scene: Scene, chosen: list[Record], request: Record) -> tuple[list[Record], Record]:
    """One page of records, and the token of the next under the name the service gives it."""
    camel = _is_camel(scene.table.service)
    size = int(request.get("maxResults" if camel else "MaxResults", 100))
    token = str(request.get("nextToken" if camel else "NextToken", "0"))
    if not token.isdigit():
        raise AwsError(scene.table.codes.invalid, f"{token!r} is no token that this service gave out")
    start = int(token)
    rest = {"nextToken" if camel else "NextToken": str(start + size)} if len(chosen) > start + size else {}
    return chosen[start : start + size], rest


@functools.cache
def _is_camel(service: str) -> bool:
    """Whether a service writes its members small: nextToken, not NextToken."""
    model = get_service_model(service)
    shapes = (model.operation_model(name).input_shape for name in model.operation_names)
    return any("nextToken" in shape.members for shape in shapes if shape)


def _fits(listed: Listing, name: str, wanted: Any, record: Record) -> bool:
    if name in listed.contains:
        return str(wanted) in str(record.get(listed.contains[name], ""))
    if name in listed.among:
        values = wanted if isinstance(wanted, list) else [wanted]
        return record.get(listed.among[name]) in values
    if name == "Filters":
        return all(record.get(_camel(one["Name"])) in one["Values"] for one in wanted)
    return bool(record.get(name) == wanted)


def _camel(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))
