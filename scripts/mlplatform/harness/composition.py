"""Many cases as one root: each in a folder of its own, so that no name in one meets a name in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mlplatform import hcl
from mlplatform.harness.blame import Attempt
from mlplatform.harness.definitions import Case
from mlplatform.harness.slices import slice_of
from mlplatform.harness.terraform_run import NO_PROVIDER, Diagnostic, copy_module, plan, workspace
from mlplatform.harness.tree import Tree

Raw = dict[str, Any]


def key(case: Case) -> str:
    """The name of a case's call in the composed root."""
    return f"{case.module}__{case.name}"


def plan_together(
    tree: Tree, cases: Mapping[str, Case], provider: Mapping[str, str] = NO_PROVIDER
) -> Attempt[Raw]:
    """Plan cases in one root; the plan of each reads as if it had been planned alone."""
    with workspace(_files(tree, cases)) as folder:
        for name in tree.closure([case.text for case in cases.values()]):
            copy_module(tree.modules / name, folder / "modules" / name)
        planned = plan(folder / "root", provider=provider)
    if planned.plan is None or planned.plan.get("errored"):
        return Attempt(None, planned.diagnostics)
    return Attempt({name: slice_of(planned.plan, name) for name in cases})


def suspected(tree: Tree, cases: Mapping[str, Case], diagnostic: Diagnostic) -> set[str]:
    """The cases that an error can speak of: the one it names, else all that use the module it is in."""
    parts = Path(diagnostic.file).parts
    if diagnostic.address.startswith("module."):
        return {diagnostic.address.split(".")[1]} & set(cases)
    if parts[:2] == ("..", "cases"):
        return {parts[2]} & set(cases)
    if parts[:2] == ("..", "modules"):
        return {name for name, case in cases.items() if parts[2] in tree.closure([case.text])}
    return set()


def _files(tree: Tree, cases: Mapping[str, Case]) -> dict[str, str]:
    files = tree.head() | {"root/main.tf": "\n".join(_calls(cases))}
    for name, case in cases.items():
        files[f"cases/{name}/main.tf"] = case.text
        files[f"cases/{name}/outputs.tf"] = _outputs(case)
    return files


def _calls(cases: Iterable[str]) -> list[str]:
    # Sensitive, because a module's outputs may be: Terraform shows them in the plan's JSON all the same.
    return [
        f'module "{name}" {{\n  source = "../cases/{name}"\n}}\n'
        f'output "{name}" {{\n  value     = module.{name}\n  sensitive = true\n}}\n'
        for name in cases
    ]


def _outputs(case: Case) -> str:
    """Every module's outputs handed out under the name of its call, where the case has no such output."""
    written = hcl.parse(case.text, case.path)
    own = {block.labels[0] for block in written if block.kind == "output"}
    calls = [block.labels[0] for block in written if block.kind == "module"]
    return "".join(
        f'output "{name}" {{\n  value     = module.{name}\n  sensitive = true\n}}\n'
        for name in calls
        if name not in own
    )
