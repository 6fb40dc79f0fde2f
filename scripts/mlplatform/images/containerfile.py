"""A Containerfile as instructions: all that the bank's images need, and an error for what they do not.

No library is used: what could mean two things (another frontend, another escape, a heredoc) is refused here:
stricter than a parser can be that has to take every file there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mlplatform.errors import BadInput

_INSTRUCTION = re.compile(r"\s*(?P<keyword>[A-Za-z]+)\s+(?P<rest>\S.*)", re.DOTALL)
_DIRECTIVE = re.compile(r"#\s*(syntax|escape|check)\s*=", re.IGNORECASE)
_FLAG = re.compile(r"--(?P<name>[a-z]+)(=(?P<value>\S*))?(\s+|$)")


@dataclass(frozen=True)
class Instruction:
    """One instruction: where it begins, its keyword in capitals, its flags and the rest."""

    line: int
    keyword: str
    flags: tuple[tuple[str, str], ...]  # ("mount", "type=secret,id=x"), in their order
    value: str


def read(path: Path) -> list[Instruction]:
    """The instructions of a file."""
    try:
        return parse(path.read_text(), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from error


def parse(text: str, where: str = "Containerfile") -> list[Instruction]:
    """The instructions of a text; ``where`` is named in errors."""
    found: list[Instruction] = []
    parts: list[str] = []
    begun = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if unseen := next((one for one in line if not one.isprintable() and one != "\t"), ""):
            # Readers do not agree where a line ends, or a word: what is a comment here may run there.
            raise BadInput(f"{where}:{number}: holds the character {unseen!r}; allowed: what can be seen")
        bare = line.strip()
        if _DIRECTIVE.match(bare):
            raise BadInput(
                f"{where}:{number}: {bare}: a directive changes how the file is read; leave it out"
            )
        if not bare or bare.startswith("#"):
            continue  # a comment, also between the lines of one instruction
        begun = begun or number
        if line.rstrip().endswith("\\"):
            parts.append(line.rstrip()[:-1])
            continue
        found.append(_instruction("".join([*parts, line]), begun, where))  # as builders join them
        parts, begun = [], 0
    if parts:
        raise BadInput(f"{where}:{begun}: ends in the middle of an instruction")
    return found


def _instruction(text: str, line: int, where: str) -> Instruction:
    found = _INSTRUCTION.fullmatch(text)
    if not found:
        raise BadInput(f"{where}:{line}: {text.strip()!r} is no instruction")
    if "<<" in text:
        raise BadInput(f"{where}:{line}: a heredoc; write a file and COPY it")
    if "\\" in text:
        raise BadInput(
            f"{where}:{line}: a backslash within a line; builders and shells read it each their way"
        )
    rest, flags = found["rest"].strip(), []
    while flag := _FLAG.match(rest):
        flags.append((flag["name"], flag["value"] or ""))
        rest = rest[flag.end() :]
    return Instruction(line, found["keyword"].upper(), tuple(flags), " ".join(rest.split()))
