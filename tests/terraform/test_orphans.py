"""The table of how what a killed apply has made is known again: whole, and in AWS's own words."""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import boto3
import pytest

from mlplatform.hcl import Block, blocks
from mlplatform.paths import ENVIRONMENTS, MODULES, REPOSITORY
from mlplatform.terraform import finders, orphans
from mlplatform.terraform.finders import Listing

PLATFORM = (MODULES, ENVIRONMENTS)
EVERYTHING = REPOSITORY / "tests" / "local_aws" / "roots" / "everything"
LISTED = orphans.ways().listed
IN_BRACES = re.compile(r"\{(\w+)\}")


def _every(*bases: Path) -> list[Block]:
    folders = {path.parent for base in bases for path in base.rglob("*.tf") if ".terraform" not in path.parts}
    return [block for folder in sorted(folders) for block in blocks(folder, "resource")]


def _written(type: str) -> set[str]:
    """The attributes that each resource of a type is written with."""
    every = _every(*PLATFORM, EVERYTHING)
    return set.intersection(*(set(one.attributes) for one in every if one.labels[0] == type))


def _used(*bases: Path) -> dict[str, str]:
    """Each type of resource in these folders, and where one of it stands."""
    return {block.labels[0]: str(block) for block in _every(*bases)}


def test_every_type_of_resource_has_a_line() -> None:
    missing = {type: where for type, where in _used(*PLATFORM).items() if type not in orphans.ways().types}
    assert not missing, (
        f"a killed apply would lose sight of {missing}. Add a line to {orphans.FILE.name}: under put_again with its "
        "create call, where that may be made twice (PutX, UpdateX, EnableX); under ec2_named where its tag Name tells "
        "it; under listed where a list call does, with what terraform import wants; else under by_finder, with a "
        "function in FINDERS"
    )


def test_no_type_has_two_lines_or_one_that_nothing_uses() -> None:
    assert [type for type, lines in Counter(orphans.ways().types).items() if lines > 1] == []
    used = _used(*PLATFORM, EVERYTHING)
    assert [type for type in orphans.ways().types if type not in used] == []


def test_every_finder_has_its_line_and_every_line_its_finder() -> None:
    assert set(orphans.ways().by_finder) == set(orphans.FINDERS)


def test_a_target_of_an_event_rule_has_an_id_of_our_own() -> None:
    """The provider would make one up with each create, and so a second target where it is put again."""
    targets = [block for block in _every(*PLATFORM) if block.labels[0] == "aws_cloudwatch_event_target"]
    assert [str(block) for block in targets if not block.get("target_id")] == []


@pytest.mark.parametrize("call", orphans.ways().put_again.values(), ids=orphans.ways().put_again)
def test_what_is_put_again_is_put_by_a_call_of_aws(call: str) -> None:
    service, _, operation = call.partition(".")
    assert operation in _client(service).meta.method_to_api_mapping.values()
    assert re.match("Put|Update|Modify|Enable|Set|Start|Attach|Replace|Revoke|Create|Subscribe", operation)


@pytest.mark.parametrize(("type", "listing"), LISTED.items(), ids=LISTED)
def test_a_listing_speaks_the_words_of_aws(type: str, listing: Listing) -> None:
    client = _client(listing.service)
    operation = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[listing.call])
    assert set(listing.given) <= set(operation.input_shape.members if operation.input_shape else ())
    item = operation.output_shape.members[finders.items(client, listing.call)].member
    fields = set(item.members) if item.type_name == "structure" else {"item"}
    assert set(listing.where) <= fields
    planned = [said for said in (*listing.given.values(), *listing.where.values()) if isinstance(said, str)]
    attributes = {name for said in planned for name in IN_BRACES.findall(said)}
    assert set(IN_BRACES.findall(listing.takes)) <= fields | attributes | {"call_as"}
    assert attributes <= _written(type), "these are not what the HCL says of it"


@functools.cache
def _client(service: str) -> Any:
    make: Any = boto3.client
    return make(service, region_name="eu-west-2", aws_access_key_id="none", aws_secret_access_key="none")
