"""Rejected inputs: all of a module's cases in one errored plan, each answered by ``checks[]``.

A module called with ``for_each`` over the cases still writes a plan when validations fail, and the
plan's JSON names each instance, its status and its message. So N refusals cost one plan, and the
accepted neighbour in the same plan proves that the rule does not refuse everything. Validations and
preconditions are planned apart: what a failed validation feeds is never reached.
"""

from __future__ import annotations

import functools
import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from harness.workspace import PROVIDER, environment, root_with, tools

TESTS = Path(__file__).resolve().parents[1] / "modules"
ACCEPTED = "accepted_neighbour"
Stage = Literal["validation", "precondition"]


class Reject(BaseModel):
    """One refused input: its name says what is refused, its message is the exact one."""

    model_config = ConfigDict(extra="forbid")
    name: str
    input: dict[str, Any]
    message: str
    stage: Stage = "validation"


class Rejects(BaseModel):
    """``tests/modules/<module>/rejects.yaml``."""

    model_config = ConfigDict(extra="forbid")
    accepts: dict[str, Any]
    rejects: list[Reject]


@dataclass(frozen=True)
class Outcome:
    """What the plan says of one case: every failed message, of validations and preconditions alike."""

    messages: tuple[str, ...]


@functools.cache
def load(module: str) -> Rejects:
    """The cases of a module, checked."""
    return Rejects.model_validate(yaml.safe_load((TESTS / module / "rejects.yaml").read_text()))


def parametrize(module: str) -> pytest.MarkDecorator:
    """One test per rejected input, named for what it refuses."""
    return pytest.mark.parametrize("case", load(module).rejects, ids=lambda case: case.name)


def assert_rejected(module: str, case: Reject) -> None:
    """The case fails with its exact message, and its neighbour in the same plan passes."""
    outcomes = _outcomes(module, case.stage)
    neighbour = outcomes.get(ACCEPTED, Outcome(()))
    assert not neighbour.messages, f"the accepted input of {module} is refused: {neighbour.messages}"
    found = outcomes.get(case.name, Outcome(())).messages
    assert case.message in found, (
        f"modules/{module} with {case.name}\n"
        f"  expected: {case.message}\n"
        f"  found:    {list(found) or 'accepted'}\n"
        f"  reproduce: make test-fast K='{module} and {case.name}'"
    )


@functools.cache
def _outcomes(module: str, stage: Stage) -> dict[str, Outcome]:
    """Outcomes of all cases of a stage. A rule that leans on a second variable is not judged, for any case,
    while that variable is refused in one: what nobody refused is planned again without those refused."""
    definition = load(module)
    waiting = {c.name: definition.accepts | c.input for c in definition.rejects if c.stage == stage}
    outcomes: dict[str, Outcome] = {}
    while waiting:
        found = _read(_plan(_root(module, {ACCEPTED: definition.accepts} | waiting)))
        refused = {name for name in waiting if found.get(name, Outcome(())).messages}
        outcomes |= found
        waiting = {name: case for name, case in waiting.items() if name not in refused} if refused else {}
    return outcomes


def _root(module: str, cases: dict[str, dict[str, Any]]) -> str:
    names = sorted({name for case in cases.values() for name in case})
    complete = {key: {name: case.get(name) for name in names} for key, case in cases.items()}
    root = {
        "locals": {"cases": _literal(complete)},
        "module": {
            "case": {
                "source": f"../../modules/{module}",
                "for_each": "${local.cases}",
                **{name: f"${{each.value.{name}}}" for name in names},
            }
        },
    }
    return json.dumps(root)


def _plan(main: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        root = root_with(Path(folder), {"provider.tf": PROVIDER, "main.tf.json": main})

        def terraform(*words: str) -> subprocess.CompletedProcess[str]:
            command = [str(tools().binary), *words]
            return subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True)

        for step in (("init", "-no-color"), ("plan", "-no-color", "-refresh=false", "-out=plan")):
            run = terraform(*step)
            if not (root / "plan").exists() and (step[0] == "plan" or run.returncode):
                raise AssertionError(f"terraform {step[0]}: {run.stdout}{run.stderr}")
        plan: dict[str, Any] = json.loads(terraform("show", "-json", "plan").stdout)
        return plan


def _read(plan: dict[str, Any]) -> dict[str, Outcome]:
    """Failed messages per case. Addresses look like ``module.case["name"].var.cidr``."""
    found: dict[str, list[str]] = {}
    for check in plan.get("checks", []):
        for instance in check.get("instances", []):
            address = instance["address"]["to_display"]
            key = address.split('module.case["', 1)[-1].split('"]', 1)[0]
            problems = [problem["message"].strip() for problem in instance.get("problems", [])]
            found.setdefault(key, []).extend(problems)
    return {key: Outcome(tuple(messages)) for key, messages in found.items()}


def _literal(value: Any) -> Any:
    """JSON syntax reads ``${`` and ``%{`` in strings as templates; cases mean them literally."""
    if isinstance(value, str):
        return value.replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, dict):
        return {key: _literal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_literal(item) for item in value]
    return value
