"""Files that are no plan are refused in one line that says what they are; nothing passes for a plan that is none."""

from __future__ import annotations

import json
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from mlplatform.errors import BadInput
from mlplatform.plan import reading

PLAN: dict[str, Any] = {
    "format_version": "1.2",
    "terraform_version": "1.11.4",
    "planned_values": {"root_module": {}},
    "resource_changes": [],
    "configuration": {"root_module": {}},
}


def refused(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "plan.json"
    path.write_bytes(data)
    with pytest.raises(BadInput) as error:
        reading.read(path)
    assert error.value.exit_code == 2
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def test_a_plan_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN))
    assert reading.read(path).resources() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", "is not JSON, or cut short"),
        (b"resource {}", "is not JSON, or cut short"),
        (json.dumps(PLAN).encode()[:-20], "is not JSON, or cut short"),
        (b"PK\x03\x04 and the rest", "is a plan in Terraform's own form"),
        (b"\xff\xfe{\x00}\x00", "is not JSON, or cut short"),
        (b"[]", "allowed: a plan's JSON"),
        (b"null", "allowed: a plan's JSON"),
        (b"{}", "allowed: a plan's JSON"),
        (b'{"version": 4, "lineage": "x", "resources": []}', "is a state file"),
        (b'{"format_version": "1.0", "values": {"root_module": {}}}', "is a state (terraform show -json"),
        (b'{"format_version": "1.0"}', "is JSON, but holds no plan"),
        (json.dumps(PLAN | {"format_version": "2.0"}).encode(), 'format_version is "2.0"; allowed: 1.x'),
        (json.dumps(PLAN | {"format_version": 1}).encode(), "allowed: a plan's JSON"),
        (json.dumps(PLAN | {"errored": True}).encode(), "is the plan of a run that failed"),
        (json.dumps(PLAN | {"resource_changes": {}}).encode(), "allowed: a plan's JSON"),
        (json.dumps(PLAN | {"resource_changes": [{}]}).encode(), "missing required field `address`"),
        (json.dumps(PLAN | {"resource_changes": ["x"]}).encode(), "allowed: a plan's JSON"),
        (b'{"@level":"info","type":"version"}\n{"@level":"info"}', "allowed: a plan's JSON"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "is not JSON, or cut short"),
    ],
)
def test_what_is_no_plan_is_refused(given: bytes, says: str, tmp_path: Path) -> None:
    assert says in refused(given, tmp_path)


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(BadInput, match="cannot be read"):
            reading.read(path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.truncate((reading.LARGEST + 1) * 2**20)  # holes: it takes no room on the disk
    tracemalloc.start()
    with pytest.raises(BadInput, match=f"allowed: {reading.LARGEST}"):
        reading.read(path)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_two_hundred_mebibytes_of_what_is_not_judged_take_no_memory_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    filler = json.dumps({"values": ["x" * 1000] * 1000})
    with path.open("w") as file:
        file.write(json.dumps(PLAN)[:-1] + ', "relevant_attributes": [')
        file.write(", ".join([filler] * 200))
        file.write("]}")
    assert path.stat().st_size > 190 * 2**20
    tracemalloc.start()
    assert reading.read(path).resources() == []
    assert tracemalloc.get_traced_memory()[1] < 1.5 * path.stat().st_size
    tracemalloc.stop()
    assert sys.getrecursionlimit() < 10_000  # nothing raised it to get through
