"""Create, read, update, delete and list for any row of a table."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from mlplatform.local_aws import listing, tagging
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, created_hooks, deleted_hooks
from mlplatform.local_aws.table import Resource
from mlplatform.local_aws.world import Record, fill


def create(scene: Scene, noun: str, request: Record) -> Record:
    """Make a record from a request; the code's ``conflict`` error if there is one already."""
    row = scene.table.resources[noun]
    given = fields(scene, row, request)
    for parent in row.parents:
        names = [_dig(given, ours) for ours in parent.by]
        if all(names):
            find(scene, parent.noun, dict(zip(parent.by.values(), names, strict=True)))
    record = deepcopy(row.defaults) | given
    if row.numbered:
        record[row.numbered.field] = _next_number(scene, noun, row, record)
    _complete(scene, row, record)
    _refuse_duplicates(scene, noun, row, record)
    scene.records(noun).append(record)
    _count(scene, row, record)
    if row.arn_field:
        tagging.put(scene, record[row.arn_field], tagging.of_request(scene.table, request))
    for hook in created_hooks(scene.table.service, noun):
        hook(scene, record, request)
    return record


def read(scene: Scene, noun: str, request: Record) -> Record:
    """The record a request names, made on the spot if the resource exists without being created."""
    row = scene.table.resources[noun]
    given = fields(scene, row, request)
    found = _matching(scene, noun, {key: given.get(key) for key in row.keys})
    if not found and row.implicit:
        record = deepcopy(row.defaults) | {key: given[key] for key in row.keys}
        _complete(scene, row, record)
        scene.records(noun).append(record)
        return record
    return find(scene, noun, {key: given.get(key) for key in row.keys})


def update(scene: Scene, noun: str, request: Record) -> Record:
    """Merge a request into a record: structures member by member, everything else as a whole."""
    row = scene.table.resources[noun]
    record = read(scene, noun, request)
    for name, value in fields(scene, row, request).items():
        if name in row.keys:
            continue
        both = isinstance(value, dict) and isinstance(record.get(name), dict)
        record[name] = {**record[name], **value} if both else value
    for name in request.get(row.removes or "", []):
        record.pop(name, None)
    record |= dict.fromkeys(row.updated, _now(row))
    return record


def delete(scene: Scene, noun: str, request: Record) -> Record:
    """End a record, its tags and what falls with it; ``in_use`` while something still needs it."""
    row = scene.table.resources[noun]
    given = fields(scene, row, request)
    record = find(scene, noun, {key: given.get(key) for key in row.delete_by or row.keys})
    for child, where, when_deleted in _children(scene, noun, record):
        if when_deleted == "refuse" and (held := _matching(scene, child, where)):
            names = ", ".join(describe(scene.table.resources[child], one) for one in held)
            raise AwsError(
                scene.table.codes.in_use,
                f"{noun} {describe(row, record)} cannot be deleted while it holds {child} {names}",
            )
    _remove(scene, noun, record)
    for hook in deleted_hooks(scene.table.service, noun):
        hook(scene, record, request)
    return record


def answer(scene: Scene, operation: str, request: Record) -> Record | None:
    """The response of an operation that the table has, else None."""
    for noun, row in scene.table.resources.items():
        made = {row.create: create, row.read: read, row.update: update, row.delete: delete}.get(operation)
        if made:
            shown = visible(scene, row, made(scene, noun, request))
            # A response holds the record whole, or wrapped; the serializer takes what its model has.
            return {**shown, row.envelope: shown} if row.envelope else shown
        for listed in row.lists:
            if listed.operation == operation:
                for parent in row.parents:
                    _parent_of_list(scene, row, parent.noun, parent.by, request)
                chosen = listing.choose(scene, row, listed, fields(scene, row, request))
                page, token = listing.page(scene, chosen, request)
                return {listed.items: [visible(scene, row, one) for one in page], **token}
    return tagging.answer(scene, operation, request)


def find(scene: Scene, noun: str, where: Record) -> Record:
    """The one record with these fields, or the code's ``missing`` error."""
    found = _matching(scene, noun, where)
    if not found:
        named = "/".join(str(value) for value in where.values() if value is not None)
        raise AwsError(
            scene.table.codes.missing,
            f"{noun} {named} does not exist in account {scene.caller.account}, {scene.caller.region}",
        )
    return found[0]


def fields(scene: Scene, row: Resource, request: Record) -> Record:
    """The request in the record's words, without tags and instructions."""
    left_out = {
        *row.drop,
        scene.table.create_tags,
        scene.table.owner,
        row.removes,
        "ClientToken",
        "clientToken",
    }
    return {
        row.rename.get(name, name): deepcopy(value) for name, value in request.items() if name not in left_out
    }


def visible(scene: Scene, row: Resource, record: Record) -> Record:
    """A copy of the record as it is shown, with its tags where the service shows them."""
    shown = deepcopy(record)
    if row.shows_tags and row.arn_field:
        shown[row.shows_tags] = tagging.shown(scene.table, scene.shelf.tags.get(record[row.arn_field], {}))
    return shown


def describe(row: Resource, record: Record) -> str:
    """The record's name for a message."""
    return "/".join(str(record[key]) for key in row.keys if record.get(key) is not None)


def _matching(scene: Scene, noun: str, where: Record) -> list[Record]:
    return [
        one for one in scene.records(noun) if all(_dig(one, name) == value for name, value in where.items())
    ]


def _dig(record: Record, path: str) -> Any:
    value: Any = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _complete(scene: Scene, row: Resource, record: Record) -> None:
    """Fill in what the service makes up: computed fields, time stamps, the ARN."""
    blanks = {key: "" for key in row.keys if record.get(key) is None}
    for name, template in row.computed.items():
        if record.get(name) is None:
            record[name] = fill(template, scene.caller, {**blanks, **record})
    record |= dict.fromkeys([*row.created, *row.updated], _now(row))
    if row.arn and row.arn_field:
        service = scene.table.arn_service or scene.table.service
        prefix = "arn:{partition}:" + service + ":{region}:{account}:"
        record[row.arn_field] = fill(prefix + row.arn, scene.caller, {**blanks, **record})


def _now(row: Resource) -> Any:
    now = datetime.now(UTC).replace(tzinfo=None)
    return now.isoformat(timespec="milliseconds") + "Z" if row.stamps == "iso" else now


def _next_number(scene: Scene, noun: str, row: Resource, record: Record) -> int:
    """One more than ever given out: a deleted number is not used again."""
    numbered = row.numbered
    if numbered is None:
        raise ValueError(f"{noun} has no numbered field")
    series = (noun, *(str(record[name]) for name in numbered.within))
    scene.shelf.counters[series] += 1
    return scene.shelf.counters[series]


def _refuse_duplicates(scene: Scene, noun: str, row: Resource, record: Record) -> None:
    same = _matching(scene, noun, {key: record.get(key) for key in row.keys})
    if same and row.upsert:
        scene.records(noun).remove(same[0])
        return
    if row.unique:
        same = same or _matching(scene, noun, {name: record.get(name) for name in row.unique})
    if same:
        code = scene.table.codes.conflict
        raise AwsError(code, f"{noun} {describe(row, same[0])} already exists")


def _children(scene: Scene, noun: str, record: Record) -> list[tuple[str, Record, str]]:
    """Per noun that lives in this one: its name, the fields that tie it, and what happens to it."""
    return [
        (child, {ours: record.get(theirs) for ours, theirs in parent.by.items()}, parent.when_deleted)
        for child, row in scene.table.resources.items()
        for parent in row.parents
        if parent.noun == noun
    ]


def _remove(scene: Scene, noun: str, record: Record) -> None:
    row = scene.table.resources[noun]
    for child, where, _ in _children(scene, noun, record):
        for one in _matching(scene, child, where):
            _remove(scene, child, one)
    scene.records(noun)[:] = [one for one in scene.records(noun) if one is not record]
    if row.arn_field:
        scene.shelf.tags.pop(record[row.arn_field], None)
    _count(scene, row, record)


def _count(scene: Scene, row: Resource, record: Record) -> None:
    """Bring the parents' counts of their children up to date."""
    for noun, child in scene.table.resources.items():
        for parent in child.parents if child is row else []:
            if parent.counts:
                tie = {ours: _dig(record, ours) for ours in parent.by}
                theirs = {parent.by[ours]: value for ours, value in tie.items()}
                for found in _matching(scene, parent.noun, theirs):
                    found[parent.counts] = len(_matching(scene, noun, tie))


def _parent_of_list(scene: Scene, row: Resource, noun: str, by: dict[str, str], request: Record) -> None:
    """Listing inside a parent that does not exist is an error, not an empty list."""
    given = fields(scene, row, request)
    if all(ours in given for ours in by):
        find(scene, noun, {theirs: given[ours] for ours, theirs in by.items()})
