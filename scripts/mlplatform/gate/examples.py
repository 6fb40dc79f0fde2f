"""The examples of a control, planned; ``good.tf``, ``bad.tf`` and ``unknown.tf`` say what is to come out.

The first lines of an example name, for each answer, the exact addresses: ``# fail: aws_kms_key.this``. Many
examples are planned in one root, each in a folder of its own, and kept until their text changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.gate.answers import Status
from mlplatform.gate.catalogue import EXAMPLES, Control
from mlplatform.gate.judge import Result, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.settings import read as read_settings
from mlplatform.gate.world import World
from mlplatform.harness import composition, tree
from mlplatform.harness.blame import Blame, Failure
from mlplatform.harness.definitions import Case, Expectation
from mlplatform.harness.store import Store
from mlplatform.harness.terraform_run import Diagnostic, tools
from mlplatform.paths import work_folder
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
    store = Store(work_folder() / "plans")
    names = [_name(example) for example in wanted]
    if not all(map(store.has, names)):
        with store.lock():
            missing = {n: e for n, e in zip(names, wanted, strict=True) if not store.has(n)}
            if missing:
                tell(f"planning {len(missing)} examples")
                _plan(missing, store)
    return [_kept(store, name, example) for name, example in zip(names, wanted, strict=True)]


def results(example: Example, plan: Plan) -> list[Result]:
    """What the control answers over its example."""
    return list(judge(World([plan], settings(example.control)), [example.control]).results)


def settings(control: Control) -> Settings:
    """What a control's examples are judged with: ``settings.yaml`` beside them, if there is one."""
    path = control.folder / "settings.yaml"
    return read_settings(path) if path.is_file() else Settings.unsaid()


def _kept(store: Store, name: str, example: Example) -> Plan | Failure:
    kept = store.get(name) or {}
    if "failure" in kept:
        return Failure(tuple(Diagnostic(**diagnostic) for diagnostic in kept["failure"]))
    return Plan(kept["answer"], str(example.path.name))


def _plan(missing: Mapping[str, Example], store: Store) -> None:
    root = tree.checkout()
    names = {composition.key(example.case): name for name, example in missing.items()}
    cases = {composition.key(example.case): example.case for example in missing.values()}
    blame: Blame[dict[str, Any]] = Blame(
        lambda keys: composition.plan_together(root, {key: cases[key] for key in keys}),
        lambda diagnostic: composition.suspected(root, cases, diagnostic),
    )
    for key, answer in blame.settle(cases).items():
        failure = isinstance(answer, Failure)
        said = [asdict(d) for d in answer.diagnostics] if isinstance(answer, Failure) else answer
        store.put(names[key], {"failure" if failure else "answer": said})


def _name(example: Example) -> str:
    parts = ("gate", tools().version, tree.checkout().lock, example.case.text, composition.key(example.case))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
