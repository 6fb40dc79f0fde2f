"""The ``mlp`` command: parses, calls, prints.

Exit codes: 0 holds, 1 findings, 2 bad input or usage, 3 a tool is missing or too old.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from rich.logging import RichHandler

from mlplatform import aws, cli_bench, cli_ci, cli_gate, cli_local, cli_modules, console, demo
from mlplatform.cli_local import JsonOption, show_how_to_talk
from mlplatform.errors import BadInput, PlatformError
from mlplatform.paths import ENVIRONMENTS
from mlplatform.terraform import bootstrap as state_bucket
from mlplatform.terraform import recovery, run, toolchain
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A bank's machine-learning platform on AWS, from a page of YAML to a private Studio.",
)
use_case = typer.Typer(no_args_is_help=True, help="Use cases: the pages of YAML in environments/use_cases.")
app.add_typer(cli_gate.app, name="gate")
app.add_typer(cli_ci.app, name="ci")
app.add_typer(cli_local.app, name="local")
app.registered_commands += cli_modules.app.registered_commands + cli_bench.app.registered_commands
app.add_typer(use_case, name="use-case")

# typer carries its own copy of click, and does not name its usage error.
UsageError: Any = typer.BadParameter.__mro__[1]

EnvironmentOption = Annotated[str, typer.Option("--env", help="Root to work on: a folder of environments/.")]
UseCaseOption = Annotated[str, typer.Option("--use-case", help="Use case: a file of environments/use_cases.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask, even in a terminal.")]


@app.command("demo")
def demo_command(as_json: JsonOption = False) -> None:
    """Apply everything to an embedded AWS, plan again, and show what stands. KEEP=1 leaves it up."""
    keep = os.environ.get("KEEP", "") not in ("", "0")
    watchers = console.Watchers()
    try:
        report = demo.demonstrate(console.tell, watchers, keep)
    finally:
        watchers.stop()
    if as_json:
        console.out.print(demo.report_file().read_text(), markup=False)
        return
    console.show_report(report)
    if keep:
        show_how_to_talk(report.endpoint_url)


@app.command("bootstrap")
def bootstrap_command() -> None:
    """Make the state bucket and its key in the shared account. Safe to run twice."""
    platform = load.platform()
    made = state_bucket.bootstrap(platform, aws.pointed_at())
    console.out.print(
        f"{platform.state_bucket}: {'made' if made else 'stood already'}, protection as it should be"
    )


@app.command("plan")
def plan_command(env: EnvironmentOption, use_case: UseCaseOption, as_json: JsonOption = False) -> None:
    """Plan one root for one use case, and write the plan's JSON for the gate."""
    root = _root(env, use_case)
    root.init()
    watchers = console.Watchers()
    try:
        planned = run.plan(root, watchers(f"{root.name}: plan"), lock=False)
    finally:
        watchers.stop()
    target = root.work / "plan.json"
    target.write_text(json.dumps(run.show_plan(root)))
    if as_json:
        console.out.print(json.dumps({"root": root.name, "changes": planned.changes, "plan": str(target)}))
        return
    console.out.print(root.run("show", str(root.work / "plan")).stdout, markup=False)
    console.out.print(f"plan JSON: {target}")


@app.command("apply")
def apply_command(
    env: EnvironmentOption,
    use_case: UseCaseOption,
    yes: YesOption = False,
    gated: Annotated[
        bool, typer.Option("--gate", help="Judge the plan first; apply nothing where there is a finding.")
    ] = False,
) -> None:
    """Apply one root for one use case; carries on where a killed run stopped. Asks in a terminal."""
    root = _root(env, use_case)
    _confirm(f"apply {root.name} to {_where(root)}", yes)
    root.init()
    watchers = console.Watchers()
    try:
        done = recovery.plan_and_apply(root, watchers, console.tell, judge=_gate if gated else None)
        if gated and done.applied:
            run.plan(root, watchers(f"{root.name}: plan of what stands now"), lock=False)
            _gate(root, "stands with")
    finally:
        watchers.stop()
    console.out.print(f"{root.name}: {_counted(done.changes)}")


@app.command("destroy")
def destroy_command(env: EnvironmentOption, use_case: UseCaseOption, yes: YesOption = False) -> None:
    """Take one root of one use case away. Asks in a terminal."""
    root = _root(env, use_case)
    _confirm(f"destroy {root.name} in {_where(root)}", yes)
    root.init()
    watchers = console.Watchers()
    try:
        done = recovery.plan_and_apply(root, watchers, console.tell, destroy=True)
    finally:
        watchers.stop()
    console.out.print(f"{root.name}: {_counted(done.changes)}")


@app.command("doctor")
def doctor_command() -> None:
    """Say which Terraform and which source of the provider would be used."""
    tools = toolchain.find()
    console.out.print(f"Terraform {tools.version} ({tools.binary}), provider from {tools.provider_source}")


@app.command("terraform", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def terraform_command(context: typer.Context) -> None:
    """Run the Terraform that mlp would run, with the rest of the line as its words."""
    tools = toolchain.find()
    os.execve(tools.binary, [str(tools.binary), *context.args], tools.environment())  # noqa: S606


@use_case.command("validate")
def use_case_validate(
    name: Annotated[str | None, typer.Argument(help="One use case; all when left out.")] = None,
) -> None:
    """Check use cases against the schema and against one another."""
    for each in [name] if name else load.names():
        load.use_case(each)
        console.out.print(f"{each}: holds")


def _root(environment: str, name: str) -> Root:
    known = sorted(path.parent.name for path in ENVIRONMENTS.glob("*/main.tf"))
    if environment not in known:
        raise BadInput(f'--env: is "{environment}"; allowed: {", ".join(known)}')
    load.use_case(name)
    return Root(environment, name, load.platform(), toolchain.find(), aws.pointed_at())


def _gate(root: Root, outcome: str = "not applied:") -> None:
    """Judge the plan that has just been made; ``Findings`` keeps it from being applied."""
    target = root.work / "plan.json"
    target.write_text(json.dumps(run.show_plan(root)))
    cli_gate.judge_one(root.name, target, outcome)


def _where(root: Root) -> str:
    return f"the embedded AWS at {root.aws.set['HTTP_PROXY']}" if root.aws else "AWS"


def _confirm(what: str, yes: bool) -> None:
    # Without a terminal nobody can answer: a pipeline that runs this has its own approval before it.
    if not yes and sys.stdin.isatty() and not typer.confirm(f"{what}?"):
        raise BadInput(f"{what}: not confirmed, nothing changed")


def _counted(changes: dict[str, int]) -> str:
    said = {"add": "added", "change": "changed", "remove": "removed", "import": "taken over"}
    return ", ".join(f"{changes[k]} {word}" for k, word in said.items() if changes.get(k)) or "no change"


def main() -> None:
    """Run ``mlp``; every error a person can act on is one line on stderr."""
    handler = RichHandler(console=console.err, show_time=False, show_path=False, show_level=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except PlatformError as error:
        for detail in getattr(error, "details", []):
            console.err.print(f"  {detail}", markup=False, style="dim")
        _end(str(error), error.exit_code)
    except NoCredentialsError:
        _end("no AWS credentials; sign in, or set AWS_ENDPOINT_URL as `mlp local up` says", 2)
    except (BotoCoreError, ClientError) as error:
        _end(f"AWS: {error}", 1)
    except (typer.Abort, KeyboardInterrupt):
        _end("stopped; run the command again to carry on", 130)
    except UsageError as error:
        _end(f"{error.format_message().rstrip('.')}; see mlp --help", 2)


def _end(message: str, code: int) -> NoReturn:
    console.err.print(f"mlp: {message}", markup=False, style="red")
    sys.exit(code)


if __name__ == "__main__":
    main()
