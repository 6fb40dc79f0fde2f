"""``mlp bench``: the figures that the docs name, measured anew."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from mlplatform import console
from mlplatform.cli_local import JsonOption
from mlplatform.cli_packages_common import say
from mlplatform.demo import bench as demo_bench
from mlplatform.errors import BadInput
from mlplatform.gate import bench as gate_bench
from mlplatform.harness import bench, tree
from mlplatform.packages import bench as packages_bench

app = typer.Typer()
PARTS = ("harness", "gate", "use-cases", "packages")


@app.command("bench")
def bench_command(
    part: Annotated[
        str | None, typer.Argument(help=f"{', '.join(PARTS[:-1])} or {PARTS[-1]}; all if left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the plan harness beside one root at a time, the gate beside checkov, what one use case more
    costs, and the way of a package. Ratios of one run; the machine is part of them."""
    if part not in (None, *PARTS):
        raise BadInput(f'PART: is "{part}"; allowed: {", ".join(PARTS)}')
    said: dict[str, Any] = {}
    for each in [part] if part else PARTS:
        if each == "harness":
            harness = bench.measure(tree.checkout().names(), console.tell)
            said[each] = asdict(harness) | {"ratio": harness.ratio}
            if not as_json:
                _show_harness(harness)
        elif each == "use-cases":
            costs = demo_bench.measure(console.tell)
            said[each] = [asdict(cost) for cost in costs]
            if not as_json:
                _show_use_cases(costs)
        elif each == "packages":
            way = packages_bench.measure(say)
            said[each] = asdict(way) | {"ratio": way.ratio}
            if not as_json:
                _show_packages(way)
        else:
            gate = gate_bench.measure(console.tell)
            said[each] = asdict(gate)
            if not as_json:
                _show_gate(gate)
    if as_json:
        console.out.print(json.dumps(said, indent=2), markup=False)


def _show_use_cases(costs: list[demo_bench.Cost]) -> None:
    console.show_table(
        "Use cases taken in one after the other",
        ("use cases", "resources in all", "calls for the last", "seconds for the last"),
        [(str(one.use_cases), f"{one.resources:,}", f"{one.calls:,}", f"{one.seconds:.0f}") for one in costs],
    )


def _show_packages(way: packages_bench.Figures) -> None:
    console.show_table(
        f"{way.requirement}: {way.versions} versions, {way.files} files, {_mebibytes(way.bytes)} MiB",
        ("what", "versions", "MiB", "calls to AWS", "seconds"),
        [
            (one.name, str(one.versions), _mebibytes(one.bytes), f"{one.calls:,}", f"{one.seconds:.1f}")
            for one in way.parts
        ],
    )
    console.out.print(f"an install from approved takes {way.ratio:.2f} times what one from outside takes")


def _mebibytes(size: int) -> str:
    return f"{size / (1 << 20):.0f}" if size else ""


def _show_gate(figures: gate_bench.Figures) -> None:
    def cost(found: gate_bench.Cost) -> str:
        if found.seconds is None:
            return f"stopped after {gate_bench.LONGEST} s"
        return f"{found.seconds:.1f} s, {found.mebibytes} MiB"

    console.show_table(
        f"The gate beside checkov {figures.checkov_version}",
        ("plan", "the gate", "checkov"),
        [
            *(
                (f"{size.resources} resources, {size.mebibytes} MiB", cost(size.gate), cost(size.checkov))
                for size in figures.sizes
            ),
            (f"insecure, of {figures.insecure}: flagged", str(figures.gate), str(figures.checkov)),
        ],
    )


def _show_harness(figures: bench.Figures) -> None:
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
