"""Containerfiles that say one thing to a reader and another to whoever builds them: each is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from images.test_rules import GOOD, changed, found
from mlplatform.errors import BadInput
from mlplatform.images import containerfile, definition


def with_line(line: str) -> str:
    """Our own text with a line before the user is changed."""
    return GOOD.replace("USER 1000:100\n", f"{line}\nUSER 1000:100\n", 1)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_what_only_some_take_for_the_end_of_a_line_is_refused(end: str) -> None:
    # Python ends the line there, and takes the rest for a comment; a shell runs the rest.
    with pytest.raises(BadInput, match=r"holds the character .*; allowed: what can be seen"):
        found(with_line(f"RUN chmod 0755 /opt{end}# && mkdir /opt/whatever"))


def test_a_word_may_go_on_over_the_end_of_a_line() -> None:
    said = found(with_line("ENV PYTHON\\\nPATH=/opt/others"))
    assert said == ["ENV PYTHONPATH: steers where programs go to fetch, or what they load"]


def test_a_backslash_within_a_line_is_refused() -> None:
    # A shell ends the first word at the second quote, and a builder at the third.
    with pytest.raises(BadInput, match="a backslash within a line"):
        found(with_line("ENV A='\\' B=' LD_PRELOAD=/opt/x.so #''"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ENV ${A}PRELOAD=/x", "ENV ${A}PRELOAD=/x: write NAME=VALUE, with a name that nothing fills in"),
        ("ENV A=1 B", "ENV B: write NAME=VALUE"),
        ("ENV LOCK_SHA256=abc", "ENV LOCK_SHA256: takes the place of the argument"),
        ("ENV XDG_CONFIG_DIRS=/opt", "ENV XDG_CONFIG_DIRS: steers where programs go"),
        ("ENV BASH_ENV=/opt/x", "ENV BASH_ENV: steers where programs go"),
        ("ENV PYTHONWARNINGS=error", "ENV PYTHONWARNINGS: steers where programs go"),
        ('COPY ["../secret", "/x"]', 'COPY ["../secret", "/x"]: write it as a line'),
        ('COPY ["/x","/y"]', 'COPY ["/x","/y"]: write it as a line'),
        ("COPY train /etc/pip.conf", "COPY /etc/pip.conf: would steer where pip fetches"),
        ("COPY --chmod=4755 train /x", "COPY --chmod=4755: allowed: three digits, such as 0755"),
        ("COPY --chmod=u+s train /x", "COPY --chmod=u+s: allowed: three digits"),
        ("RUN chmod 4755 /bin/sh", "RUN chmod 4755 /bin/sh: whoever runs such a file has the rights"),
        ("RUN mkdir /x && chmod -R g=rx,u+xs /x", "RUN chmod -R g=rx,u+xs /x: whoever runs such a file"),
        ("LABEL lock.sha256=abc", "it has no label lock.sha256=${LOCK_SHA256}"),
    ],
)
def test_another_way_to_say_what_is_not_allowed_is_found(line: str, said: str) -> None:
    (one,) = found(with_line(line))
    assert one.startswith(said)


def test_labels_are_of_what_they_say() -> None:
    said = changed('lock.sha256="${LOCK_SHA256}"', 'lock.sha256="${BASE}"')
    assert said == ["it has no label lock.sha256=${LOCK_SHA256}, which tells what it was made of"]


def test_python_may_be_told_how_to_write_and_a_folder_may_be_shared() -> None:
    assert (
        found(with_line("ENV PYTHONUNBUFFERED=1 PYTHONHASHSEED=0\nRUN chmod 0755 /opt && chmod g+w /opt"))
        == []
    )


def test_a_comment_between_the_lines_of_an_instruction_is_none_of_it() -> None:
    (_, one) = containerfile.parse("ARG BASE\nRUN mkdir /x && \\\n  # not this\n\n  rm /y\n")
    assert one.value == "mkdir /x && rm /y"


@pytest.mark.parametrize(
    "said", [b"\xff\xfe", b"", b"sha256:" + b"a" * 63, b"sha256:" + b"a" * 64 + b"\nmore"]
)
def test_garbage_for_a_digest_is_said_in_one_line(tmp_path: Path, said: bytes) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "image.yaml").write_text("purpose: For somebody to try\npython: '3.11'\nmirror: another\n")
    (folder / "digest").write_bytes(said)
    with pytest.raises(BadInput, match="digest") as refused:
        _ = definition.one("one", tmp_path).digest
    assert "\n" not in str(refused.value)
