"""The folder of a new control, under the next id of its family."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from mlplatform.errors import BadInput
from mlplatform.gate.catalogue import CONTROLS, EXAMPLES

LEDGER = "handed_out.yaml"

_CONTROL = """\
id: {id}
statement: {statement}
why: >-

severity: medium
references: {{}}
remedy:
"""
_CHECK = '''\
"""{id}: {statement}"""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import present
from mlplatform.gate.world import Subject

CONCERNS = ("{type}",)


def check(subject: Subject) -> Answers:
    yield present(subject, "tags")
'''


def highest(controls: Path = CONTROLS) -> dict[str, int]:
    """Family => the highest number handed out."""
    found: dict[str, int] = yaml.safe_load((controls / LEDGER).read_text())
    return found


def make(family: str, statement: str, type: str, controls: Path = CONTROLS) -> Path:
    """Hand out the next id and write its folder. The tests say what is still to be written."""
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,3}", family):
        raise BadInput(f'FAMILY: is "{family}"; allowed: 2 to 4 capital letters and digits, a letter first')
    if not re.fullmatch(r"[A-Z`][^\n]*\.", statement):
        raise BadInput(f'--statement: is "{statement}"; allowed: a sentence, with a capital and a full stop')
    if not re.fullmatch(r"[a-z][a-z0-9_]+", type):
        raise BadInput(f'--type: is "{type}"; allowed: a type of resource, such as aws_s3_bucket')
    number = highest(controls).get(family, 0) + 1
    if number > 99:
        raise BadInput(f"{family}: has no number left below 100; begin another family")
    folder = controls / f"{family}_{number:02d}"
    _write(folder, f"{family}-{number:02d}", statement, type)
    _note(controls, family, number)
    return folder


def _write(folder: Path, control: str, statement: str, type: str) -> None:
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    quoted = yaml.safe_dump(statement, width=10_000).strip().removesuffix("\n...")
    (folder / "control.yaml").write_text(_CONTROL.format(id=control, statement=quoted))
    (folder / "check.py").write_text(_CHECK.format(id=control, statement=statement, type=type))
    for kind in EXAMPLES:
        (folder / f"{kind}.tf").write_text("")


def _note(controls: Path, family: str, number: int) -> None:
    text = (controls / LEDGER).read_text()
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    numbers = highest(controls) | {family: number}
    (controls / LEDGER).write_text(head + yaml.safe_dump(numbers))
