"""The command itself: one clear line for what is wrong, the exit code that goes with it, help for people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mlplatform import cli
from mlplatform.errors import Findings, ToolMissing
from mlplatform.local_aws import control
from mlplatform.paths import REPOSITORY
from mlplatform.terraform import toolchain


def mlp(*words: str, work: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = kept | {"MLP_WORK_DIR": str(work), "AWS_EC2_METADATA_DISABLED": "true", "HOME": str(work)}
    return subprocess.run(
        [sys.executable, "-m", "mlplatform.cli", *words],
        cwd=REPOSITORY / "scripts",
        env=environment | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["apply", "--env", "dev"], '--use-case: is ""; allowed: credit_risk, customer_lifetime_value'),
        (["doctor", "--nope"], "No such option"),
        (["local", "up", "--port", "many"], "Invalid value for '--port'"),
        (["local", "env"], "does not run; start it with: mlp local up"),
        (["use-case", "check", "nothing"], 'use case "nothing": no file'),
    ],
)
def test_wrong_usage_is_one_line_and_2(words: list[str], said: str, tmp_path: Path) -> None:
    run = mlp(*words, work=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("mlp: ")
    assert said in run.stderr


def test_no_credentials_is_one_line_and_2(tmp_path: Path) -> None:
    run = mlp("bootstrap", work=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("mlp: no AWS credentials; sign in, or set AWS_ENDPOINT_URL")


def test_an_endpoint_where_nobody_answers_is_one_line_and_1(tmp_path: Path) -> None:
    run = mlp("bootstrap", work=tmp_path, AWS_ENDPOINT_URL="http://127.0.0.1:1")
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("mlp: AWS: ")


@pytest.mark.parametrize(("error", "code"), [(ToolMissing("no tool"), 3), (Findings("does not hold"), 1)])
def test_errors_end_with_their_code(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(toolchain, "find", fail)
    monkeypatch.setattr(sys, "argv", ["mlp", "doctor"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    assert capsys.readouterr().err.strip() == f"mlp: {error}"


def test_local_status_says_down_and_1(tmp_path: Path) -> None:
    run = mlp("local", "status", "--json", work=tmp_path)
    assert (run.returncode, json.loads(run.stdout)) == (1, {"running": False})


def test_local_up_says_how_to_talk_to_it_and_down_ends_it(tmp_path: Path) -> None:
    up = mlp("local", "up", work=tmp_path)
    try:
        assert up.returncode == 0, up.stderr
        running = control.status(tmp_path / "local_aws")
        assert running is not None
        assert f"export AWS_ENDPOINT_URL={running.proxy_url}" in up.stdout
        assert mlp("local", "status", work=tmp_path).returncode == 0
        shell = mlp("local", "env", "--account", "111122223333", work=tmp_path).stdout
        assert f"export AWS_ENDPOINT_URL='{running.endpoint_url}'" in shell
        assert "export AWS_ACCESS_KEY_ID='111122223333'" in shell
    finally:
        down = mlp("local", "down", work=tmp_path)
    assert down.stdout == "stopped\n"
    assert control.status(tmp_path / "local_aws") is None


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with control.running(tmp_path / "first") as running:
        run = mlp("local", "up", "--port", str(running.port), work=tmp_path)
    assert run.returncode != 0
    assert len(run.stderr.splitlines()) == 1
    assert "in use" in run.stderr


@pytest.mark.parametrize("words", [[], ["local"], ["use-case"]])
def test_commands_have_help(words: list[str], tmp_path: Path) -> None:
    run = mlp(*words, "--help", work=tmp_path)
    assert run.returncode == 0
    assert "Usage" in run.stdout
    assert "\x1b[" not in run.stdout  # no colour where there is no terminal


def test_make_help_names_every_target_that_people_call() -> None:
    shown = subprocess.run(["make", "help"], cwd=REPOSITORY, capture_output=True, text=True).stdout  # noqa: S607
    for target in ("demo", "test", "test-fast", "setup", "lint", "plan", "apply", "destroy", "bench"):
        assert f"make {target} " in shown
