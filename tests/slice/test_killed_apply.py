"""A use case whose apply is killed in the middle carries on with the next one, to the same end."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from mlplatform.local_aws import control
from mlplatform.terraform import events
from mlplatform.use_cases import load
from slice.world import SHARED, World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_killed")]

ROOT = ("--env", "dev", "--use-case", "credit_risk")
CASE = "credit_risk"
SIDE_BY_SIDE = ("dev", "test")
NOTHING = {"add": 0, "change": 0, "import": 0, "remove": 0}


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("killed")
    with control.running(folder / "aws") as running:
        world = World(running, folder / "work")
        assert world.mlp("bootstrap").returncode == 0
        yield world


def test_a_killed_apply_of_two_accounts_carries_on_to_the_same_end(world: World) -> None:
    chosen = random.Random()  # noqa: S311 - where a kill comes, nobody knows; the message of a failure says it
    for kill in (chosen.randint(5, 200), chosen.randint(201, 450)):
        kill_when_done(world, kill)
        says = {one["root"]: one["standing"] for one in status(world)["roots"]}
        assert says["dev/credit_risk"] == "half-done", f"killed at {kill}: {says}"
        assert "stands" not in {says["test/credit_risk"], says["prod/credit_risk"]} or kill > 200, says
    run = world.mlp("use-case", "apply", CASE)
    assert run.returncode == 0, run.stderr
    second = world.mlp("use-case", "plan", CASE, "--json")
    changes = {one["root"]: one["changes"] for one in json.loads(second.stdout)["roots"]}
    assert changes == dict.fromkeys(changes, NOTHING)
    assert status(world)["whole"]
    for account in load.use_case(CASE).accounts.values():
        nothing_is_there_twice(world, account.account_id)


def nothing_is_there_twice(world: World, account: str) -> None:
    stands = world.snapshot(account)
    ours = [alias for alias in stands["aliases"] if alias.startswith("alias/bank-")]
    assert len(stands["keys"]) == len(ours), "a key was made twice"
    endpoints = world.client("ec2", account).describe_vpc_endpoints()["VpcEndpoints"]
    services = [endpoint["ServiceName"] for endpoint in endpoints]
    assert len(services) == len(set(services)), "an endpoint was made twice"
    assert len(stands["vpcs"]) == 1
    assert len(stands["detectors"]) == 1


def status(world: World) -> Any:
    return json.loads(world.mlp("use-case", "status", CASE, "--json").stdout)


def test_the_lock_of_somebody_else_is_left_alone(world: World) -> None:
    s3 = world.as_state_writer("dev")
    lock = {
        "ID": "0b3bd3a2-6f3a-2b1c-8f0a-5d6b5f1c7a11",
        "Operation": "OperationTypeApply",
        "Info": "",
        "Who": "colleague@elsewhere",
        "Version": "1.11.4",
        "Created": "2026-01-01T00:00:00Z",
        "Path": "",
    }
    bucket, key = f"bank-mlp-state-{SHARED}", "dev/credit_risk/terraform.tfstate.tflock"
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(lock).encode())
    run = world.mlp("apply", *ROOT)
    assert run.returncode == 1
    assert "colleague@elsewhere" in run.stderr
    assert json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read()) == lock


def kill_when_done(world: World, enough: int) -> None:
    """Start an apply, and kill it and all its Terraforms, with SIGKILL, once dev has so many things."""
    process = world.start("use-case", "apply", CASE)
    folders = [world.work / "roots" / name / CASE for name in SIDE_BY_SIDE]
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        if len(events.read(folders[0] / "apply.jsonl").created) >= enough:
            break
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    for folder in folders:
        if (folder / "run.json").exists():
            os.kill(json.loads((folder / "run.json").read_text())["pid"], signal.SIGKILL)
    process.communicate()
