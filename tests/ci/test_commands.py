"""Every command that a pipeline runs is one that is there, with the options that it is given."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from ci.workflows import GITLAB, WORKFLOWS
from mlplatform import cli
from mlplatform.paths import REPOSITORY


@pytest.mark.parametrize("path", [*WORKFLOWS, *GITLAB], ids=lambda path: path.name)
def test_every_target_of_make_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    for called in re.findall(r"\bmake (?:-C \S+ )?((?:[a-z-]+ ?)+)", path.read_text()):
        assert set(called.split()) <= targets, called


def mlp_lines(path: Path) -> list[list[str]]:
    """The words of each command of ours, up to where the shell goes on with another."""
    text = re.sub(r"\\\n\s*", "", path.read_text())
    lines = re.findall(r"^[^#\n]*\.venv/bin/mlp (.*)$", text, re.MULTILINE)
    return [shlex.split(re.split(r" (?:[|;]|>>?|<|&&) ?", line)[0], comments=True) for line in lines]


def parse(words: list[str]) -> None:
    """Give words to the command that they call, and call nothing; raises where it does not take them."""
    command: Any = get_command(cli.app)
    while hasattr(command, "commands"):
        at_once = words[0] in command.commands or "plans" not in command.commands
        name, words = (words[0], words[1:]) if at_once else ("plans", words)  # mlp gate takes plans by itself
        command = command.commands[name]
    command.make_context(name, words)


@pytest.mark.parametrize("path", [*WORKFLOWS, *GITLAB], ids=lambda path: path.name)
def test_every_command_is_one_that_mlp_takes(path: Path) -> None:
    lines = mlp_lines(path)
    assert len(lines) == sum(".venv/bin/mlp" in line for line in path.read_text().splitlines())
    for words in lines:
        parse(words)


@pytest.mark.parametrize(
    "line",
    ["packages publish --everything", "packages verify deep", "images build --push", "ci images"],
)
def test_what_mlp_does_not_take_is_seen(line: str) -> None:
    with pytest.raises(cli.UsageError):
        parse(line.split())
