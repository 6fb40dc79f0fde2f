"""``mlp demo``, the whole story: every account of two use cases applied, planned again, judged, taken down one after
the other; nothing is left, and nothing runs on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlplatform.local_aws import control
from mlplatform.paths import REPOSITORY
from mlplatform.use_cases import load
from mlplatform.use_cases.model import ENVIRONMENTS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_demo")]

USE_CASES = load.names()
ROOTS = ["organization", "shared", *(f"{env}/{case}" for env in ENVIRONMENTS for case in USE_CASES)]


@pytest.fixture(scope="module", name="run")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.CompletedProcess[str], Path]]:
    work = tmp_path_factory.mktemp("demo")
    environment = os.environ | {"MLP_WORK_DIR": str(work), "KEEP": ""}
    words = [sys.executable, "-m", "mlplatform.cli", "demo"]
    ran = subprocess.run(words, cwd=REPOSITORY / "scripts", env=environment, capture_output=True, text=True)
    yield ran, work
    control.down(work / "local_aws")


@pytest.fixture(name="report")
def _report(run: tuple[subprocess.CompletedProcess[str], Path]) -> dict[str, Any]:
    ran, work = run
    assert ran.returncode == 0, ran.stderr[-4000:]
    said: dict[str, Any] = json.loads((work / "demo" / "report.json").read_text())
    return said


def test_every_account_is_applied_and_a_second_plan_has_no_change(report: dict[str, Any]) -> None:
    assert sorted(root["root"] for root in report["roots"]) == sorted(ROOTS)
    assert {root["root"]: root["drift"] for root in report["roots"]} == dict.fromkeys(ROOTS, 0)
    accounts = [root["account_id"] for root in report["roots"]]
    assert len(set(accounts)) == len(accounts), "two roots in one account"
    resources = {root["root"]: root["resources"] for root in report["roots"]}
    assert all(number > 20 for number in resources.values())
    for case in USE_CASES:  # each root has its own number: Studio stands in dev alone
        assert resources[f"dev/{case}"] > resources[f"prod/{case}"] >= resources[f"test/{case}"]


def test_the_status_of_every_root_is_that_it_stands(report: dict[str, Any]) -> None:
    assert report["standing"] == dict.fromkeys(report["standing"], "stands")
    assert set(report["standing"]) == set(ROOTS)


def test_the_gate_finds_nothing_in_what_stands(report: dict[str, Any]) -> None:
    assert report["findings"] == 0
    assert report["answers"] > 5000
    assert Path(report["gate"]).read_text().startswith("<!doctype html>")


def test_the_deploy_role_did_nothing_that_its_policies_do_not_allow(report: dict[str, Any]) -> None:
    assert report["unallowed"] == []


def test_one_use_case_ends_while_the_other_stays_whole(report: dict[str, Any]) -> None:
    assert [ending["name"] for ending in report["endings"]] == [*reversed(USE_CASES), "platform"]
    assert report["disturbed"] == []


def test_nothing_is_left_but_logs_evidence_and_the_keys_they_need(report: dict[str, Any]) -> None:
    for ending in report["endings"]:
        assert ending["left"] == [], ending["name"]
    for ending in report["endings"][:-1]:
        assert any(thing.startswith("key for logs ") for thing in ending["kept"]), ending["name"]
    kinds = {thing.rpartition(" ")[0] for ending in report["endings"][:-1] for thing in ending["kept"]}
    assert kinds <= {
        "backup role",
        "backup vault",
        "bucket",
        "file system with homes",
        "key for backup",
        "key for logs",
        "key for studio",
        "log group",
        "policy of the backup role",
        "recovery point of homes",
    }


def test_homes_are_kept_or_snapshotted_as_each_use_case_says(report: dict[str, Any]) -> None:
    kept = {ending["name"]: " ".join(ending["kept"]) for ending in report["endings"]}
    fates = {case: load.use_case(case).home for case in USE_CASES}
    assert set(fates.values()) == {"keep", "snapshot"}, "the two use cases show one fate each"
    for case, fate in fates.items():
        assert ("file system with homes" in kept[case]) is (fate == "keep")
        assert ("recovery point of homes" in kept[case]) is (fate == "snapshot")


def test_it_says_so_and_leaves_no_process(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    ran, work = run
    said = " ".join(ran.stdout.replace("│", " ").split())
    assert "no change on second plan" in said
    assert "no finding" in said
    assert "nothing left behind" in said
    assert control.status(work / "local_aws") is None
