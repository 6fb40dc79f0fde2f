"""The script that every app starts with: what it holds, and what it does when it runs."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.examples import plan_examples
from mlplatform.paths import MODULES

SCRIPT = MODULES / "studio" / "lifecycle" / "pip.sh"
TOKEN = "a-token-from-the-store"
ENDPOINT = "https://bank-777788889999.d.codeartifact.eu-west-2.amazonaws.com/pypi/approved-python/"
SETTINGS = {
    "CODEARTIFACT_DOMAIN": "bank",
    "CODEARTIFACT_OWNER": "777788889999",
    "CODEARTIFACT_REGION": "eu-west-2",
    "CODEARTIFACT_REPOSITORY": "approved-python",
}
FAKE_AWS = """#!/bin/bash
echo "$*" >>"$CALLS"
[ -f "$STORE_IS_UP" ] || exit 255
case "$2" in
  get-authorization-token) echo "{token}" ;;
  get-repository-endpoint) echo "{endpoint}" ;;
esac
"""


def planned(module: str, app: str) -> str:
    """The script as SageMaker gets it."""
    plan = plan_examples("studio")
    config = plan.one("aws_sagemaker_studio_lifecycle_config", module=module, index=app)
    return base64.b64decode(config.values["studio_lifecycle_config_content"]).decode()


@pytest.mark.parametrize("app", ["JupyterLab", "CodeEditor"])
@pytest.mark.parametrize("module", ["minimal", "team"])
def test_script_is_filled_in_and_fits(module: str, app: str) -> None:
    text = planned(module, app)
    for value in SETTINGS.values():
        assert f'="{value}"' in text
    assert "CODEARTIFACT_" not in text
    assert "\r" not in text
    assert text.startswith("#!/bin/bash\n")
    assert len(base64.b64encode(text.encode())) <= 16384


@pytest.mark.control("SM-11")
def test_script_names_no_address_and_no_secret() -> None:
    text = SCRIPT.read_text()
    addresses = re.findall(r"https?://[^\s'\"]+", text)
    assert addresses == []
    assert not re.search(r"AKIA|ASIA|aws_secret|password|BEGIN [A-Z ]*KEY", text)
    assert not re.search(r"\b(curl|wget|pypi\.org|conda|sudo|eval)\b", text)


def test_script_is_sound_bash() -> None:
    subprocess.run(["/bin/bash", "-n", str(SCRIPT)], check=True)


class Space:
    """A home folder and a package store that answers or does not."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.calls = folder / "calls"
        self.up = folder / "up"
        self.home.mkdir()
        self.up.touch()
        command = folder / "bin" / "aws"
        command.parent.mkdir()
        command.write_text(FAKE_AWS.replace("{token}", TOKEN).replace("{endpoint}", ENDPOINT))
        command.chmod(0o755)
        self.environment = {
            "HOME": str(self.home),
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "STORE_IS_UP": str(self.up),
            **SETTINGS,
        }

    def start(self, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
        """Start an app; the loop that stays is stopped by the fixture."""
        return subprocess.run(
            ["/bin/bash", str(script)], env=self.environment, capture_output=True, text=True, timeout=30
        )

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


def test_token_is_refreshed_while_the_app_runs(space: Space, tmp_path: Path) -> None:
    script = tmp_path / "impatient.sh"
    impatient = SCRIPT.read_text().replace("REFRESH_SECONDS=21600", "REFRESH_SECONDS=0.1")
    assert impatient != SCRIPT.read_text()
    script.write_text(impatient)
    space.start(script)
    first = len(space.calls.read_text().splitlines())
    _wait_for(lambda: len(space.calls.read_text().splitlines()) > first)


def test_store_that_comes_back_is_found(space: Space, tmp_path: Path) -> None:
    script = tmp_path / "impatient.sh"
    script.write_text(SCRIPT.read_text().replace("RETRY_SECONDS=60", "RETRY_SECONDS=0.1"))
    space.up.unlink()
    space.start(script)
    space.up.touch()
    _wait_for(space.settings.exists)


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
