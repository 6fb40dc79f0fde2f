"""``mlp platform``: the platform's own roots, the organization's guardrails and then the shared account."""

from __future__ import annotations

import typer

from mlplatform import aws, cli_fleet
from mlplatform.cli_fleet import DriftOption, GateOption, ParallelOption, YesOption
from mlplatform.cli_local import JsonOption
from mlplatform.terraform import fleet, roots, toolchain
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

app = typer.Typer(no_args_is_help=True, help="The platform's own accounts: the organization, then shared.")


@app.command("plan")
def plan_command(parallel: ParallelOption = fleet.PARALLEL, as_json: JsonOption = False) -> None:
    """Plan the platform's own roots, and write each plan's JSON for the gate."""
    cli_fleet.plan(_roots(), parallel, as_json)


@app.command("apply")
def apply_command(
    yes: YesOption = False,
    gated: GateOption = False,
    parallel: ParallelOption = fleet.PARALLEL,
    as_json: JsonOption = False,
) -> None:
    """Apply the organization's guardrails, then the shared account; carries on where a killed run stopped."""
    cli_fleet.apply(_roots(), "the platform", yes=yes, gated=gated, parallel=parallel, as_json=as_json)


@app.command("status")
def status_command(
    drift: DriftOption = False, parallel: ParallelOption = fleet.PARALLEL, as_json: JsonOption = False
) -> None:
    """Say of each root whether it stands whole; exit 1 unless all do."""
    cli_fleet.show_status(_roots(), drift, parallel, as_json)


def _roots() -> list[Root]:
    return roots.of_platform(load.platform(), toolchain.find(), aws.pointed_at())
