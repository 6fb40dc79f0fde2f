"""Many roots at once: what runs beside what, what a failure stops, and what a Ctrl-C does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from mlplatform import board, cli_fleet, console
from mlplatform.errors import PlatformError
from mlplatform.paths import REPOSITORY
from mlplatform.terraform import events, fleet, roots, run
from mlplatform.terraform.events import Progress
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.root import Root
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load

TOOLS = Toolchain(Path("terraform"), "", None, "")


@pytest.fixture(autouse=True)
def _own_work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLP_WORK_DIR", str(tmp_path))


def use_case(name: str = "credit_risk") -> list[Root]:
    return roots.of_use_case(load.use_case(name), load.platform(), TOOLS, None)


def test_dev_and_test_are_side_by_side_and_prod_comes_after() -> None:
    both = use_case() + use_case("customer_lifetime_value")
    stages = roots.stages(both)
    assert [[root.name for root in stage] for stage in stages] == [
        [
            "dev/credit_risk",
            "test/credit_risk",
            "dev/customer_lifetime_value",
            "test/customer_lifetime_value",
        ],
        ["prod/credit_risk", "prod/customer_lifetime_value"],
    ]
    own = roots.stages(roots.of_platform(load.platform(), TOOLS, None))
    assert [[root.name for root in stage] for stage in own] == [["organization"], ["shared"]]


def test_roots_of_a_stage_run_at_the_same_time() -> None:
    together = threading.Barrier(2, timeout=10)  # passes only where both are there

    def work(root: Root, _lane: Lane) -> str:
        if root.environment != "prod":
            together.wait()
        return root.name

    outcomes = fleet.run(roots.stages(use_case()), work, board.Quiet())
    assert [outcome.result for outcome in outcomes] == [
        "dev/credit_risk",
        "test/credit_risk",
        "prod/credit_risk",
    ]
    assert {outcome.verdict for outcome in outcomes} == {"done"}


def test_no_more_run_at_once_than_asked_for() -> None:
    now, most = 0, 0
    lock = threading.Lock()

    def work(_root: Root, _lane: Lane) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with lock:
            now -= 1

    fleet.run([use_case()], work, board.Quiet(), parallel=1)
    assert most == 1


def test_a_failure_lets_its_sibling_end_and_the_next_stage_does_not_begin() -> None:
    ended = []

    def work(root: Root, _lane: Lane) -> None:
        if root.environment == "dev":
            raise PlatformError("dev broke")
        time.sleep(0.1)
        ended.append(root.name)

    outcomes = fleet.run(roots.stages(use_case()), work, board.Quiet())
    assert [(outcome.root.name, outcome.verdict) for outcome in outcomes] == [
        ("dev/credit_risk", "failed"),
        ("test/credit_risk", "done"),
        ("prod/credit_risk", "not begun"),
    ]
    assert ended == ["test/credit_risk"]
    assert str(outcomes[0].error) == "dev broke"


def test_all_that_a_root_says_is_in_a_log_of_its_own() -> None:
    said = {
        "@timestamp": "2026-11-25T04:10:11.123456Z",
        "@message": "aws_vpc.this: Creating...",
        "type": "apply_start",
        "hook": {"resource": {"addr": "aws_vpc.this"}, "action": "create"},
    }
    wrong = {
        "@timestamp": "2026-11-25T04:10:12.123456Z",
        "@message": "Error: no",
        "type": "diagnostic",
        "diagnostic": {
            "severity": "error",
            "summary": "no",
            "detail": "not\n  that way",
            "address": "aws_vpc.this",
        },
    }

    def work(_root: Root, lane: Lane) -> None:
        lane.tell("a step")
        watch, progress = lane.watch("dev: apply"), Progress("apply")
        for event in (said, wrong):
            progress.take(event)
            watch(progress)
        raise PlatformError("it broke")

    [outcome] = fleet.run([use_case()[:1]], work, board.Quiet())
    lines = outcome.log.read_text().splitlines()
    assert outcome.log.name == "apply.log"
    assert [line.partition("  ")[2] for line in lines] == [
        "== a step",
        "== dev: apply",
        "aws_vpc.this: Creating...",
        "error: aws_vpc.this: no: not that way",
        "== failed: it broke",
    ]
    assert lines[2].startswith("2026-11-25 04:10:11  ")


def test_a_plain_board_says_a_line_for_each_step_and_each_end(capsys: pytest.CaptureFixture[str]) -> None:
    def work(_root: Root, lane: Lane) -> None:
        lane.watch("dev/credit_risk: plan")(Progress())

    with board.Board() as shown:
        fleet.run([use_case()[:1]], work, shown)
    lines = [line.strip() for line in capsys.readouterr().err.splitlines()]
    assert lines == ["dev/credit_risk: plan", "dev/credit_risk: done (0 s)"]


_INTERRUPTED = """
import signal, sys, time
from pathlib import Path
from mlplatform import board, cli_fleet, console
from mlplatform.terraform import fleet, roots, run
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
found = roots.of_use_case(
    load.use_case("credit_risk"), load.platform(), Toolchain(Path(sys.argv[1]), "", None, ""), None
)

def work(root, lane):
    run.plan(root, lane.watch("plan"))

try:
    fleet.run(roots.stages(found), work, board.Quiet())
except KeyboardInterrupt:
    print("stopped", flush=True)
    sys.exit(130)
"""

_TERRAFORM = """#!/bin/sh
# Stands for Terraform: on SIGINT it ends its work, says so, and leaves.
trap 'sleep 0.5; echo saved >> "$TF_DATA_DIR.saved"; exit 1' INT
echo started > "$TF_DATA_DIR.started"
while true; do sleep 0.05; done
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_ctrl_c_ends_every_terraform_gently_and_once(number: signal.Signals, tmp_path: Path) -> None:
    terraform = tmp_path / "terraform"
    terraform.write_text(_TERRAFORM)
    terraform.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, str(terraform)],
        cwd=REPOSITORY / "scripts",
        env=os.environ | {"MLP_WORK_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    folders = [tmp_path / "roots" / name / "credit_risk" for name in ("dev", "test")]
    until = time.monotonic() + 30
    while time.monotonic() < until and not all((folder / "data.started").exists() for folder in folders):
        time.sleep(0.05)
    process.send_signal(number)
    time.sleep(0.1)
    process.send_signal(number)  # a wrapper passes on what the terminal sent already: still one
    out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "stopped\n")
    assert [(folder / "data.saved").read_text() for folder in folders] == ["saved\n"] * 2
    assert not (tmp_path / "roots" / "prod" / "credit_risk" / "data.started").exists()
    assert not [folder for folder in folders if run.record_file(_root(folder)).exists()]


def _root(folder: Path) -> Any:
    """Enough of a root to ask for the files in its work folder."""
    return type("Folder", (), {"work": folder})()


def test_a_killed_run_is_read_with_its_last_line_cut_off(tmp_path: Path) -> None:
    journal = tmp_path / "apply.jsonl"
    journal.write_text('{"type":"planned_change","@message":"x"}\n{"type":"planned_ch')
    assert events.read(journal).planned == 1


def test_what_was_stopped_says_how_to_carry_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fleet, "run", stopped)
    with pytest.raises(
        PlatformError, match="every state is saved; run the command again to carry on"
    ) as ended:
        cli_fleet.run([use_case()], lambda _root, _lane: None, 1, "apply", quiet=True)
    assert ended.value.exit_code == 130


def test_a_key_with_dots_does_not_hide_the_type_of_a_resource() -> None:
    progress = Progress("apply", started={'module.a.aws_vpc_endpoint.this["codeartifact.api"]': "create"})
    assert console.so_far(progress) == "0 done, 1 under way (aws_vpc_endpoint)"
