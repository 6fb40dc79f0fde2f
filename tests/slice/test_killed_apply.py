"""An apply that is killed in the middle carries on with the next one, to the same end."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator

import pytest

from mlplatform.local_aws import control
from mlplatform.terraform import events
from slice.world import SHARED, World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_killed")]

ROOT = ("--env", "dev", "--use-case", "credit_risk")


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("killed")
    with control.running(folder / "aws") as running:
        world = World(running, folder / "work")
        assert world.mlp("bootstrap").returncode == 0
        yield world


def test_a_killed_apply_carries_on_to_the_same_end(world: World) -> None:
    kill_when_done(world, 40)
    kill_when_done(world, 120)  # and once more, while it carries on
    run = world.mlp("apply", *ROOT)
    assert run.returncode == 0, run.stderr
    second = world.mlp("plan", *ROOT, "--json")
    assert json.loads(second.stdout)["changes"] == {"add": 0, "change": 0, "import": 0, "remove": 0}
    stands = world.snapshot()
    assert len(stands["domains"]) == 1
    ours = [alias for alias in stands["aliases"] if alias.startswith("alias/bank-")]
    assert len(stands["keys"]) == len(ours), "a key was made twice"
    endpoints = world.client("ec2").describe_vpc_endpoints()["VpcEndpoints"]
    services = [endpoint["ServiceName"] for endpoint in endpoints]
    assert len(services) == len(set(services)), "an endpoint was made twice"


def test_the_lock_of_somebody_else_is_left_alone(world: World) -> None:
    s3 = world.client("s3", SHARED)
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
    """Start an apply and kill Terraform and mlp, both with SIGKILL, once so many things are made."""
    process = world.start("apply", *ROOT)
    folder = world.work / "roots" / "dev" / "credit_risk"
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        progress = events.read(folder / "apply.jsonl")
        if len(progress.created) >= enough:
            break
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()
    terraform = json.loads((folder / "run.json").read_text())["pid"]
    process.send_signal(signal.SIGKILL)
    os.kill(terraform, signal.SIGKILL)
    process.communicate()
