"""``mlp demo``: the whole platform on this machine, and what it came to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from mlplatform import board, console
from mlplatform.cli_local import JsonOption, show_how_to_talk
from mlplatform.demo import report as reports
from mlplatform.demo import story
from mlplatform.demo.report import Report

app = typer.Typer()


@app.command("demo")
def demo_command(
    as_json: JsonOption = False,
    faults: Annotated[
        Path | None, typer.Option(help="YAML of faults that AWS has all the while; see docs/adr/0003.")
    ] = None,
) -> None:
    """Apply everything to an embedded AWS, plan again, judge, take it away. KEEP=1 leaves it up instead."""
    keep = os.environ.get("KEEP", "") not in ("", "0")
    report = story.demonstrate(story.Stage(console.tell, board.Board, keep, faults))
    if as_json:
        console.out.print(reports.file().read_text(), markup=False)
        return
    _show(report)
    if keep:
        show_how_to_talk(report.endpoint_url)


def _show(report: Report) -> None:
    table = Table(title="What stood in the embedded AWS", title_justify="left")
    for column in ("root", "account", "resources", "seconds", "second plan"):
        table.add_column(column, justify="right" if column in ("resources", "seconds") else "left")
    for root in report.roots:
        verdict = f"{root.drift} changes" if root.drift else "no change on second plan"
        table.add_row(root.root, root.account_id, str(root.resources), f"{root.seconds:.0f}", verdict)
    console.out.print(table)
    for ending in report.endings:
        kept = f"{len(ending.kept)} things kept as records" if ending.kept else "nothing kept"
        left = f"{len(ending.left)} left behind" if ending.left else "nothing left behind"
        console.out.print(
            f"{ending.name}: taken away in {ending.seconds:.0f} s, {kept}, {left}", markup=False
        )
    order = sorted(report.parts, key=lambda part: -part.seconds)
    spent = ", ".join(f"{part.name} {part.seconds:.0f}" for part in order if part.seconds >= 1)
    console.out.print(f"Seconds: {spent}; {report.calls} calls to AWS until all stood", markup=False)
    longest = sorted((part for root in report.roots for part in root.longest), key=lambda p: -p.seconds)[:3]
    console.out.print("Longest: " + ", ".join(f"{p.name} {p.seconds:.0f}" for p in longest), markup=False)
    verdict = f"{report.findings} findings" if report.findings else "no finding"
    console.out.print(f"Gate: {report.answers} answers, {verdict}; report: {report.gate}", markup=False)
    console.out.print(f"Terraform {report.terraform}, provider from {report.provider}", markup=False)
