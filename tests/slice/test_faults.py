"""An AWS that throttles one call in ten and fails one in fifty: what is applied in it ends the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlplatform.local_aws import control
from mlplatform.use_cases import load
from slice.world import World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_faults")]

FAULTS = Path(__file__).with_name("faults.yaml")


@pytest.fixture(name="world", scope="module")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("faults")
    with control.running(folder / "aws", faults=FAULTS) as running:
        control.found(running, load.platform(), [load.use_case(name) for name in load.names()])
        yield World(running, folder / "work")


def test_the_platform_is_made_and_stands_as_in_a_world_without_faults(world: World) -> None:
    for words in (("bootstrap",), ("platform", "apply")):
        ran = world.mlp(*words)
        assert ran.returncode == 0, ran.stderr[-3000:]
    said = world.mlp("platform", "status", "--drift", "--json")
    assert said.returncode == 0, said.stdout + said.stderr
    status = json.loads(said.stdout)
    assert status["whole"], status
    hit = world.running.admin("faults")
    assert sum(rule["hits"] for rule in hit) > 50, hit
