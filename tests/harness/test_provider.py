"""The provider that is kept running: it serves, it changes no answer, and it is never left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.processes import alive, wait_for
from mlplatform.harness import provider, tree
from mlplatform.harness.planner import Planner
from mlplatform.harness.store import Store
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.paths import REPOSITORY

TREE = tree.checkout()
ROOT = TREE.head() | {"root/main.tf": 'resource "aws_kms_key" "this" {}\n'}
ASKED = """
import sys, time
from mlplatform.harness import provider, tree
with provider.kept(tree.checkout(), sys.exit) as kept:
    print(kept[provider.REATTACH], flush=True)
    time.sleep(600)
"""


def place(address: str) -> tuple[int, Path]:
    """The process and the socket that an address names."""
    (named,) = json.loads(address).values()
    return named["Pid"], Path(named["Addr"]["String"])


def is_gone(process: int) -> bool:
    return wait_for(lambda: not alive({process}))


@pytest.mark.slow
def test_it_serves_two_plans_and_is_gone_afterwards() -> None:
    with provider.kept(TREE, pytest.fail) as kept:
        process, listens_at = place(kept[provider.REATTACH])
        for _ in range(2):
            with workspace(ROOT) as folder:
                planned = plan(folder / "root", provider=kept)
                assert not (folder / "root" / ".terraform" / "providers").exists(), (
                    "it was not the one that is kept"
                )
            assert not planned.diagnostics
            assert planned.plan is not None
            assert [change["address"] for change in planned.plan["resource_changes"]] == ["aws_kms_key.this"]
        assert alive({process})
        assert provider.answers(kept)
    assert is_gone(process)
    assert not listens_at.exists()
    assert not provider.answers(kept)


@pytest.mark.slow
def test_it_is_gone_when_the_body_fails() -> None:
    processes = []

    def fail() -> None:
        with provider.kept(TREE, pytest.fail) as kept:
            processes.append(place(kept[provider.REATTACH])[0])
            raise KeyError("the body")

    with pytest.raises(KeyError, match="the body"):
        fail()
    assert is_gone(processes[0])


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_is_gone_when_whoever_keeps_it_is_killed(number: signal.Signals) -> None:
    with tempfile.TemporaryDirectory() as scratch:  # not tmp_path: a socket's path must be short
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "scripts"), "TMPDIR": scratch}
        words = [sys.executable, "-c", ASKED]
        with subprocess.Popen(
            words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as keeper:
            assert keeper.stdout is not None
            process, _ = place(keeper.stdout.readline().decode())
            assert alive({process})
            keeper.send_signal(number)
        assert is_gone(process)


@pytest.mark.slow
def test_plans_come_out_as_with_a_provider_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its cases and its conditions are planned at the same time, in two roots that share the provider.
    module = "personas"
    monkeypatch.delenv(provider.REATTACH, raising=False)
    shared = answers(tmp_path / "shared", module)
    monkeypatch.setattr(provider, "kept", lambda *_: nullcontext({}))
    assert answers(tmp_path / "own", module) == shared


def answers(folder: Path, module: str) -> Mapping[str, Any]:
    """Every answer about a module, by its name in the store, each planned now."""
    Planner(TREE, Store(folder)).prepare([module])
    found = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
    assert found
    assert not [name for name, kept in found.items() if "failure" in kept]
    return found


def test_where_no_provider_is_used_none_is_kept() -> None:
    with provider.kept(replace(TREE, provider="", lock=""), pytest.fail) as kept:
        assert kept == {}


def test_where_terraform_cannot_have_it_that_is_said() -> None:
    told: list[str] = []
    with provider.kept(
        replace(TREE, provider=TREE.provider.replace("5.100.0", "0.0.1")), told.append
    ) as kept:
        assert kept == {}
    (line,) = told
    assert line.startswith("the provider cannot be kept running, each plan starts its own: terraform init: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo no such flag >&2; exit 1", "it ended at once. no such flag"),
        ("trap '' INT; echo $$ >{pid}; sleep 600", "it has not said in 0 s where it listens."),
    ],
)
def test_where_it_does_not_start_that_is_said_and_nothing_is_left(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary, pid = tmp_path / "provider", tmp_path / "pid"
    binary.write_text(f"#!/bin/sh\n{script.format(pid=pid)}\n")
    binary.chmod(0o755)
    monkeypatch.setattr(provider, "_binary", lambda _: binary)
    monkeypatch.setattr(provider, "START_SECONDS", 0.4)
    monkeypatch.setattr(provider, "END_SECONDS", 0.2)
    told: list[str] = []
    with provider.kept(TREE, told.append) as kept:
        assert kept == {}
    assert told == [f"the provider cannot be kept running, each plan starts its own: {reason}"]
    assert not pid.exists() or is_gone(int(pid.read_text()))
