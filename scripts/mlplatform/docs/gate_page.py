"""``docs/gate-controls.md``: what the gate asks of any plan, and where else each control is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mlplatform.docs.markdown import cell, table
from mlplatform.gate import catalogue, run
from mlplatform.gate.catalogue import FRAMEWORKS, Written

_HEAD = """\
# What the gate asks

<!-- Written by mlp docs; what is written here by hand is lost. -->

Every control that `mlp gate` answers about any plan for AWS: {own} by checks of its own, each a folder of
`scripts/mlplatform/gate/controls` with examples that are planned and judged by the tests; {scanner} by
checkov; two about templates of CloudFormation; and two about exceptions. `mlp gate controls` lists them in a
terminal. [gate.md](gate.md) says how to use it.
"""
_SHOWN = tuple(name for name in FRAMEWORKS if name not in ("prowler", "checkov"))


def path(repository: Path) -> Path:
    """Where the page stands."""
    return repository / "docs" / "gate-controls.md"


def page() -> str:
    """The whole page."""
    own = {control.id: control for control in catalogue.load()}
    every = run.controls()
    scanner = sum(id not in own and not id.startswith(("EXC-", "CFN-")) for id in every)
    families = sorted({id.partition("-")[0] for id in every})
    head = _HEAD.format(own=len(own), scanner=scanner)
    return "\n".join([head, *(_family(name, every, set(own)) for name in families)])


def _family(name: str, every: dict[str, Written], own: set[str]) -> str:
    rows = [
        (_linked(id, own), cell(written.statement), written.severity, "; ".join(_references(written)))
        for id, written in every.items()
        if id.partition("-")[0] == name
    ]
    return f"## {name}\n\n{table(('id', 'what', 'severity', 'known elsewhere as'), rows)}\n"


def _linked(control: str, own: set[str]) -> str:
    if control not in own:
        return control
    return f"[{control}](../scripts/mlplatform/gate/controls/{control.replace('-', '_')})"


def _references(written: Written) -> Iterator[str]:
    said = written.references.model_dump()
    for name in _SHOWN:
        if said[name]:
            yield f"{FRAMEWORKS[name]} {', '.join(said[name])}"
