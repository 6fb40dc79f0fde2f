"""Whether a root stands: said only where it is known."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlplatform.terraform import roots, run, status
from mlplatform.terraform.events import Progress
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load

ROOT = "dev/credit_risk"
STATE = {
    "serial": 7,
    "lineage": "one",
    "resources": [
        {
            "module": "module.environment.module.kms",
            "mode": "managed",
            "type": "aws_kms_key",
            "name": "this",
            "instances": [{"index_key": "data", "attributes": {"arn": "arn:key"}}, {"index_key": "logs"}],
        },
        {"mode": "data", "type": "aws_iam_policy_document", "name": "x", "instances": [{}]},
    ],
}
WHOLE = {
    "operation": "apply",
    "outcome": "whole",
    "who": "them@there",
    "at": "T1",
    "lineage": "one",
    "serial": 7,
}
LOCK = {"ID": "1", "Who": "colleague@elsewhere", "Created": "T0", "Operation": "OperationTypeApply"}


class Bucket(dict[str, dict[str, Any]]):
    """The state bucket: key => what lies there."""

    def get(self, key: str, _default: Any = None) -> Any:
        found = super().get(key)
        return (json.dumps(found).encode(), "T9") if found is not None else None


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Bucket:
    lies = Bucket({f"{ROOT}/terraform.tfstate": STATE, f"{ROOT}/last_run.json": WHOLE})
    monkeypatch.setattr(RemoteState, "get", lambda _self, key: lies.get(key))
    monkeypatch.setattr(RemoteState, "created", "this world")
    return lies


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path))
    tools = Toolchain(Path("terraform"), "", None, "")
    return roots.of_use_case(load.use_case("credit_risk"), load.platform(), tools, None)[0]


def test_it_stands_where_the_note_is_of_a_whole_apply_and_of_this_state(root: Root, bucket: Bucket) -> None:
    assert bucket
    found = status.of(root)
    assert (found.standing, found.resources, found.changed) == ("stands", 2, "T9")
    assert found.why == "applied whole, last by them@there at T1"


def changed(**more: Any) -> Callable[[Bucket], object]:
    return lambda bucket: bucket.update({f"{ROOT}/last_run.json": WHOLE | more})


CASES: dict[str, tuple[Callable[[Bucket], object], str, str]] = {
    "never_applied": (lambda b: b.clear(), "nothing stands", "never applied"),
    "taken_down": (
        lambda b: b.update(
            {f"{ROOT}/terraform.tfstate": STATE | {"resources": []}}
            | {f"{ROOT}/last_run.json": WHOLE | {"operation": "destroy"}}
        ),
        "nothing stands",
        "taken down",
    ),
    "no_note": (lambda b: b.pop(f"{ROOT}/last_run.json"), "unknown", "left no note"),
    "written_by_something_else": (changed(serial=6), "unknown", "written by something else since T1"),
    "another_lineage": (changed(lineage="two"), "unknown", "written by something else"),
    "ended_with_errors": (
        changed(outcome="errors"),
        "half-done",
        "the last apply, of them@there at T1, ended with",
    ),
    "never_ended": (changed(outcome="begun"), "half-done", "did not end"),
    "never_ended_and_no_state": (
        lambda b: (b.pop(f"{ROOT}/terraform.tfstate"), changed(outcome="begun")(b)),
        "half-done",
        "did not end",
    ),
    "destroy_that_left_some": (changed(operation="destroy"), "half-done", "a destroy of them@there at T1"),
    "a_part_alone": (changed(outcome="part"), "half-done", "went through for a part"),
    "tainted": (
        lambda b: b.update(
            {
                f"{ROOT}/terraform.tfstate": STATE
                | {"resources": [{**STATE["resources"][0], "instances": [{"status": "tainted"}]}]}  # type: ignore[index]
            }
        ),
        "half-done",
        "module.environment.module.kms.aws_kms_key.this to be made again",
    ),
    "locked": (
        lambda b: b.update({f"{ROOT}/terraform.tfstate.tflock": LOCK}),
        "half-done",
        "apply of colleague@elsewhere holds its lock since T0: under way, or killed",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_known_to_stand_is_never_said_to(case: str, root: Root, bucket: Bucket) -> None:
    change, standing, why = CASES[case]
    change(bucket)
    found = status.of(root)
    assert found.standing == standing
    assert why in found.why


@pytest.mark.parametrize(
    ("pid", "why"),
    [
        (2**22 + 1, "an apply on this machine was killed, begun 20"),
        (1, "an apply on this machine was killed"),  # the number is another program's by now
    ],
)
def test_a_run_that_was_killed_here_is_told(pid: int, why: str, root: Root, bucket: Bucket) -> None:
    assert bucket
    record = {"operation": "apply", "pid": pid, "host": platform.node(), "user": "me", "started": time.time()}
    run.record_file(root).write_text(json.dumps(record))
    found = status.of(root)
    assert found.standing == "half-done"
    assert why in found.why


def test_a_journal_of_this_world_is_told_and_one_of_another_is_not(root: Root, bucket: Bucket) -> None:
    assert bucket
    run.begin_journal(root, "this world")
    assert status.of(root).why == "an apply on this machine was killed; the next one carries on"
    run.settle(root)
    run.begin_journal(root, "another world")
    assert status.of(root).standing == "stands"


@pytest.mark.parametrize(
    ("changes", "standing", "why"),
    [
        ({"add": 0, "change": 0, "remove": 0, "import": 0}, "stands", "a plan has no change"),
        ({"add": 1, "change": 2, "remove": 0, "import": 0}, "drifted", "a plan has 1 to add, 2 to change"),
    ],
)
def test_only_a_plan_tells_of_drift(
    changes: dict[str, int],
    standing: str,
    why: str,
    root: Root,
    bucket: Bucket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bucket.pop(f"{ROOT}/last_run.json")  # unknown so far
    monkeypatch.setattr(Root, "init", lambda _self: None)
    monkeypatch.setattr(
        run, "plan", lambda _root, _watch, *, lock: Progress(changes=changes if not lock else {})
    )
    found = status.with_drift(root, lambda _: None)
    assert (found.standing, found.why) == (standing, why)


def test_what_is_half_done_stays_so_whatever_a_plan_says(
    root: Root, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(outcome="errors")(bucket)
    monkeypatch.setattr(run, "plan", lambda *_a, **_k: pytest.fail("no plan is needed"))
    assert status.with_drift(root, lambda _: None).standing == "half-done"
