"""``mlp local``: the embedded AWS, started, found and stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from mlplatform import console
from mlplatform.errors import BadInput
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import HOME_ACCOUNT
from mlplatform.paths import work_folder
from mlplatform.use_cases import load

JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]

app = typer.Typer(
    no_args_is_help=True, help="The embedded AWS: an AWS on this machine, for all but the real thing."
)


@app.command("up")
def local_up(
    port: Annotated[int | None, typer.Option(help="Loopback port; a free one when left out.")] = None,
    faults: Annotated[Path | None, typer.Option(help="YAML of faults to inject; see docs/adr/0003.")] = None,
    package_index: Annotated[
        str | None,
        typer.Option(
            envvar="MLP_PACKAGE_INDEX",
            help="Where CodeArtifact's public:pypi leads: a URL, or pip for the index that pip uses here.",
        ),
    ] = None,
) -> None:
    """Start the embedded AWS, with the organization of environments/, and print how to talk to it; a second
    call finds the first, and takes new accounts into the organization."""
    platform, cases = load.platform(), [load.use_case(name) for name in load.names()]
    running = control.up(_local_folder(), port=port, faults=faults, package_index=package_index)
    control.found(running, platform, cases)
    show_how_to_talk(running.proxy_url)


@app.command("status")
def local_status(as_json: JsonOption = False) -> None:
    """Say whether the embedded AWS runs, and where; exit 1 when it does not."""
    running = control.status(_local_folder())
    if as_json:
        state = {"running": bool(running)} | ({"port": running.port, "pid": running.pid} if running else {})
        console.out.print(json.dumps(state))
    else:
        console.out.print(f"up on http://127.0.0.1:{running.port}, pid {running.pid}" if running else "down")
    raise typer.Exit(0 if running else 1)


@app.command("env")
def local_env(
    account: Annotated[str, typer.Option(help="Account to be: 12 digits.")] = HOME_ACCOUNT,
) -> None:
    """Print all that plain Terraform needs to talk to the embedded AWS: eval "$(mlp local env)"."""
    running = control.status(_local_folder())
    if not running:
        raise BadInput("the embedded AWS does not run; start it with: mlp local up")
    console.out.print(running.environment(account_id=account).shell(), markup=False, end="")


@app.command("down")
def local_down() -> None:
    """Stop the embedded AWS; all that stands in it is gone, and so is its Terraform state."""
    stopped = control.down(_local_folder())
    console.out.print("stopped" if stopped else "was not running")


def show_how_to_talk(endpoint_url: str) -> None:
    """Print what to set so that boto3 and the aws client find the embedded AWS."""
    accounts = load.platform()
    console.out.print(
        f"The embedded AWS answers at {endpoint_url}, from this machine alone. Talk to it with\n"
        f"  export AWS_ENDPOINT_URL={endpoint_url} AWS_REGION={accounts.region}\n"
        "  export AWS_ACCESS_KEY_ID=<account id, 12 digits> AWS_SECRET_ACCESS_KEY=local\n"
        "and stop it with: mlp local down",
        markup=False,
    )


def _local_folder() -> Path:
    return work_folder() / "local_aws"
