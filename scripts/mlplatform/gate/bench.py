"""What the gate costs and finds beside checkov: on the same plans, in one run, on one machine.

The plans to measure are put together from those of the modules' README examples, each copy with names of its
own, as a root with many use cases would be. What is found is counted over the controls' own examples.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform.errors import PlatformError
from mlplatform.gate import catalogue, examples
from mlplatform.gate.examples import Example
from mlplatform.gate.scanners import checkov
from mlplatform.harness import definitions, tree
from mlplatform.harness.planner import Planner
from mlplatform.plan.reader import Plan

SIZES = (5, 300, 3_000, 10_000)
LONGEST = 900  # seconds after which a scanner is stopped
Raw = dict[str, Any]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Cost:
    """What one program took over one plan; ``seconds`` is None where it was stopped."""

    seconds: float | None
    mebibytes: int


@dataclass(frozen=True)
class Size:
    """Both over the plan of one size."""

    resources: int
    mebibytes: int
    gate: Cost
    checkov: Cost


@dataclass(frozen=True)
class Figures:
    """Of one run. ``insecure`` are the addresses of which an example says that they fail."""

    sizes: tuple[Size, ...]
    insecure: int
    gate: int
    checkov: int
    checkov_version: str


def measure(tell: Tell) -> Figures:
    """Measure it all."""
    every = [example for control in catalogue.load() for example in examples.examples(control)]
    found = [(e, p) for e, p in zip(every, examples.plans(every, tell), strict=True) if isinstance(p, Plan)]
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        folder = Path(name)
        platform = _platform(tell)
        sizes = tuple(_size(folder, platform, count, tell) for count in SIZES)
        tell(f"what each flags of {len(found)} examples")
        return _detection(folder, found, sizes)


def _platform(tell: Tell) -> list[tuple[str, str]]:
    """Every README example of every module, planned: its name, and the plan as text."""
    checkout = tree.checkout()
    planner = Planner(checkout, tell=tell)
    modules = checkout.names()
    planner.prepare(modules)
    names = [(module, case.name) for module in modules for case in definitions.examples(module, checkout)]
    return [(f"{module}_{name}", json.dumps(planner.plan_of(module, name))) for module, name in names]


def _copies(platform: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Plan]]:
    """The platform again and again, for another use case each time."""
    for number in itertools.count():
        for name, text in platform:
            other = text
            for word in ("credit-risk", "credit_risk", "fraud"):
                other = other.replace(word, f"{word[:2]}{number:04}")
            yield f"{name}_{number}", Plan(json.loads(other))


def composed(plans: Iterable[tuple[str, Plan]], most: int | None = None) -> Raw:
    """Plans as one, each under a module of its name, with at most so many managed resources."""
    changes: list[Raw] = []
    calls: Raw = {}
    for name, plan in plans:
        managed = sum(c["mode"] == "managed" for c in changes)
        if most is not None and managed >= most:
            break
        mine = [_moved(change, f"module.{name}") for change in plan.raw["resource_changes"]]
        keep = len(mine) if most is None else most - managed
        data = [c for c in mine if c["mode"] == "data"]
        changes += data + [c for c in mine if c["mode"] == "managed"][:keep]
        calls[name] = {"source": f"./{name}", "module": plan.raw["configuration"]["root_module"]}
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"child_modules": _planned(changes)}},
        "resource_changes": changes,
        "configuration": {"root_module": {"module_calls": calls}},
    }


def _moved(change: Raw, module: str) -> Raw:
    inner = change.get("module_address")
    return change | {
        "address": f"{module}.{change['address']}",
        "module_address": f"{module}.{inner}" if inner else module,
    }


def _planned(changes: Sequence[Raw]) -> list[Raw]:
    """The values by module; checkov reads these."""
    modules: dict[str, list[Raw]] = {}
    for change in changes:
        if change["mode"] == "managed":
            kept = {key: change[key] for key in ("address", "mode", "type", "name", "index") if key in change}
            values = change["change"].get("after") or {}
            modules.setdefault(change["module_address"], []).append(kept | {"values": values})
    return [{"address": address, "resources": resources} for address, resources in modules.items()]


def _size(folder: Path, platform: Sequence[tuple[str, str]], count: int, tell: Tell) -> Size:
    path = folder / f"{count}.json"
    path.write_text(json.dumps(composed(_copies(platform), count)))
    tell(f"the gate over {count} resources")
    gate = _cost(
        [sys.executable, "-m", "mlplatform.cli", "gate", str(path), "--without-checkov", "--format", "json"]
    )
    tell(f"checkov over {count} resources")
    other = _cost([str(checkov.program()), *_words(path)])
    return Size(count, path.stat().st_size >> 20, gate, other)


def _words(path: Path) -> list[str]:
    return ["--framework", "terraform_plan", "--skip-download", "--output", "json", "--file", str(path)]


def _cost(command: Sequence[str]) -> Cost:
    """Seconds and peak memory of a program; ``PlatformError`` where it does not judge."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        while True:
            pid, status, usage = os.wait4(program.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - begun > LONGEST:
                program.kill()
                os.wait4(program.pid, 0)
                return Cost(None, 0)
            time.sleep(0.02)
        program.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if program.returncode not in (0, 1):
            raise PlatformError(
                f"{command[0]} ended with {program.returncode}: {said.read()[-300:].decode()}"
            )
    return Cost(time.monotonic() - begun, usage.ru_maxrss // 1024)


def _detection(folder: Path, found: Sequence[tuple[Example, Plan]], sizes: tuple[Size, ...]) -> Figures:
    """How many insecure addresses each flags. checkov flags one where a check says no that does not say no
    as well to a resource of the same type in the control's good example."""
    path = folder / "examples.json"
    names = {f"{e.control.folder.name}_{e.kind}": (e, plan) for e, plan in found}
    path.write_text(json.dumps(composed((name, plan) for name, (_, plan) in names.items())))
    ran = subprocess.run([str(checkov.program()), *_words(path)], capture_output=True, text=True)
    said = json.loads(ran.stdout)
    failed: dict[str, set[str]] = {}
    for record in said["results"]["failed_checks"]:
        address = record["resource_address"] or record["resource"]
        failed.setdefault(address, set()).add(record["check_id"])
    insecure = flagged = ours = 0
    for name, (example, plan) in names.items():
        if example.kind != "bad":
            continue
        answers = {result.address: result.status for result in examples.results(example, plan)}
        usual, types = _usual(names, example, failed), {r.address: r.type for r in plan.resources()}
        for address in (a for a, status in example.expected.items() if status == "fail"):
            insecure += 1
            ours += answers.get(address) == "fail"
            known = usual.get(types.get(address, ""), set())
            flagged += bool(failed.get(f"module.{name}.{address}", set()) - known)
    return Figures(sizes, insecure, ours, flagged, said["summary"]["checkov_version"])


def _usual(
    names: Mapping[str, tuple[Example, Plan]], example: Example, failed: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Type => what checkov says no to in the good example of the same control."""
    good = f"{example.control.folder.name}_good"
    usual: dict[str, set[str]] = {}
    for resource in names[good][1].resources():
        usual.setdefault(resource.type, set()).update(failed.get(f"module.{good}.{resource.address}", set()))
    return usual
