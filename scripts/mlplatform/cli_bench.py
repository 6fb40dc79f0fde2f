"""``mlp bench``: the figures that the docs name, measured anew."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from mlplatform import console
from mlplatform.cli_local import JsonOption
from mlplatform.harness import bench, tree

app = typer.Typer()


@app.command("bench")
def bench_command(as_json: JsonOption = False) -> None:
    """Measure the plan harness beside one root at a time. Ratios of one run; the machine is part of them."""
    figures = bench.measure(tree.checkout().names(), console.tell)
    if as_json:
        every = asdict(figures) | {"ratio": figures.ratio}
        console.out.print(json.dumps(every, indent=2), markup=False)
        return
    console.show_table(
        "The plan harness",
        ("what", "seconds"),
        [
            (f"{figures.cases} cases together, nothing kept", f"{figures.together:.1f}"),
            ("for each case", f"{figures.together_per_case:.2f}"),
            (
                f"one root at a time through tftest, each of a sample of {figures.sampled}",
                f"{figures.alone_per_case:.2f}",
            ),
            (
                f"all {figures.cases} of them that way (extrapolated)",
                f"{figures.alone_per_case * figures.cases:.0f}",
            ),
            ("every test of the modules again, nothing changed", f"{figures.suite:.1f}"),
            *((f"again, {module} changed", f"{seconds:.1f}") for module, seconds in figures.changed.items()),
        ],
    )
    console.out.print(f"{figures.ratio:.0f} times faster for each case", markup=False)
