"""``mlp ci``: what pipelines ask."""

from __future__ import annotations

import functools
import json
from typing import Annotated

import typer

from mlplatform import console
from mlplatform.ci import images, matrix, packages
from mlplatform.cli_packages_common import say, time_now
from mlplatform.errors import BadInput
from mlplatform.images import check, definition
from mlplatform.packages import standing
from mlplatform.packages.files import Records

app = typer.Typer(
    no_args_is_help=True, help="What pipelines ask: which roots, images and packages a change touches."
)
_FORMS = ("text", "json", "github", "gitlab")


@app.command("matrix")
def matrix_command(
    base: Annotated[
        str | None, typer.Option("--base", help="Branch or commit to compare with; every root if left out.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json, github or gitlab.")] = "text",
) -> None:
    """The roots and use cases whose plan may change because of what differs from a base."""
    if form not in _FORMS:
        raise BadInput(f'--format: is "{form}"; allowed: {", ".join(_FORMS)}')
    entries = matrix.touched(matrix.changed_since(base)) if base else matrix.every()
    rows = [
        {"environment": entry.environment, "use_case": entry.use_case, "root": entry.root}
        for entry in entries
    ]
    said = {
        "text": "\n".join(entry.root for entry in entries) or "nothing to plan",
        "json": json.dumps(rows),
        "github": f"matrix={json.dumps({'include': rows})}\nany={json.dumps(bool(rows))}",
        "gitlab": matrix.gitlab(entries).rstrip(),
    }
    console.out.print(said[form], markup=False)


@app.command("images")
def images_command(
    base: Annotated[str, typer.Option("--base", help="Branch or commit to compare with.")],
    form: Annotated[str, typer.Option("--format", help="text or github.")] = "text",
) -> None:
    """The images to build because of what differs from a base; of those that wait it is told."""
    if form not in ("text", "github"):
        raise BadInput(f'--format: is "{form}"; allowed: text, github')
    every = definition.every()
    names = []
    for name in images.touched(matrix.changed_since(base), every.values()):
        verdict = check.check(every[name], every, _approved)
        if verdict.waits:
            say(f"{name}: {verdict.says}")
        else:
            names.append(name)
    rows = {"include": [{"image": name} for name in names]}
    said = {
        "text": "\n".join(names) or "nothing to build",
        "github": f"matrix={json.dumps(rows)}\nany={json.dumps(bool(names))}",
    }
    console.out.print(said[form], markup=False)


@app.command("requests")
def requests_command(
    base: Annotated[
        str, typer.Option("--base", help="Commit to compare with; every live request if empty or left out.")
    ] = "",
) -> None:
    """The live requests for packages that a change brought, one a line: what is scanned again."""
    changed = matrix.changed_since(base) if base else None
    for key in packages.touched(Records(), time_now().date(), changed):
        console.out.print(key, markup=False)


@app.command("recalls")
def recalls_command() -> None:
    """Every recall of a package, one a line: the version, and who wrote it."""
    for key, by in packages.recalls(Records()):
        console.out.print(key, by, markup=False)


@functools.cache
def _approved() -> dict[str, standing.Live]:
    where = Records()
    return standing.live(where.requests(), where.recalls(), where.policy(), time_now().date())
