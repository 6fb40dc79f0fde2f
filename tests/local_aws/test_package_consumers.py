"""Those who install packages log in by themselves: Studio's lifecycle script and the part of every build, run as they
are with the real AWS CLI and the real pip."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local_aws.package_consumer import Consumer, Ended
from local_aws.package_files import wheel
from local_aws.package_tools import BIN, DOMAIN, Bank

HINT = "not-found-means-not-approved--ask-with--mlp-packages-request-NAME==VERSION"
Login = Callable[[Consumer], Ended]
EACH = pytest.mark.parametrize("login", [Consumer.studio, Consumer.build], ids=["studio", "codebuild"])


@pytest.fixture(name="consumer")
def _consumer(bank: Bank, tmp_path: Path) -> Iterator[Consumer]:
    bank.repository("approved")
    bank.publish("approved", wheel(tmp_path, "approved-package", "1.0"))
    home = tmp_path / "home"
    home.mkdir()
    consumer = Consumer(bank, home, bank.python)
    yield consumer
    consumer.end()


def end_tokens(consumer: Consumer) -> str:
    """Let every token of the domain end, as after its twelve hours; gives the one that pip was told."""
    token = consumer.token
    consumer.bank.aws.running.admin("package-tokens", "PUT", {"domain": DOMAIN})
    assert consumer.bank.get("approved", "simple/approved-package/", token).status_code == 401
    return token


def wait_for(happens: Callable[[], bool]) -> None:
    """Until something has happened."""
    until = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


@EACH
def test_what_is_approved_installs_and_all_else_says_how_to_ask_for_it(
    consumer: Consumer, login: Login
) -> None:
    said = login(consumer)
    assert said.returncode == 0, said.stderr
    installed = consumer.install("approved-package")
    assert installed.returncode == 0, installed.stderr
    refused = consumer.install("unapproved-package")
    assert refused.returncode == 1
    assert "No matching distribution found for unapproved-package" in refused.stderr
    assert HINT in refused.stdout


@EACH
def test_a_token_stands_in_files_of_its_owner_and_in_no_output(consumer: Consumer, login: Login) -> None:
    said = login(consumer)
    token = consumer.token
    assert len(token) > 20
    assert token not in said.stdout + said.stderr
    refused = consumer.install("unapproved-package")
    assert token not in refused.stdout + refused.stderr
    holds = [path for path in consumer.home.rglob("*") if path.is_file() and token in path.read_text()]
    assert holds
    assert all(path.stat().st_mode & 0o077 == 0 for path in holds)


def test_uv_installs_what_is_approved_and_nothing_else(consumer: Consumer) -> None:
    consumer.studio()
    words = ("pip", "install", "--no-cache", "--python", consumer.python, "--target", consumer.target)
    installed = consumer.run(BIN / "uv", *words, "approved-package")
    assert installed.returncode == 0, installed.stderr
    refused = consumer.run(BIN / "uv", *words, "unapproved-package")
    assert refused.returncode == 1
    assert "unapproved-package was not found in the package registry" in refused.stderr


def test_what_is_built_finds_there_what_it_is_built_with(consumer: Consumer, tmp_path: Path) -> None:
    """pip builds in an environment of its own, with a pip of its own."""
    project = tmp_path / "project"
    project.mkdir()
    needs = '[build-system]\nrequires = ["unapproved-builder"]\nbuild-backend = "builder"\n'
    (project / "pyproject.toml").write_text(needs)
    consumer.studio()
    refused = consumer.install(project)
    assert refused.returncode == 1
    assert "No matching distribution found for unapproved-builder" in refused.stderr
    assert HINT in refused.stdout + refused.stderr
    (project / "pyproject.toml").write_text(needs.replace("unapproved-builder", "approved-package"))
    assert "No matching distribution" not in consumer.install(project).stderr


def test_a_token_that_ended_is_renewed_though_nobody_noticed(consumer: Consumer) -> None:
    assert consumer.studio(REFRESH_SECONDS="2", LOOK_SECONDS="0.5").returncode == 0
    ended = end_tokens(consumer)
    wait_for(lambda: consumer.token != ended)
    assert consumer.install("approved-package").returncode == 0


def test_a_token_that_is_refused_is_renewed_once_somebody_was_told_so(consumer: Consumer) -> None:
    consumer.studio(LOOK_SECONDS="0.5")
    ended = end_tokens(consumer)
    told = consumer.terminal("pip install approved-package")
    assert "approved-package was not looked for: 401 Client Error: Unauthorized" in told
    assert "mlp packages request" not in told
    wait_for(lambda: consumer.token != ended)
    assert "Successfully installed" in consumer.terminal(
        "pip " + " ".join(consumer.installing("approved-package"))
    )


def test_a_build_that_outlives_its_token_has_another(consumer: Consumer) -> None:
    """Its own commands come after the part that it begins with, in the same shell."""
    asks = 'cp "$HOME/.config/pip/pip.conf" before; until ! cmp -s before "$HOME/.config/pip/pip.conf"; do sleep 0.1; done'
    built = consumer.build(asks, ("sleep 60", "sleep 0.5"), ("21600", "1"))
    assert built.returncode == 0, built.stderr
    assert consumer.token not in (consumer.home / "before").read_text()
    assert consumer.install("approved-package").returncode == 0


def test_the_login_of_a_build_leaves_its_shell_as_it_was(consumer: Consumer) -> None:
    asked = 'echo "$- $(umask) $(command -v login) ${due-none}"'
    alone = consumer.run("/bin/sh", "-e", "-c", asked).stdout
    assert consumer.build(asked).stdout.endswith(alone)


def test_studio_starts_though_nobody_may_read(consumer: Consumer) -> None:
    consumer.bank.allow("approved", {"Effect": "Deny"})
    started = consumer.studio()
    assert started.returncode == 0
    assert "did not answer" in started.stderr


def test_a_build_that_may_not_read_ends_at_once(consumer: Consumer) -> None:
    consumer.bank.allow("approved", {"Effect": "Deny"})
    assert consumer.build().returncode != 0
