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

from mlplatform import (
    aws,
    cli_bench,
    cli_ci,
    cli_demo,
    cli_fleet,
    cli_gate,
    cli_images,
    cli_local,
    cli_modules,
    cli_packages,
    cli_platform,
    cli_use_case,
    console,
)
from mlplatform.cli_fleet import GateOption, YesOption
from mlplatform.cli_local import JsonOption
from mlplatform.errors import BadInput, PlatformError
from mlplatform.terraform import bootstrap as state_bucket
from mlplatform.terraform import readiness, roots, run, toolchain, works
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A bank's machine-learning platform on AWS, from a page of YAML to a private Studio.",
)
app.add_typer(cli_gate.app, name="gate")
app.add_typer(cli_ci.app, name="ci")
app.add_typer(cli_local.app, name="local")
for part in (cli_demo, cli_modules, cli_bench):
    app.registered_commands += part.app.registered_commands
app.add_typer(cli_platform.app, name="platform")
app.add_typer(cli_use_case.app, name="use-case")
app.add_typer(cli_packages.app, name="packages")
app.add_typer(cli_images.app, name="images")

# typer carries its own copy of click, and does not name its usage error.
UsageError: Any = typer.BadParameter.__mro__[1]

EnvironmentOption = Annotated[str, typer.Option("--env", help="Root to work on: a folder of environments/.")]
UseCaseOption = Annotated[
    str,
    typer.Option(
        "--use-case", help="Use case: a file of environments/use_cases; none for the platform's own."
    ),
]
RoleOption = Annotated[
    str, typer.Option("--role", envvar="MLP_ROLE", help="deploy, or plan, which reads and changes nothing.")
]


@app.command("bootstrap")
def bootstrap_command() -> None:
    """Make the state bucket and its key in the shared account. Safe to run twice."""
    platform = load.platform()
    made = state_bucket.bootstrap(platform, aws.pointed_at())
    console.out.print(
        f"{platform.state_bucket}: {'made' if made else 'stood already'}, protection as it should be"
    )


@app.command("plan")
def plan_command(
    env: EnvironmentOption,
    use_case: UseCaseOption = "",
    role: RoleOption = "deploy",
    as_json: JsonOption = False,
) -> None:
    """Plan one root, and write the plan's JSON for the gate."""
    root = _root(env, use_case, role)
    readiness.check([root])
    root.init()
    watchers = console.Watchers()
    try:
        planned = run.plan(root, watchers(f"{root.name}: plan"), lock=False)
    finally:
        watchers.stop()
    target = works.write_plan(root)
    if as_json:
        console.out.print(json.dumps({"root": root.name, "changes": planned.changes, "plan": target}))
        return
    console.out.print(root.run("show", str(root.work / "plan")).stdout, markup=False)
    console.out.print(f"plan JSON: {target}")


@app.command("apply")
def apply_command(
    env: EnvironmentOption,
    use_case: UseCaseOption = "",
    yes: YesOption = False,
    gated: GateOption = False,
) -> None:
    """Apply one root; carries on where a killed run stopped. Asks in a terminal."""
    root = _root(env, use_case)
    cli_fleet.apply([root], root.name, yes=yes, gated=gated)


@app.command("destroy")
def destroy_command(env: EnvironmentOption, use_case: UseCaseOption = "", yes: YesOption = False) -> None:
    """Take one root away. Asks in a terminal."""
    root = _root(env, use_case)
    cli_fleet.destroy(root, yes)


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


def _root(environment: str, name: str, role: str = "deploy") -> Root:
    platform = load.platform()
    roles = {"deploy": platform.deploy_role, "plan": platform.plan_role}
    if role not in roles:
        raise BadInput(f'--role: is "{role}"; allowed: {", ".join(roles)}')
    return roots.find(environment, name, platform, toolchain.find(), aws.pointed_at(), roles[role])


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
        _end(f"{error.format_message().rstrip('.') or 'no command is given'}; see mlp --help", 2)


def _end(message: str, code: int) -> NoReturn:
    console.err.print(f"mlp: {message}", markup=False, style="red")
    sys.exit(code)


if __name__ == "__main__":
    main()
