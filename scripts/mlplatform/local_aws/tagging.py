"""Tags: read from a create request, listed and changed by ARN."""

from __future__ import annotations

import json
from typing import Any

from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.table import Table
from mlplatform.local_aws.world import Record


def of_request(table: Table, request: Record) -> dict[str, str]:
    """The tags a create request carries, as a plain map."""
    given = request.get(table.create_tags) or []
    if table.create_tags == "TagSpecifications":
        given = [tag for part in given for tag in part.get("Tags", [])]
    return _plain(table, given)


def put(scene: Scene, arn: str, tags: dict[str, str]) -> None:
    """Make the ARN known, with these tags."""
    scene.shelf.tags[arn] = dict(tags)


def shown(table: Table, tags: dict[str, str]) -> Any:
    """Tags in the shape the service gives them."""
    if table.tags and table.tags.style == "map":
        return dict(tags)
    key, value = table.tags.pair if table.tags else ("Key", "Value")
    return [{key: name, value: text} for name, text in sorted(tags.items())]


def answer(scene: Scene, operation: str, request: Record) -> Record | None:
    """Answer a tag operation about an ARN of ours; None where it is not ours to answer."""
    rule = scene.table.tags
    if rule is None or operation not in (rule.list, rule.add, rule.remove):
        return None
    tags = scene.shelf.tags.get(request[rule.arn])
    if tags is None:
        if not rule.adopt:
            return None
        raise AwsError(scene.table.codes.missing, f"{request[rule.arn]} does not exist")
    if operation == rule.add:
        tags.update(_plain(scene.table, request[rule.tags]))
    for name in request[rule.keys] if operation == rule.remove else []:
        tags.pop(name, None)
    return {rule.tags: shown(scene.table, tags)}


def adopt(scene: Scene, request: Record, response: bytes) -> None:
    """Keep the tags of a resource that moto just made, by the ARN in moto's response."""
    try:
        made = json.loads(response)
    except ValueError:
        return
    arns = [value for name, value in made.items() if name.endswith("Arn") and isinstance(value, str)]
    if len(arns) == 1:
        put(scene, arns[0], of_request(scene.table, request))


def _plain(table: Table, given: Any) -> dict[str, str]:
    if isinstance(given, dict):
        return {str(name): str(text) for name, text in given.items()}
    key, value = table.tags.pair if table.tags else ("Key", "Value")
    return {str(tag[key]): str(tag.get(value, "")) for tag in given}
