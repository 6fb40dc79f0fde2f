"""What the harness costs beside one root at a time: measured anew, in one run on one machine."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tftest

from mlplatform.copies import copy_of_repository
from mlplatform.harness import definitions, tree
from mlplatform.harness.definitions import Case, Reject, call
from mlplatform.harness.planner import Planner
from mlplatform.harness.store import Store
from mlplatform.harness.terraform_run import copy_module, environment, tools, workspace
from mlplatform.harness.tree import Tree

# tftest logs what Terraform says of a refusal, which here is what was asked for.
logging.getLogger("tftest").disabled = True

SAMPLE = 12
"""How many cases are planned one root at a time; the rest is extrapolated."""


@dataclass(frozen=True)
class Figures:
    """Seconds, of one run."""

    cases: int  # accepted and refused, all modules
    together: float  # all of them planned by the harness, nothing kept from before
    sampled: int
    alone: float  # the sample, one root at a time through tftest
    suite: float  # every test of the modules, nothing changed
    changed: dict[str, float]  # the same, after a change to this module

    @property
    def alone_per_case(self) -> float:
        """Mean of the sample."""
        return self.alone / self.sampled

    @property
    def together_per_case(self) -> float:
        """Mean of all cases."""
        return self.together / self.cases

    @property
    def ratio(self) -> float:
        """How many times faster the harness is for each case."""
        return self.alone_per_case / self.together_per_case


def measure(changed: list[str], tell: Callable[[str], None]) -> Figures:
    """Measure it all; ``changed`` are the modules to change, each in a copy of the repository."""
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        copy = copy_of_repository(Path(name) / "repository")
        work = Path(name) / "work"
        every = _every(tree.checkout(copy))
        tell(f"{len(every)} cases, nothing kept")
        together = _timed(lambda: _together(tree.checkout(copy), Store(work / "plans")))
        tell("every test of the modules, nothing changed")
        _suite(copy, work)  # the first run compiles the tests; whoever edits has that behind them
        suite = _timed(lambda: _suite(copy, work))
        after = {}
        for module in changed:
            tell(f"every test of the modules, {module} changed")
            (copy / "modules" / module / "changed.tf").write_text("# Changed.\n")
            after[module] = _timed(lambda: _suite(copy, work))
        step = len(every) / SAMPLE
        sample = [every[int(number * step)] for number in range(SAMPLE)]
        alone = 0.0
        for number, (module, case) in enumerate(sample, 1):
            tell(f"one root at a time, {number} of {SAMPLE}: {module}/{case.name}")
            alone += _alone(tree.checkout(copy), module, case)
        return Figures(len(every), together, len(sample), alone, suite, after)


def _every(tree: Tree) -> list[tuple[str, Case | Reject]]:
    every: list[tuple[str, Case | Reject]] = []
    for module in tree.names():
        every += [(module, case) for case in definitions.cases(module, tree)]
        every += [(module, case) for case in definitions.rejects(module, tree).rejects]
    return every


def _together(tree: Tree, store: Store) -> None:
    Planner(tree, store).prepare(tree.names())


def _suite(repository: Path, work: Path) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/modules"]
    cache = {"PYTHONPYCACHEPREFIX": str(work / "pycache"), "MLP_WORK_DIR": str(work)}
    run = subprocess.run(
        words, cwd=repository, env=environment() | cache, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise AssertionError(f"the tests that are measured fail:\n{run.stdout[-2000:]}")


def _alone(tree: Tree, module: str, case: Case | Reject) -> float:
    """Seconds for one case in a root of its own: init, plan and show, as tftest does it."""
    refused = isinstance(case, Reject)
    inputs = definitions.rejects(module, tree).inputs(case) if isinstance(case, Reject) else {}
    text = call("case", f"../../modules/{module}", inputs) if refused else case.text  # type: ignore[union-attr]
    files = {f"roots/case/{name.removeprefix('root/')}": content for name, content in tree.head().items()}
    with workspace(files | {"roots/case/main.tf": text}) as folder:
        for name in tree.closure([text]):
            copy_module(tree.modules / name, folder / "modules" / name)
        begun = time.monotonic()
        run = tftest.TerraformTest(
            str(folder / "roots" / "case"), binary=str(tools().binary), env=environment()
        )
        run.setup()
        try:
            run.plan(output=True, refresh=False)
            said = False
        except tftest.TerraformTestError:
            said = True
        seconds = time.monotonic() - begun
    if said != refused:
        raise AssertionError(f"{module}/{case.name}: alone it is {'refused' if said else 'accepted'}")
    return seconds


def _timed(work: Callable[[], None]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
