"""The script that every app starts with, while it runs: a login, and another before it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import lifecycle

TOKEN = "a-token-from-the-store"
ENDPOINT = "https://bank-777788889999.d.codeartifact.eu-west-2.amazonaws.com/pypi/approved-python/"
SETTINGS = {
    "CODEARTIFACT_DOMAIN": "bank",
    "CODEARTIFACT_OWNER": "777788889999",
    "CODEARTIFACT_REGION": "eu-west-2",
    "CODEARTIFACT_REPOSITORY": "approved-python",
}
FAKE_AWS = """echo "$*" >>"$CALLS"
[ -f "$STORE_IS_UP" ] || exit 255
case "$2" in
  get-authorization-token) echo "{token}" ;;
  get-repository-endpoint) echo "{endpoint}" ;;
esac
"""


class Space:
    """A home folder and a package store that answers or does not."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.calls = folder / "calls"
        self.up = folder / "up"
        self.home.mkdir()
        self.up.touch()
        (folder / "bin").mkdir()
        self.answers("aws", FAKE_AWS.replace("{token}", TOKEN).replace("{endpoint}", ENDPOINT))
        self.environment = {
            "HOME": str(self.home),
            "PATH": f"{folder}/bin:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "STORE_IS_UP": str(self.up),
            **SETTINGS,
        }

    def start(self, **changed: str) -> subprocess.CompletedProcess[str]:
        """Start an app; the loop that stays is stopped by the fixture."""
        script = lifecycle.script(self.home.parent, **changed)
        return subprocess.run(
            ["/bin/bash", str(script)], env=self.environment, capture_output=True, text=True, timeout=30
        )

    def answers(self, command: str, text: str) -> None:
        """Put a command of its own before the machine's."""
        path = self.home.parent / "bin" / command
        path.write_text(f"#!/bin/bash\n{text}")
        path.chmod(0o755)

    @property
    def asked(self) -> int:
        return len(self.calls.read_text().splitlines())

    @property
    def settings(self) -> Path:
        return self.home / ".config" / "pip" / "pip.conf"

    @property
    def loop(self) -> int:
        return int((self.home / ".cache" / "package-login" / "pid").read_text())


@pytest.fixture(name="space")
def _space(tmp_path: Path) -> Iterator[Space]:
    space = Space(tmp_path)
    yield space
    os.kill(space.loop, signal.SIGTERM)


def test_pip_points_at_the_store_with_a_file_only_its_owner_reads(space: Space) -> None:
    assert space.start().returncode == 0
    host = ENDPOINT.removeprefix("https://")
    assert f"index-url = https://aws:{TOKEN}@{host}simple/\n" in space.settings.read_text()
    assert space.settings.stat().st_mode & 0o077 == 0


def test_token_is_asked_for_twelve_hours_of_the_right_store(space: Space) -> None:
    space.start()
    token, endpoint = space.calls.read_text().splitlines()
    assert "--duration-seconds 43200" in token
    for call in (token, endpoint):
        assert "--region eu-west-2 --domain bank --domain-owner 777788889999" in call
    assert "--repository approved-python --format pypi" in endpoint


def test_app_starts_when_the_store_does_not_answer_and_pip_is_left_alone(space: Space) -> None:
    space.up.unlink()
    run = space.start()
    assert run.returncode == 0
    assert "did not answer" in run.stderr
    assert not space.settings.exists()


def test_uv_is_told_the_same_unless_its_settings_are_somebodys_own(space: Space) -> None:
    space.start()
    settings = space.home / ".config" / "uv" / "uv.toml"
    index = {"url": f"https://aws:{TOKEN}@{ENDPOINT.removeprefix('https://')}simple/", "default": True}
    assert tomllib.loads(settings.read_text()) == {"index": [index]}
    assert settings.stat().st_mode & 0o077 == 0
    settings.write_text('link-mode = "copy"\n')
    space.start()
    assert settings.read_text() == 'link-mode = "copy"\n'


def test_token_is_refreshed_while_the_app_runs(space: Space) -> None:
    space.start(REFRESH_SECONDS="0", LOOK_SECONDS="0.1")
    first = space.asked
    _wait_for(lambda: space.asked > first)


def test_token_is_refreshed_by_the_clock_though_the_machine_slept(space: Space) -> None:
    clock = space.home.parent / "clock"
    clock.write_text("1000")
    space.answers("date", f"cat {clock}\n")
    space.start(LOOK_SECONDS="0.1")
    time.sleep(0.5)
    assert space.asked == 2
    clock.write_text(str(1000 + 6 * 3600))
    _wait_for(lambda: space.asked == 4)
    time.sleep(0.5)
    assert space.asked == 4


def test_token_that_somebody_found_refused_is_renewed_once(space: Space) -> None:
    space.start(LOOK_SECONDS="0.1")
    refused = space.home / ".cache" / "package-login" / "refused"
    refused.touch()
    _wait_for(lambda: not refused.exists())
    time.sleep(0.5)
    assert space.asked == 4


def test_store_that_comes_back_is_found(space: Space) -> None:
    space.up.unlink()
    space.start(LOOK_SECONDS="0.1")
    space.up.touch()
    _wait_for(space.settings.exists)


@pytest.mark.parametrize(
    ("there", "read"),
    [
        ([], ".profile"),
        ([".profile"], ".profile"),
        ([".profile", ".bash_login"], ".bash_login"),
        ([".bash_login", ".bash_profile"], ".bash_profile"),
    ],
)
def test_shells_read_the_prompt_by_one_line_in_the_file_that_they_read(
    space: Space, there: list[str], read: str
) -> None:
    for name in there:
        (space.home / name).write_text("export MINE=1\n")
    space.start()
    space.start()
    for name in (".bashrc", read):
        assert (space.home / name).read_text().count("/.packages/prompt") == 2, "twice in one line"
    for name in {".profile", ".bash_login", ".bash_profile"} - {read}:
        assert not (space.home / name).exists() or "packages" not in (space.home / name).read_text()


def test_restarted_app_leaves_one_loop_and_no_sleeper(space: Space) -> None:
    space.start()
    first = space.loop
    _wait_for(lambda: bool(_children(first)))
    (sleeper,) = _children(first)
    space.start()
    assert space.loop != first
    _wait_for(lambda: not _running(first) and not _running(sleeper))
    assert _running(space.loop)


def _children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in text.split()]


def _running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def _wait_for(happens: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
