"""``mlp ci``: what pipelines ask."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from mlplatform import console
from mlplatform.ci import matrix
from mlplatform.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="What pipelines ask: which roots a change touches.")
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
