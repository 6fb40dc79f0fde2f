"""A Containerfile as instructions, and what is refused because it could mean two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.images import containerfile
from mlplatform.images.containerfile import Instruction, parse


def test_an_instruction_has_a_line_a_keyword_flags_and_a_value() -> None:
    text = (
        "# what it is\nARG BASE\nfrom ${BASE}\n\nRUN --mount=type=secret,id=x --mount=type=bind mkdir  /a\n"
    )
    assert parse(text) == [
        Instruction(2, "ARG", (), "BASE"),
        Instruction(3, "FROM", (), "${BASE}"),
        Instruction(5, "RUN", (("mount", "type=secret,id=x"), ("mount", "type=bind")), "mkdir /a"),
    ]


def test_a_line_goes_on_after_a_backslash_and_over_comments() -> None:
    assert parse("RUN mkdir /a && \\\n  # and then\n\n  rm /b\nUSER 0:0\n") == [
        Instruction(1, "RUN", (), "mkdir /a && rm /b"),
        Instruction(5, "USER", (), "0:0"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# syntax=docker/dockerfile:1\nARG BASE\n", "F:1: # syntax=docker/dockerfile:1: a directive changes how"),
        ("# escape=`\nARG BASE\n", "F:1: # escape=`: a directive changes how"),
        ("#CHECK=skip=all\n", "F:1: #CHECK=skip=all: a directive changes how"),
        ("ARG BASE\nRUN <<EOF\nmkdir /a\nEOF\n", "F:2: a heredoc; write a file and COPY it"),
        ("ARG BASE\nnonsense\n", "F:2: 'nonsense' is no instruction"),
        ("RUN mkdir /a \\\n", "F:1: ends in the middle of an instruction"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text, "F")
    assert str(caught.value).startswith(said)


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Containerfile: cannot be read"):
        containerfile.read(tmp_path / "Containerfile")
