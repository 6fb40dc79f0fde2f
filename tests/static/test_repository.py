"""What may never be in the repository, looked for in every file that git tracks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from mlplatform.paths import REPOSITORY

FORBIDDEN = {
    "a path of one machine": r"(?<![\w./-])/(work|root|home/\w+|Users/\w+)/",
    "an access key": r"\b(AKIA|ASIA)[A-Z0-9]{16}\b",
    "the host of a package index": r"\b(pypi|pythonhosted|registry\.npmjs|deb\.debian)\.org\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
}


def tracked() -> list[Path]:
    """The files of the checkout, new ones that git does not ignore included."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return [REPOSITORY / name for name in listed.split("\0") if name and (REPOSITORY / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_repository_holds_no(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


def test_requirements_are_pinned_by_hash_and_name_no_index() -> None:
    for path in (REPOSITORY / "requirements").glob("*.txt"):
        text = path.read_text()
        pins = re.findall(
            r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,_-]+\])?==", text, re.MULTILINE | re.IGNORECASE
        )
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_python_files_hold_at_most_250_lines() -> None:
    long = {
        str(path.relative_to(REPOSITORY)): lines
        for path in tracked()
        if path.suffix == ".py" and (lines := len(path.read_text().splitlines())) > 250
    }
    assert not long


def test_the_readme_is_short() -> None:
    assert len((REPOSITORY / "README.md").read_text().splitlines()) <= 150


def test_nobody_below_the_door_prints() -> None:
    door = {
        "cli.py",
        "cli_local.py",
        "console.py",
        "server.py",
    }  # the server is a program of its own, with a log
    for path in (REPOSITORY / "scripts" / "mlplatform").rglob("*.py"):
        if path.name not in door:
            assert not re.search(r"^\s*print\(", path.read_text(), re.MULTILINE), path
