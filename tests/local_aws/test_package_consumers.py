"""Those who install packages log in by themselves: Studio's lifecycle script and the part of every build, run as they
are with the real AWS CLI and the real pip."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from local_aws.package_files import wheel
from local_aws.package_tools import BIN, DOMAIN, Bank
from mlplatform.paths import MODULES, REPOSITORY

LIFECYCLE = MODULES / "studio" / "lifecycle" / "pip.sh"
BUILD = REPOSITORY / "service_catalog_products" / "common" / "package_login.yaml"
HINT = "not-found-means-not-approved--ask-with--mlp-packages-request-NAME==VERSION"
Ended = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Consumer:
    """A machine with a home of its own, the AWS CLI, and a role that may read packages."""

    bank: Bank
    home: Path

    @property
    def settings(self) -> str:
        """What pip is told, wherever the login put it."""
        return (self.home / ".config" / "pip" / "pip.conf").read_text()

    def run(self, *words: str | Path) -> Ended:
        """A command, as the consumer runs it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "AWS_"))}
        given = {
            "HOME": str(self.home),
            "PATH": f"{self.bank.python.parent}:{BIN}:{os.environ['PATH']}",
            "CODEARTIFACT_DOMAIN": DOMAIN,
            "CODEARTIFACT_OWNER": self.bank.owner,
            "CODEARTIFACT_REGION": "eu-west-2",
            "CODEARTIFACT_REPOSITORY": "approved",
            "AWS_ENDPOINT_URL": self.bank.aws.running.endpoint_url,
            "HTTP_PROXY": self.bank.aws.running.proxy_url,
            "NO_PROXY": "127.0.0.1",
            "AWS_ACCESS_KEY_ID": self.bank.owner,
            "AWS_SECRET_ACCESS_KEY": "embedded",
        }
        command = [str(word) for word in words]
        return subprocess.run(command, env=kept | given, capture_output=True, text=True, timeout=120)

    def install(self, name: str) -> Ended:
        """As somebody types it in a terminal: no index, no token."""
        target = self.home / "installed"
        return self.run("python", "-m", "pip", "install", "--no-cache-dir", "--target", target, name)

    def build(self) -> Ended:
        """The commands of the part that every build begins with, as CodeBuild runs them: one after the other."""
        commands = yaml.safe_load(BUILD.read_text())["phases"]["pre_build"]["commands"]
        return self.run("/bin/sh", "-e", "-c", "\n".join(commands))

    def studio(self, script: Path = LIFECYCLE) -> Ended:
        """Start an app of Studio."""
        return self.run("/bin/bash", script)


@pytest.fixture(name="consumer")
def _consumer(bank: Bank, tmp_path: Path) -> Iterator[Consumer]:
    bank.repository("approved")
    bank.publish("approved", wheel(tmp_path, "approved-package", "1.0"))
    home = tmp_path / "home"
    home.mkdir()
    yield Consumer(bank, home)
    loop = home / ".cache" / "package-login" / "pid"
    if loop.exists():
        os.kill(int(loop.read_text()), signal.SIGTERM)


@pytest.mark.parametrize("login", [Consumer.studio, Consumer.build], ids=["studio", "codebuild"])
def test_what_is_approved_installs_and_all_else_says_how_to_ask_for_it(
    consumer: Consumer, login: object
) -> None:
    assert callable(login)
    said = login(consumer)
    assert said.returncode == 0, said.stderr
    installed = consumer.install("approved-package")
    assert installed.returncode == 0, installed.stderr
    refused = consumer.install("unapproved-package")
    assert refused.returncode == 1
    assert "No matching distribution found for unapproved-package" in refused.stderr
    assert HINT in refused.stdout


@pytest.mark.parametrize("login", [Consumer.studio, Consumer.build], ids=["studio", "codebuild"])
def test_a_token_stands_in_one_file_of_its_owner_and_in_no_output(consumer: Consumer, login: object) -> None:
    assert callable(login)
    said = login(consumer)
    (line,) = (line for line in consumer.settings.splitlines() if line.startswith("index-url"))
    token = line.partition("aws:")[2].partition("@")[0]
    assert len(token) > 20
    assert token not in said.stdout + said.stderr
    refused = consumer.install("unapproved-package")
    assert token not in refused.stdout + refused.stderr


def test_a_token_that_ended_is_refused_and_another_taken_while_the_app_runs(
    consumer: Consumer, tmp_path: Path
) -> None:
    impatient = tmp_path / "impatient.sh"
    impatient.write_text(LIFECYCLE.read_text().replace("REFRESH_SECONDS=21600", "REFRESH_SECONDS=3"))
    assert consumer.studio(impatient).returncode == 0
    before = consumer.settings
    consumer.bank.aws.running.admin("package-tokens", "PUT", {"domain": DOMAIN})
    assert consumer.bank.get("approved", "simple/approved-package/", _token(before)).status_code == 401
    until = time.monotonic() + 30
    while consumer.settings == before:
        assert time.monotonic() < until, "the token was not taken anew"
        time.sleep(0.1)
    assert consumer.install("approved-package").returncode == 0


def test_studio_starts_though_nobody_may_read(consumer: Consumer) -> None:
    consumer.bank.allow("approved", {"Effect": "Deny"})
    started = consumer.studio()
    assert started.returncode == 0
    assert "did not answer" in started.stderr


def test_a_build_that_may_not_read_ends_at_once(consumer: Consumer) -> None:
    consumer.bank.allow("approved", {"Effect": "Deny"})
    assert consumer.build().returncode != 0


def _token(settings: str) -> str:
    return settings.partition("aws:")[2].partition("@")[0]
