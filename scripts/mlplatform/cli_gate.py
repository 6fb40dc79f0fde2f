"""``mlp gate``: any plan in, every control answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mlplatform import console
from mlplatform.cli_local import JsonOption
from mlplatform.errors import BadInput, Findings
from mlplatform.gate import catalogue, examples, new_control, reports, run
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports import FORMATS, terminal
from mlplatform.gate.sweep import schema, table
from mlplatform.gate.templates import given as launched
from mlplatform.gate.templates import judging
from mlplatform.harness import tree
from mlplatform.harness.blame import Failure
from mlplatform.paths import REPOSITORY


class _PlansByDefault(TyperGroup):
    """``mlp gate PLAN`` is ``mlp gate plans PLAN``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["plans", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=_PlansByDefault,
    no_args_is_help=True,
    help="The policy gate: any plan or template in, every control answered.",
)


@app.command("try")
def try_command(
    controls: Annotated[list[str], typer.Argument(help="Ids of controls, such as SM-01.")],
) -> None:
    """Plan a control's examples and show what it answers beside what they expect."""
    wanted = [example for control in controls for example in examples.examples(catalogue.one(control))]
    wrong = 0
    for example, plan in zip(wanted, examples.plans(wanted, console.tell), strict=True):
        name = f"{example.control.id} {example.kind}"
        if isinstance(plan, Failure):
            console.out.print(f"{name}: cannot be planned: {plan}", markup=False)
            wrong += 1
            continue
        found = {result.address: result for result in examples.results(example, plan)}
        for address in sorted({*example.expected, *found}):
            wrong += _compared(name, address, example.expected.get(address), found.get(address))
    if wrong:
        raise Findings(f"{wrong} answers are not as expected")


def _compared(name: str, address: str, expected: str | None, result: Result | None) -> int:
    status = result.status if result else "no answer"
    reason = f": {result.reason}" if result and result.reason else ""
    same = status == expected
    console.out.print(
        f"{name}: {address}: {status}{reason}"
        + ("" if same else f"  <-- expected {expected or 'no answer'}"),
        markup=False,
        style="" if same else "red",
    )
    for line in result.path if result else ():
        console.out.print(f"    {line}", markup=False)
    return 0 if same else 1


@app.command("plans")
def plans_command(
    plans: Annotated[
        list[str],
        typer.Argument(help="JSON of plans, templates of CloudFormation: FILE or NAME=FILE, one or several."),
    ],
    form: Annotated[
        str, typer.Option("--format", help="text, json, sarif, junit, markdown or html.")
    ] = "text",
    output: Annotated[Path | None, typer.Option("--output", help="Write the report to this file.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--reports", help="Write the report in every form into this folder, too.")
    ] = None,
    base: Annotated[
        list[str] | None,
        typer.Option("--base", help="Plans to compare with: findings are then new or resolved."),
    ] = None,
    settings_file: Annotated[
        Path, typer.Option("--settings", help="What the bank says of itself.")
    ] = run.SETTINGS,
    exceptions_file: Annotated[
        Path, typer.Option("--exceptions", help="Findings that somebody answers for.")
    ] = run.EXCEPTIONS,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--parameters",
            help="What templates are launched with: FILE, or NAME=FILE for each environment.",
        ),
    ] = None,
    without_checkov: Annotated[
        bool,
        typer.Option("--without-checkov", help="Do not run checkov; the report says what is not answered."),
    ] = False,
) -> None:
    """Judge plans and templates: every control answered pass, fail or undecided. Exit 1 on findings.

    This is what `mlp gate PLAN` does: the word `plans` may be left out. A file that ends in .yaml, .yml or
    .template, or JSON with Resources, is a template of CloudFormation. It is judged in every way that its
    conditions and its parameters with a few allowed values may fall; what is known only at launch is
    undecided, unless --parameters says it.
    """
    if form not in {"text", *FORMATS}:
        raise BadInput(f'--format: is "{form}"; allowed: text, {", ".join(FORMATS)}')
    given = run.given(
        run.named(plans),
        settings_file,
        exceptions_file,
        run.named(base or []),
        not without_checkov,
        launched.launches(parameters or []),
    )
    report = run.run(given, console.tell)
    if folder:
        for path in reports.write(report, folder):
            console.tell(f"report: {path}")
    _show(report, form, output)
    if report.findings:
        raise Findings(f"{len(report.findings)} findings")


def _show(report: Report, form: str, output: Path | None) -> None:
    if form == "text" and output is None:
        for renderable in terminal.renderables(report):
            console.out.print(renderable)
        return
    text = terminal.text(report) if form == "text" else FORMATS[form](report)
    if output is None:
        console.out.print(text, markup=False, end="")
    else:
        output.write_text(text)
        console.tell(f"report: {output}")


@app.command("new-control")
def new_control_command(
    family: Annotated[str, typer.Argument(help="Family of the control, such as SM.")],
    statement: Annotated[str, typer.Option("--statement", help="What it asks, in one sentence.")],
    type: Annotated[str, typer.Option("--type", help="The type of resource that it concerns.")],
) -> None:
    """Hand out the next id of a family and write its folder; an id is never reused."""
    folder = new_control.make(family, statement, type)
    control = folder.name.replace("_", "-")
    console.out.print(f"{control}: {folder.relative_to(REPOSITORY)}; try it with: mlp gate try {control}")


@app.command("controls")
def controls_command(as_json: JsonOption = False) -> None:
    """List every control that the gate answers, and who answers it."""
    own = {control.id for control in catalogue.load()}
    rows = [
        {"control": id, "severity": w.severity, "by": _by(id, own), "statement": w.statement}
        for id, w in run.controls().items()
    ]
    if as_json:
        console.out.print(json.dumps(rows), markup=False)
        return
    for row in rows:
        line = f"{row['control']:<7} {row['severity']:<8} {row['by']:<7} {row['statement']}"
        console.out.print(line, markup=False)


def _by(control: str, own: set[str]) -> str:
    if control == judging.LINT:
        return "cfn-lint"
    return "gate" if control in own or control.startswith(("EXC-", "CFN-")) else "checkov"


@app.command("sweep")
def sweep_command(
    write: Annotated[
        bool, typer.Option("--write", help="Write the table of this machine's provider.")
    ] = False,
) -> None:
    """Compare the table of what takes a KMS key with the schema of the locked provider, or write it anew."""
    checkout = tree.checkout()
    found = schema.document(schema.provider_schema(checkout), schema.locked(checkout))
    stands = table.written(schema.TABLE)
    if write:
        schema.write()
    for type in sorted({*found["attributes"], *stands["attributes"]}):
        if found["attributes"].get(type) != stands["attributes"].get(type):
            console.out.print(f"{type}: review it in gate/sweep/reviewed.yaml", markup=False)
    if found != stands and not write:
        raise Findings(f"the table is not that of {found['provider']}; write it with: mlp gate sweep --write")
    console.out.print(
        f"{found['provider']}: {found['types']} types, {len(found['attributes'])} that take a key"
    )
