"""A machine that installs packages, set up as Studio and as CodeBuild set one up: with the real AWS CLI and the real pip."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

from harness import lifecycle
from local_aws.package_tools import BIN, DOMAIN, Bank
from mlplatform.paths import REPOSITORY

BUILD = REPOSITORY / "service_catalog_products" / "common" / "package_login.yaml"
FORM = "https://git.bank.example/ml-platform/actions/workflows/request.yml"
Ended = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Consumer:
    """A machine with a home of its own, the AWS CLI, and a role that may read packages."""

    bank: Bank
    home: Path
    python: Path  # of the environment whose commands come first

    @property
    def settings(self) -> str:
        """What pip is told, wherever the login put it."""
        return (self.home / ".config" / "pip" / "pip.conf").read_text()

    @property
    def token(self) -> str:
        """The token that pip is told."""
        return self.settings.partition("aws:")[2].partition("@")[0]

    @property
    def target(self) -> Path:
        """Where it installs."""
        return self.home / "installed"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are given."""
        aside = ("PIP_", "AWS_", "UV_", "PROMPT")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(aside)}
        given = {
            "HOME": str(self.home),
            "PATH": f"{self.python.parent}:{BIN}:{os.environ['PATH']}",
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
        return kept | given

    def run(self, *words: str | Path, **given: str) -> Ended:
        """A command, as the consumer runs it."""
        command = [str(word) for word in words]
        environment = self.environment | given
        return subprocess.run(
            command, env=environment, cwd=self.home, capture_output=True, text=True, timeout=120
        )

    def install(self, *words: str | Path) -> Ended:
        """As somebody types it in a terminal: no index, no token."""
        return self.run("python", "-m", "pip", *self.installing(*words))

    def installing(self, *words: str | Path) -> list[str]:
        """What follows after pip."""
        return ["install", "--no-cache-dir", "--target", str(self.target), *map(str, words)]

    def build(self, then: str = ":", *changed: tuple[str, str]) -> Ended:
        """The part that every build begins with, and then a command of its own, in one shell as with CodeBuild."""
        (login,) = yaml.safe_load(BUILD.read_text())["phases"]["pre_build"]["commands"]
        for before, after in changed:
            assert before in login
            login = login.replace(before, after)
        return self.run("/bin/sh", "-e", "-c", login + then)

    def studio(self, **changed: str) -> Ended:
        """Start an app of Studio."""
        return self.run("/bin/bash", lifecycle.script(self.home.parent, FORM, **changed))

    def end(self) -> None:
        """End the app, with the loop that renews its token."""
        loop = self.home / ".cache" / "package-login" / "pid"
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(loop.read_text()), signal.SIGTERM)

    def terminal(self, *lines: str, login: bool = False) -> str:
        """What a person sees who types these lines into a terminal, without its colours. A login shell is one whose
        environment the machine's own profile makes."""
        shell = ["bash", "-l", "-i"] if login else ["bash", "-i"]
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            shell, env=self.environment, cwd=self.home, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        typed = (f"PATH='{self.environment['PATH']}'", *lines, "exit")
        os.write(ours, "".join(f"{line}\n" for line in typed).encode())
        seen = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error to whoever reads it
            while some := os.read(ours, 65536):
                seen += some
        os.close(ours)
        process.wait(timeout=60)
        return re.sub(r"\x1b\[[?\d;]*[a-zA-Z]|\r", "", seen.decode())
