"""``mlp use-case``: the life of a use case, from a page of YAML to what is kept when it has ended."""

from __future__ import annotations

from typing import Annotated

import typer

from mlplatform import aws, cli_decommission, cli_fleet, cli_new_use_case, console
from mlplatform.cli_fleet import DriftOption, GateOption, ParallelOption, YesOption
from mlplatform.cli_local import JsonOption
from mlplatform.terraform import fleet, readiness, roots, toolchain
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

app = typer.Typer(
    no_args_is_help=True, help="Use cases: written, checked, applied, looked at and taken down."
)

app.registered_commands += cli_new_use_case.app.registered_commands

NameArgument = Annotated[str, typer.Argument(help="Name of the use case.")]


@app.command("check")
def check_command(
    name: Annotated[str | None, typer.Argument(help="One use case; all when left out.")] = None,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Also ask AWS whether each account is the one that is named.")
    ] = False,
) -> None:
    """Check use cases against the schema and against one another; with --accounts also against AWS."""
    for each in [name] if name else load.names():
        load.use_case(each)
        if accounts:
            readiness.check_accounts(_roots(each))
        console.out.print(f"{each}: holds", markup=False)


@app.command("plan")
def plan_command(
    name: NameArgument, parallel: ParallelOption = fleet.PARALLEL, as_json: JsonOption = False
) -> None:
    """Plan dev, test and prod, and write each plan's JSON for the gate."""
    cli_fleet.plan(_roots(name), parallel, as_json)


@app.command("apply")
def apply_command(
    name: NameArgument,
    yes: YesOption = False,
    gated: GateOption = False,
    parallel: ParallelOption = fleet.PARALLEL,
    as_json: JsonOption = False,
) -> None:
    """Apply dev and test, then prod; carries on where a killed run stopped. Asks in a terminal."""
    found = _roots(name)
    readiness.check(found)
    cli_decommission.refuse_if_begun(found)
    cli_fleet.apply(found, f"use case {name}", yes=yes, gated=gated, parallel=parallel, as_json=as_json)


@app.command("status")
def status_command(
    name: NameArgument,
    drift: DriftOption = False,
    parallel: ParallelOption = fleet.PARALLEL,
    as_json: JsonOption = False,
) -> None:
    """Say of dev, test and prod whether each stands whole; exit 1 unless all do."""
    cli_fleet.show_status(_roots(name), drift, parallel, as_json)


@app.command("decommission")
def decommission_command(
    name: NameArgument,
    confirmed: Annotated[
        str, typer.Option("--confirm", metavar="NAME", help="The name again, where nobody can type it.")
    ] = "",
    parallel: ParallelOption = fleet.PARALLEL,
    as_json: JsonOption = False,
) -> None:
    """Take dev and test down, then prod. Logs, evidence, backups and homes are kept as the use case says.

    Shows what goes and what stays, and then asks for the name; anything else changes nothing.
    """
    cli_decommission.decommission(load.use_case(name), _roots(name), confirmed, parallel, as_json)


def _roots(name: str) -> list[Root]:
    case, platform = load.use_case(name), load.platform()
    return roots.of_use_case(case, platform, toolchain.find(), aws.pointed_at())
