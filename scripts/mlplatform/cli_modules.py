"""``mlp test``, ``mlp inventory`` and ``mlp docs``: what is said of the modules, shown and written."""

from __future__ import annotations

import json
import subprocess
from typing import Annotated

import typer

from mlplatform import console, docs
from mlplatform.cli_local import JsonOption
from mlplatform.errors import BadInput, Findings, PlatformError
from mlplatform.harness import definitions, inventory_writing, selection, tree, watch
from mlplatform.harness.blame import Failure
from mlplatform.harness.planner import Planner
from mlplatform.paths import REPOSITORY
from mlplatform.plan.reader import Plan

app = typer.Typer()


@app.command("test")
def run_tests(
    chosen: Annotated[
        str, typer.Option("-k", help="Only tests whose names match, as pytest understands.")
    ] = "",
    modules: Annotated[
        list[str] | None, typer.Option("--module", help="Only tests of this module; may be said repeatedly.")
    ] = None,
    stay: Annotated[
        bool, typer.Option("--watch", help="Stay, and test a module again whenever something in it changes.")
    ] = False,
) -> None:
    """Run the tests of the modules: what has not changed is not planned again."""
    checkout = tree.checkout()
    wanted = selection.known(checkout, modules or [])
    if stay:
        return watch.watch(checkout, wanted, chosen, console.tell)
    words = selection.command(checkout, wanted, chosen)
    raise typer.Exit(min(subprocess.run(words, cwd=REPOSITORY).returncode, 1))


@app.command("inventory")
def inventory_command(
    module: Annotated[str, typer.Argument(help="A folder of modules/.")],
    name: Annotated[str, typer.Argument(help="An example of its README, or a case of its cases.yaml.")],
) -> None:
    """Write what a case's inventory says anew from its plan, or a first inventory where there is none."""
    planner = Planner(tree.checkout(), tell=console.tell)
    if module not in planner.tree.names():
        raise BadInput(f'MODULE: is "{module}"; allowed: {", ".join(planner.tree.names())}')
    known = [case.name for case in definitions.cases(module, planner.tree)]
    if name not in known:
        raise BadInput(f'NAME: is "{name}"; allowed: {", ".join(known)}')
    raw = planner.plan_of(module, name)
    if isinstance(raw, Failure):
        raise PlatformError(f"{module}/{name} cannot be planned: {raw}")
    path = planner.tree.tests / module / "inventory" / f"{name}.yaml"
    stood = path.is_file()
    text = (
        inventory_writing.rewritten(path, Plan(raw))
        if stood
        else inventory_writing.first(Plan(raw), f"{module}/{name}")
    )
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    hint = "" if stood else f"; name it where the case is: inventory={path.name}"
    console.out.print(f"{path.relative_to(REPOSITORY)}: written{hint}", markup=False)


@app.command("docs")
def docs_command(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 on what is out of order.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the tables in the modules' READMEs and docs/controls.md from the code, or check them."""
    if not check:
        changed = [str(path.relative_to(REPOSITORY)) for path in docs.write()]
        console.out.print(
            json.dumps(changed) if as_json else "\n".join(changed) or "nothing to change", markup=False
        )
        return
    found = docs.check()
    if as_json:
        console.out.print(json.dumps([str(finding) for finding in found]), markup=False)
    for finding in [] if as_json else found:
        console.out.print(str(finding), markup=False)
    if found:
        raise Findings(f"{len(found)} things are out of order; stale tables are mended with: make docs")
