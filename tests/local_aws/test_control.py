"""Starting, finding and stopping: idempotent, honest about the dead, clear about failure."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlplatform.local_aws import control
from mlplatform.local_aws.environment import Environment


@pytest.fixture
def run_dir(tmp_path: Path) -> Iterator[Path]:
    """A run folder, emptied of servers afterwards."""
    yield tmp_path
    control.down(tmp_path)


def ended(pid: int) -> bool:
    """Whether a process is gone (or a zombie, which runs no more) within a few seconds."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (OSError, IndexError):
            return True
        time.sleep(0.02)
    return False


def test_up_twice_is_one_server_and_down_ends_it(run_dir: Path) -> None:
    assert control.status(run_dir) is None
    first = control.up(run_dir)
    assert control.up(run_dir) == first == control.status(run_dir)
    assert control.down(run_dir) is True
    assert ended(first.pid)
    assert not (run_dir / "run.json").exists()
    assert control.status(run_dir) is None
    assert control.down(run_dir) is False


def test_two_ups_at_once_are_one_server(run_dir: Path) -> None:
    found: list[control.Running] = []
    threads = [threading.Thread(target=lambda: found.append(control.up(run_dir))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len({one.pid for one in found}) == 1


def test_a_killed_server_is_not_taken_for_running(run_dir: Path) -> None:
    first = control.up(run_dir)
    os.kill(first.pid, signal.SIGKILL)
    assert ended(first.pid)
    assert control.status(run_dir) is None
    assert not (run_dir / "run.json").exists()
    second = control.up(run_dir)
    assert second.pid != first.pid


def test_another_process_of_the_same_number_is_left_alone(run_dir: Path) -> None:
    """A run file whose pid now belongs to somebody else: not ours to call running, not ours to kill."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        run = {
            "pid": other.pid, "port": 9, "endpoint_url": "http://aws:9",
            "proxy_url": "http://127.0.0.1:9", "started": "2026-01-01T00:00:00+00:00",
        }  # fmt: skip
        (run_dir / "run.json").write_text(json.dumps(run))
        assert control.status(run_dir) is None
        assert control.down(run_dir) is False
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "nothing": 2}'])
def test_a_broken_run_file_is_no_server(run_dir: Path, text: str) -> None:
    (run_dir / "run.json").write_text(text)
    assert control.status(run_dir) is None
    assert not (run_dir / "run.json").exists()


def test_a_taken_port_is_one_clear_line_with_the_log(run_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(control.LocalAwsError) as failure:
        control.up(run_dir, port=taken.getsockname()[1])
    said = str(failure.value)
    assert "\n" not in said
    assert str(run_dir / "server.log") in said
    assert "in use" in said


def test_faults_that_are_none_are_one_clear_line(run_dir: Path) -> None:
    rules = run_dir / "faults.yaml"
    rules.write_text("- {service: ec2, kind: explode}\n")
    with pytest.raises(control.LocalAwsError) as failure:
        control.up(run_dir, faults=rules)
    said = str(failure.value)
    assert "\n" not in said
    assert "kind" in said
    assert "or 'answer', not 'explode'" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(run_dir: Path, number: int) -> None:
    running = control.up(run_dir)
    os.kill(running.pid, number)
    _, status = os.waitpid(running.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert not (run_dir / "run.json").exists()


def test_the_context_manager_leaves_what_it_found(run_dir: Path) -> None:
    with control.running(run_dir) as first:
        with control.running(run_dir) as second:
            assert second == first
        assert control.status(run_dir) == first
    assert control.status(run_dir) is None


def test_the_environment_names_one_world_and_clears_the_shell() -> None:
    environment = Environment.of("http://aws:1", "http://127.0.0.1:1", "111122223333", "eu-west-2")
    shell = {
        "PATH": "/bin",
        "AWS_CA_BUNDLE": "/bundle.pem",
        "AWS_PROFILE": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_ENDPOINT_URL_S3": "https://elsewhere.example",
        "NO_PROXY": "aws,localhost",
        "http_proxy": "http://elsewhere.example",
    }
    made = environment.over(shell)
    assert made["PATH"] == "/bin"
    assert {"AWS_CA_BUNDLE", "AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3"} & set(made) == set()
    assert made["AWS_ENDPOINT_URL"] == "http://aws:1"
    assert {made["HTTP_PROXY"], made["http_proxy"]} == {"http://127.0.0.1:1"}
    assert (made["NO_PROXY"], made["AWS_ACCESS_KEY_ID"], made["AWS_REGION"]) == (
        "",
        "111122223333",
        "eu-west-2",
    )
    assert shell["AWS_PROFILE"] == "real"


def test_the_shell_lines_do_what_they_say(run_dir: Path) -> None:
    environment = Environment.of("http://aws:1", "http://127.0.0.1:1", "111122223333", "eu-west-2")
    script = run_dir / "env.sh"
    script.write_text(environment.shell() + "env\n")
    run = subprocess.run(
        ["/bin/sh", str(script)], env={"AWS_PROFILE": "real"}, capture_output=True, text=True, check=True
    )
    shown = dict(line.split("=", 1) for line in run.stdout.splitlines() if "=" in line)
    assert shown["AWS_ENDPOINT_URL"] == "http://aws:1"
    assert "AWS_PROFILE" not in shown
