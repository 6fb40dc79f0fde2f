"""What is said of a package that pip did not find, by the log that pip left."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from harness import lifecycle

NOT_FOUND = "2026-11-25T09:47:18,466 ERROR: No matching distribution found for"
ASK = "is not approved, or no longer. Ask for it with: mlp packages request"
UNREAD = (
    "2026-11-25T09:47:18,462 Could not fetch URL https://aws:****@store.example/simple/beta/: {} - skipping"
)


class Explained:
    """The home of somebody whose pip left a log."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.log = folder / "pip.log"
        self.state = folder / ".cache" / "package-login"
        self.settings = folder / ".config" / "pip" / "pip.conf"
        self.state.mkdir(parents=True)
        self.settings.parent.mkdir(parents=True)
        self.settings.touch()

    def read(self, *lines: str) -> list[str]:
        """What is said of these lines, on the standard error alone."""
        self.log.write_text("\n".join(lines) + "\n")
        command = ["/bin/sh", "-eu", str(lifecycle.FOLDER / "why.sh"), str(self.log)]
        ended = subprocess.run(
            command, env={"HOME": str(self.home), "PATH": os.environ["PATH"]}, capture_output=True, text=True
        )
        assert (ended.returncode, ended.stdout) == (0, "")
        assert not self.log.exists()
        return [line for line in ended.stderr.splitlines() if "PACKAGE_REQUEST_URL" not in line]


@pytest.fixture(name="explained")
def _explained(tmp_path: Path) -> Explained:
    return Explained(tmp_path)


@pytest.mark.parametrize(
    ("wanted", "asked"),
    [
        ("beta", "beta==VERSION"),
        ("beta==1.0", "beta==1.0"),
        ("beta==1!2.0.post1+local", "beta==1!2.0.post1+local"),
        ("beta==1.*", "beta==VERSION"),
        ("beta>=2,<3", "beta==VERSION"),
        ("beta[extra]>=2 (from gamma)", "beta==VERSION"),
        ("beta[extra]==2.1", "beta==2.1"),
        ("Beta.x_y-z; python_version < '4'", "Beta.x_y-z==VERSION"),
    ],
)
def test_it_is_named_as_it_has_to_be_asked_for(explained: Explained, wanted: str, asked: str) -> None:
    (said,) = explained.read(f"{NOT_FOUND} {wanted}")
    assert said.endswith(f" {ASK} {asked}")


def test_it_is_named_once(explained: Explained) -> None:
    """pip writes it twice: as an error, and with where in pip it came up."""
    again = "2026-11-25T09:47:18,466 pip._internal.exceptions.DistributionNotFound: No matching distribution found for beta"
    said = explained.read(UNREAD.format("404 Client Error: Not Found for url: x"), f"{NOT_FOUND} beta", again)
    assert said == [f"beta {ASK} beta==VERSION"]


def test_two_are_both_named(explained: Explained) -> None:
    said = explained.read(f"{NOT_FOUND} beta", f"{NOT_FOUND} alpha==2")
    assert [line.split()[0] for line in said] == ["alpha==2", "beta"]


@pytest.mark.parametrize(
    "lines",
    [
        ["2026-11-25T09:47:18,466 Successfully installed beta-1.0"],
        ["2026-11-25T09:47:18,466 ERROR: Could not open requirements file: [Errno 2]"],
        [f"{NOT_FOUND} \x1b[2J$(id)"],
    ],
    ids=["went_well", "failed_otherwise", "no_name_of_a_package"],
)
def test_nothing_is_said_of_anything_else(explained: Explained, lines: list[str]) -> None:
    assert explained.read(*lines) == []


@pytest.mark.parametrize(
    "reason",
    [
        "401 Client Error: Unauthorized for url: https://store.example/simple/beta/",
        "503 Server Error: Service Unavailable for url: https://store.example/simple/beta/",
        "connection error: HTTPSConnectionPool(host='store.example', port=443): Max retries exceeded",
    ],
)
def test_an_index_that_was_not_read_says_nothing_of_a_package(explained: Explained, reason: str) -> None:
    said = explained.read(UNREAD.format(reason), f"{NOT_FOUND} beta")
    assert said[0] == f"beta was not looked for: {reason}."
    assert "A new login is under way" in said[1]
    assert (explained.state / "refused").exists()


def test_a_login_that_ended_looks_like_a_package_that_is_not_there(explained: Explained) -> None:
    """CodeArtifact has been seen to answer 404 for both; how old the login is tells them apart."""
    missing = (UNREAD.format("404 Client Error: Not Found for url: x"), f"{NOT_FOUND} beta")
    hour = 3600
    os.utime(explained.settings, times=(0, explained.settings.stat().st_mtime - 11 * hour))
    assert ASK in explained.read(*missing)[0]
    assert not (explained.state / "refused").exists()
    os.utime(explained.settings, times=(0, explained.settings.stat().st_mtime - 2 * hour))
    assert explained.read(*missing)[0] == "beta was not looked for: the login has ended."
    assert (explained.state / "refused").exists()
