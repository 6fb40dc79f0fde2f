"""The worst kill there can be: all is made, and the state knows nothing of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from mlplatform.accounts import standing
from mlplatform.hcl import blocks
from mlplatform.local_aws import control
from mlplatform.local_aws.control import Running
from mlplatform.terraform import bootstrap, orphans, recovery, roots, run, toolchain
from mlplatform.terraform.events import Progress
from mlplatform.terraform.remote_state import Instance, RemoteState
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

NOTHING = {"add": 0, "change": 0, "import": 0, "remove": 0}
# The provider waits 55 seconds over each. They stay in the state, for that they are put again is in their names.
WAITED_FOR = {"aws_s3_bucket_lifecycle_configuration"}
# A key is looked for until its alias stands, and an alias begins when its key is in the journal.
ALWAYS_IN_THE_JOURNAL = {"aws_kms_key"}
USE_CASE = "credit_risk"

pytestmark = pytest.mark.slow


def _root(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.xdist_group(f"slice_orphans_{name}"), id=name)


@dataclass(frozen=True)
class World:
    """One root that stands whole, in an embedded AWS."""

    running: Running
    root: Root

    def forget(self) -> list[Instance]:
        """Take all but what is waited for out of the state, as if it had never been saved; what that was."""
        state = RemoteState(self.root)
        found = state.get(self.root.state_key)
        known = state.state()
        assert found
        assert known
        said: dict[str, Any] = json.loads(found[0])
        said["resources"] = [one for one in said["resources"] if one["type"] in WAITED_FOR]
        state.put(self.root.state_key, said | {"serial": said["serial"] + 1})
        return [one for one in known.instances if one.type not in WAITED_FOR]

    def carry_on(self, journal: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """What the next apply says, event by event, where a killed one left this journal."""
        run.begin_journal(self.root, RemoteState(self.root).created)
        with run.journal_file(self.root).open("a") as file:
            file.writelines(json.dumps(event) + "\n" for event in journal)
            begin = file.tell()
        recovery.plan_and_apply(self.root, lambda _: _unwatched, lambda _: None)
        told = (self.root.work / "applied.jsonl").read_bytes()[begin:].decode()
        return [json.loads(line) for line in told.splitlines() if line.startswith("{")]

    def stands(self) -> dict[str, set[str]]:
        """What stands in the account, by kind, and by id where there are ids."""
        keys = self.running.environment(self.root.account_id, self.root.region).set
        session: Any = boto3.Session(
            region_name=self.root.region,
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        )
        url = self.running.proxy_url
        return standing.standing(lambda service: session.client(service, endpoint_url=url))

    def changes(self) -> dict[str, int]:
        """What a plan would change."""
        return run.plan(self.root, _unwatched).changes


@pytest.fixture(name="world", scope="module", params=[_root("organization"), _root("shared"), _root("dev")])
def _world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    tools, platform, case = toolchain.find(), load.platform(), load.use_case(USE_CASE)
    folder = tmp_path_factory.mktemp("orphans")
    with pytest.MonkeyPatch.context() as patch, control.running(folder / "aws") as running:
        patch.setenv("MLP_WORK_DIR", str(folder / "work"))
        if request.param in roots.OWN:  # without an organization, every role may be taken on in dev
            control.found(running, platform, [case])
        aws = running.environment()
        bootstrap.bootstrap(platform, aws)
        use_case = "" if request.param in roots.OWN else USE_CASE
        world = World(running, roots.find(request.param, use_case, platform, tools, aws))
        world.root.init()
        recovery.plan_and_apply(world.root, lambda _: _unwatched, lambda _: None)
        yield world


# What is under way is the harder of the two, so it is shown in every root, and this in the smallest.
@pytest.mark.parametrize("world", [_root("organization")], indirect=True)
def test_what_the_journal_knows_is_taken_over(world: World) -> None:
    before, forgotten = world.stands(), world.forget()
    told = world.carry_on(_made(one) for one in forgotten)
    _carried_on(world, forgotten, told)
    assert world.stands() == before


def test_what_was_under_way_is_found(world: World) -> None:
    before, forgotten = world.stands(), world.forget()
    told = world.carry_on(
        _made(one) if one.type in ALWAYS_IN_THE_JOURNAL else _begun(one) for one in forgotten
    )
    _carried_on(world, forgotten, told)
    assert world.stands() == before


def _carried_on(world: World, forgotten: list[Instance], told: list[dict[str, Any]]) -> None:
    """All is in the state again; nothing was made again but what may be, and nothing was taken away."""
    put_again = orphans.ways().put_again
    begun = [event["hook"] for event in told if event.get("type") == "apply_start"]
    made = {hook["resource"]["addr"] for hook in begun if hook["action"] == "create"}
    taken_over = {address for event in told for address in event.get("imports", ())}
    assert made == {one.address for one in forgotten if one.type in put_again}
    own = {block.get("to") for block in blocks(world.root.source, "import")}
    assert taken_over == {one.address for one in forgotten if one.type not in put_again} - own
    assert not [hook for hook in begun if hook["action"] == "delete"]
    assert world.changes() == NOTHING


def _made(one: Instance) -> dict[str, Any]:
    """What Terraform writes when a resource is made."""
    id = one.values.get("id") or one.values.get("name")  # as Terraform takes it; neither is left out
    hook = {"resource": {"addr": one.address}, "action": "create", **({"id_value": id} if id else {})}
    return {"type": "apply_complete", "hook": hook}


def _begun(one: Instance) -> dict[str, Any]:
    """What Terraform writes when it begins to make a resource."""
    return {"type": "apply_start", "hook": {"resource": {"addr": one.address}, "action": "create"}}


def _unwatched(_: Progress) -> None:
    """Nobody looks on."""
