"""What is done to each root of a fleet."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass

from mlplatform import accounts
from mlplatform.terraform import package_groups, readiness, recovery, run
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.recovery import Applied
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root

Judge = Callable[[Root, Lane, str], None]
"""Looks at the plan of a root in ``<work>/plan.json`` and raises what keeps it from holding; the words say
which plan it is."""

# Terraform's cache of providers is not made for several inits at once.
_init = threading.Lock()


@dataclass(frozen=True)
class Planned:
    """What a plan would change, and where its JSON is."""

    changes: dict[str, int]
    plan: str


def init(root: Root) -> None:
    """``root.init``, one root at a time."""
    with _init:
        root.init()


def apply(root: Root, lane: Lane, judge: Judge | None = None) -> Applied:
    """Plan and apply; ``judge`` looks at the plan before it is applied, and at one of what stands after."""
    prepare(root, lane)
    init(root)
    before = (lambda judged: _judge(judge, judged, lane, "not applied:")) if judge else None
    done = recovery.plan_and_apply(root, lane.watch, lane.tell, judge=before)
    if judge and done.applied:
        run.plan(root, lane.watch(f"{root.name}: plan of what stands now"), lock=False)
        _judge(judge, root, lane, "stands with")
    package_groups.settle(root, lane.tell)
    return done


def plan(root: Root, lane: Lane) -> Planned:
    """Plan, and write the plan's JSON for the gate."""
    init(root)
    planned = run.plan(root, lane.watch(f"{root.name}: plan"), lock=False)
    return Planned(planned.changes, write_plan(root))


def destroy(root: Root, lane: Lane) -> Applied:
    """Take a root away. One in which people work in Studio goes by ``decommission.studio.destroy``."""
    init(root)
    return recovery.plan_and_apply(root, lane.watch, lane.tell, destroy=True)


def write_plan(root: Root) -> str:
    """The JSON of the plan that has just been made, in a file; says where."""
    target = root.work / "plan.json"
    target.write_text(json.dumps(run.show_plan(root)))
    return str(target)


def prepare(root: Root, lane: Lane) -> None:
    """Before anything of ours stands in an account, take out the networks that AWS put there. The management
    account is older than the platform, and keeps its own."""
    if root.environment == "organization":
        return
    state = RemoteState(root).state()
    if state and state.instances:
        return
    lane.tell(f"{root.name}: taking default VPCs out of account {root.account_id}")
    made = accounts.prepare(readiness.account(root), root.aws)
    if made.removed:
        lane.tell(f"{root.name}: {len(made.removed)} default VPCs removed")


def _judge(judge: Judge, root: Root, lane: Lane, outcome: str) -> None:
    write_plan(root)
    judge(root, lane, outcome)
