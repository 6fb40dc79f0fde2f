"""Whoever asks for a package that is not approved reads how to ask for it, by each way in which people call pip."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_aws.package_consumer import FORM, Consumer
from local_aws.package_files import wheel
from local_aws.package_tools import Bank

SAID = (
    "wanted-thing is not approved, or no longer. Ask for it with: mlp packages request wanted-thing==VERSION"
)
FORMED = f"  or with a form: {FORM}"


@pytest.fixture(name="consumer")
def _consumer(bank: Bank, tmp_path: Path) -> Iterator[Consumer]:
    bank.repository("approved")
    bank.publish("approved", wheel(tmp_path, "approved-thing", "1.0"))
    bank.publish("approved", wheel(tmp_path, "wants-more", "1.0", needs=("wanted-thing>=2",)))
    home = tmp_path / "home"
    home.mkdir()
    consumer = Consumer(bank, home, bank.python)
    assert consumer.studio().returncode == 0
    yield consumer
    consumer.end()


WAYS = (
    "pip install wanted-thing",
    "pip3 install 'wanted-thing[extra]>=2'",
    "python -m pip download wanted-thing",
    "pip index versions wanted-thing",
    "sh -c 'pip install -q wanted-thing'",
    "pip install wants-more",
    'python -c \'import subprocess; subprocess.run(["pip", "install", "wanted-thing"])\'',
)


@pytest.mark.parametrize("login", [False, True], ids=["code_editor", "jupyterlab"])
def test_a_terminal_says_how_to_ask_for_it(consumer: Consumer, login: bool) -> None:
    seen = consumer.terminal(*WAYS, login=login).splitlines()
    told = [line for line in seen if line in (SAID, FORMED) or "No matching distribution found" in line]
    assert [line if line in (SAID, FORMED) else "pip" for line in told] == ["pip", SAID, FORMED] * len(WAYS)


def test_a_version_that_is_no_longer_approved_is_named(consumer: Consumer) -> None:
    consumer.bank.of("approved", "dispose_package_versions", "approved-thing", versions=["1.0"])
    seen = consumer.terminal("pip install approved-thing==1.0")
    assert "approved-thing==1.0 is not approved, or no longer." in seen
    assert "mlp packages request approved-thing==1.0\n" in seen


def test_what_goes_well_and_what_fails_otherwise_says_nothing_of_it(consumer: Consumer) -> None:
    seen = consumer.terminal(
        "pip " + " ".join(consumer.installing("approved-thing")), "pip frobnicate", "ls nothing", "pip list"
    )
    assert "Successfully installed approved-thing-1.0" in seen
    assert "mlp packages request NAME==VERSION" not in seen
    assert "is not approved" not in seen


def test_the_end_of_each_command_stays_what_it_was(consumer: Consumer) -> None:
    seen = consumer.terminal(
        "pip install wanted-thing", "echo ended=$?", "(exit 7)", "echo ended=$?", "echo ended=$?"
    )
    assert [line for line in seen.splitlines() if line.startswith("ended=")] == [
        "ended=1",
        "ended=7",
        "ended=0",
    ]


def test_a_shell_within_a_shell_says_it_once(consumer: Consumer) -> None:
    seen = consumer.terminal("bash", "pip install wanted-thing", "exit", "true")
    assert seen.splitlines().count(SAID) == 1


def test_a_prompt_and_a_log_of_somebodys_own_stay(consumer: Consumer) -> None:
    own = 'PROMPT_COMMAND="echo my own prompt"\n'
    rc = consumer.home / ".bashrc"
    rc.write_text(own + rc.read_text())
    seen = consumer.terminal("pip install wanted-thing")
    assert SAID in seen
    assert "\nmy own prompt\n" in seen
    rc.write_text("export PIP_LOG=$HOME/mine.log\n" + rc.read_text())
    assert SAID not in consumer.terminal("pip install wanted-thing")
    assert "No matching distribution" in (consumer.home / "mine.log").read_text()


def test_no_log_is_left_and_no_log_holds_the_token(consumer: Consumer) -> None:
    kept = consumer.home / "kept.log"
    consumer.run("pip", "install", "wanted-thing", PIP_LOG=str(kept))
    assert "Could not fetch URL" in kept.read_text()
    assert consumer.token not in kept.read_text()
    consumer.terminal("pip install wanted-thing", "pip install wants-more")
    assert list((consumer.home / ".cache" / "package-login").glob("pip-*.log")) == []


def test_nobody_who_is_not_interactive_is_told_more_than_pip_tells(consumer: Consumer) -> None:
    refused = consumer.run("bash", "-c", "pip install wanted-thing")
    assert refused.returncode == 1
    assert "is not approved" not in refused.stdout + refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize("version", ["20.3.4", "22.2.2", "23.0.1", "24.0", "26.3"])
def test_every_pip_installs_by_the_login_and_is_explained(
    consumer: Consumer, tmp_path: Path, version: str
) -> None:
    """No pip is too old: it reads one line of its settings."""
    python = environment(tmp_path / "older", f"pip=={version}")
    older = Consumer(consumer.bank, consumer.home, python)
    installed = older.install("approved-thing")
    assert installed.returncode == 0, installed.stderr
    assert (
        SAID in older.terminal("python -m pip --version", "python -m pip install wanted-thing").splitlines()
    )


@pytest.fixture(name="notebook", scope="session")
def _notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("notebook"), "pip", "ipykernel")


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell",
    [
        "%pip install wanted-thing",
        "!pip install wanted-thing",
        "!python -m pip install wanted-thing",
        "import subprocess, sys; subprocess.run([sys.executable, '-m', 'pip', 'install', 'wanted-thing'])",
    ],
)
def test_a_notebook_says_how_to_ask_for_it(consumer: Consumer, notebook: Path, cell: str) -> None:
    """A kernel, spoken to as JupyterLab speaks to it."""
    person = Consumer(consumer.bank, consumer.home, notebook)
    said = person.run("python", "-c", TALK, cell, "print('unharmed')", "'_watch_pip' in dir()")
    assert said.returncode == 0, said.stderr
    assert f"stderr: {SAID}\n{FORMED}\n" in said.stdout
    assert "unharmed" in said.stdout
    assert "result: False" in said.stdout


TALK = """
import sys
from jupyter_client.manager import start_new_kernel

manager, kernel = start_new_kernel()

def show(message):
    content = message["content"]
    if message["msg_type"] == "stream":
        print(content["name"] + ": " + content["text"], flush=True)
    elif message["msg_type"] == "execute_result":
        print("result: " + content["data"]["text/plain"], flush=True)

for cell in sys.argv[1:]:
    kernel.execute_interactive(cell, output_hook=show, timeout=100)
manager.shutdown_kernel(now=True)
"""


def environment(folder: Path, *packages: str) -> Path:
    """The Python of an environment with packages of the index that this machine reaches."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    words = [str(python), "-m", "pip", "install", "-q", *packages]
    subprocess.run(words, check=True, env=os.environ, capture_output=True)
    return python
