"""The examples of a control; ``good.tf``, ``bad.tf`` and ``unknown.tf`` say what is to come out.

The first lines of an example name, for each answer, the exact addresses: ``# fail: aws_kms_key.this``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mlplatform.errors import BadInput
from mlplatform.gate import planning
from mlplatform.gate.answers import Status
from mlplatform.gate.catalogue import EXAMPLES, Control
from mlplatform.gate.judge import Result, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.settings import read as read_settings
from mlplatform.gate.world import World
from mlplatform.harness.blame import Failure
from mlplatform.harness.definitions import Case, Expectation
from mlplatform.plan.reader import Plan

_EXPECTED = re.compile(r"^# (pass|fail|undecided): (.*)$", re.MULTILINE)
_ADDRESS = re.compile(r'(?:[^\s,"\[]|\["(?:[^"\\]|\\.)*"\]|\[\d+\])+')


@dataclass(frozen=True)
class Example:
    """One example of a control: its text, and what it says is to come out for each address."""

    control: Control
    kind: str
    text: str
    expected: Mapping[str, Status]

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.control.folder / f"{self.kind}.tf"

    @property
    def case(self) -> Case:
        """It as a case of the harness."""
        plain = _EXPECTED.sub("", self.text)  # what is expected changes no plan
        return Case(
            self.control.folder.name, self.kind, plain, Expectation(modules=0, resources=0), self.path, 1
        )


def examples(control: Control) -> list[Example]:
    """The three examples of a control."""
    return [_example(control, kind) for kind in EXAMPLES if (control.folder / f"{kind}.tf").is_file()]


def _example(control: Control, kind: str) -> Example:
    path = control.folder / f"{kind}.tf"
    text = path.read_text()
    expected: dict[str, Status] = {}
    for status, addresses in _EXPECTED.findall(text):
        expected |= dict.fromkeys(_ADDRESS.findall(addresses), status)
    if not expected:
        raise BadInput(f"{path}: names no address; begin it with a line such as: # fail: aws_kms_key.this")
    return Example(control, kind, text, expected)


def plans(wanted: Sequence[Example], tell: Callable[[str], None] = lambda _: None) -> list[Plan | Failure]:
    """The plans of examples, in their order; those not kept are planned together."""
    return planning.plans([example.case for example in wanted], tell)


def results(example: Example, plan: Plan) -> list[Result]:
    """What the control answers over its example."""
    return list(judge(World([plan], settings(example.control)), [example.control]).results)


def settings(control: Control) -> Settings:
    """What a control's examples are judged with: ``settings.yaml`` beside them, if there is one."""
    path = control.folder / "settings.yaml"
    return read_settings(path) if path.is_file() else Settings.unsaid()
