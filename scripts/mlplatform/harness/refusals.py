"""Refused inputs: one errored plan answers all of them, each under a call of its own.

Inputs come through a root variable. Terraform knows none while it validates, so a wrong one is found in the
plan, which is written all the same; its ``checks`` name every instance, its status and its message.
Each case is a call of its own, for within one call a refused variable silences, for every instance, the rules
that lean on it (docs/traps.md).

Most rules need none of a module's resources and are judged on its extract (``extract.py``): no provider is
started, and each module has a root of its own, because Terraform's graph grows worse than linearly
(docs/traps.md). The others are judged on the whole module, all modules in one root; of resources, only those
with a condition and what they need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlplatform.harness.blame import Attempt
from mlplatform.harness.definitions import Reject, Rejects
from mlplatform.harness.extract import extract
from mlplatform.harness.rules import Rule, of_message
from mlplatform.harness.terraform_run import NO_PROVIDER, Diagnostic, Planned, copy_module, plan, workspace
from mlplatform.harness.tree import Tree

ACCEPTED = "accepted_neighbour"
Messages = dict[str, list[str]]
"""Case => every message with which it is refused."""


@dataclass(frozen=True)
class Batch:
    """The refused inputs of one module that are judged in the same way."""

    module: str
    whole: bool  # on the whole module, not on its extract
    inputs: Mapping[str, Mapping[str, Any]]
    targets: tuple[str, ...] = ()  # the resources whose conditions are judged; all where it is empty

    @property
    def key(self) -> str:
        """The name of the batch in a composed root."""
        return f"{self.module}__{'whole' if self.whole else 'extract'}"


def batches(tree: Tree, module: str, rejects: Rejects, rules: list[Rule]) -> list[Batch]:
    """The cases of a module by how they are judged; the accepted neighbour goes with each."""
    judge = extract(tree, module)
    light = [case for case in rejects.rejects if all(map(judge.judges, of_message(case.message, rules)))]
    whole = [case for case in rejects.rejects if case not in light]
    found = []
    for heavy, cases in ((False, light), (True, whole)):
        if cases:
            inputs = {ACCEPTED: rejects.accepts} | {c.name: rejects.inputs(c) for c in cases}
            found.append(Batch(module, heavy, inputs, _targets(cases, rules) if heavy else ()))
    return found


def _targets(cases: list[Reject], rules: list[Rule]) -> tuple[str, ...]:
    owners = [rule.owner.split(" ") for case in cases for rule in of_message(case.message, rules)]
    if any(owner[0] != "resource" for owner in owners):
        return ()
    return tuple(sorted({f"{kind}.{name}" for _, kind, name in owners}))


def judge_extract(tree: Tree, batch: Batch) -> Attempt[Messages]:
    """Judge a batch on the extract of its module."""
    files = {f"modules/{batch.module}/main.tf": extract(tree, batch.module).text}
    with workspace(root_of({batch.key: batch}) | files) as folder:
        return _judged(plan(folder / "root"), {batch.key: batch})


def judge_whole(
    tree: Tree, wanted: Mapping[str, Batch], provider: Mapping[str, str] = NO_PROVIDER
) -> Attempt[Messages]:
    """Judge batches on their modules, in one root."""
    with workspace(root_of(wanted) | tree.head()) as folder:
        for name in tree.closure([_calls(wanted)]):
            copy_module(tree.modules / name, folder / "modules" / name)
        return _judged(plan(folder / "root", _addresses(wanted), provider), wanted)


def _addresses(wanted: Mapping[str, Batch]) -> list[str]:
    if not all(batch.targets for batch in wanted.values()):
        return []
    return [
        f"module.{key}__{case}.{target}"
        for key, batch in wanted.items()
        for case in batch.inputs
        for target in batch.targets
    ]


def _judged(planned: Planned, wanted: Mapping[str, Batch]) -> Attempt[Messages]:
    if planned.plan is None:
        return Attempt(None, planned.diagnostics)
    found = messages_of(planned.plan)
    strange = [d for d in planned.diagnostics if not _is_refusal(d, found)]
    if strange:
        return Attempt(None, tuple(strange))
    return Attempt(
        {key: {case: found.get(f"{key}__{case}", []) for case in b.inputs} for key, b in wanted.items()}
    )


def suspected(tree: Tree, batches: Mapping[str, Batch], diagnostic: Diagnostic) -> set[str]:
    """The batches that an error can speak of."""
    for name in re.findall(r"^module\.(\w+)|^\.\./modules/([^/]+)/", diagnostic.address or diagnostic.file):
        call, module = name
        return {
            key
            for key, batch in batches.items()
            if call.startswith(f"{key}__") or (module and module in closure(tree, batch))
        }
    return set()


def closure(tree: Tree, batch: Batch) -> set[str]:
    """The modules that a batch is judged on."""
    return tree.closure([f'  source = "../modules/{batch.module}"'])


def root_of(wanted: Mapping[str, Batch]) -> dict[str, str]:
    """The files of a root that calls the module of each batch with each of its inputs."""
    return {"root/cases.tf.json": _inputs(wanted), "root/main.tf": _calls(wanted)}


def _inputs(wanted: Mapping[str, Batch]) -> str:
    """One variable for each case. A default in JSON is taken as it stands, templates in strings included."""
    every = {f"{key}__{case}": inputs for key, b in wanted.items() for case, inputs in b.inputs.items()}
    return json.dumps({"variable": {name: {"type": "any", "default": i} for name, i in every.items()}})


def _calls(wanted: Mapping[str, Batch]) -> str:
    calls = []
    for key, batch in wanted.items():
        for case, inputs in batch.inputs.items():
            name = f"{key}__{case}"
            lines = "".join(f"  {given} = var.{name}.{given}\n" for given in inputs)
            calls.append(f'module "{name}" {{\n  source = "../modules/{batch.module}"\n{lines}}}\n')
    return "\n".join(calls)


def messages_of(plan: Mapping[str, Any]) -> Messages:
    """Call => the messages of all its checks that failed."""
    found: Messages = {}
    for check in plan.get("checks", []):
        for instance in check.get("instances", []):
            call = instance["address"]["to_display"].split(".")[1]
            problems = [problem["message"].strip() for problem in instance.get("problems", [])]
            found.setdefault(call, []).extend(problems)
    return found


def _is_refusal(diagnostic: Diagnostic, found: Messages) -> bool:
    """Whether an error is a message that the plan's checks hold too; any other is a mistake somewhere."""
    said = " ".join(diagnostic.detail.split())
    return any(
        said.startswith(" ".join(message.split())) for messages in found.values() for message in messages
    )
