"""What ``mlp use-case`` and ``mlp platform`` share: many roots at once, and how they are told of."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, TypeVar

import typer
from botocore.exceptions import BotoCoreError, ClientError

from mlplatform import board, console
from mlplatform.decommission import studio
from mlplatform.errors import BadInput, Findings, PlatformError
from mlplatform.gate import reports
from mlplatform.gate import run as gate
from mlplatform.gate.reports import terminal
from mlplatform.terraform import events, fleet, readiness, roots, status, works
from mlplatform.terraform.fleet import Lane, Outcome
from mlplatform.terraform.processes import Interrupted
from mlplatform.terraform.recovery import Applied
from mlplatform.terraform.root import Root
from mlplatform.terraform.status import Status
from mlplatform.terraform.works import Planned

Result = TypeVar("Result")
GateOption = Annotated[
    bool, typer.Option("--gate", help="Judge each plan first; apply nothing where there is a finding.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask, even in a terminal.")]
DriftOption = Annotated[
    bool, typer.Option("--drift", help="Also plan, and so compare with what AWS has now; takes a minute.")
]
ParallelOption = Annotated[int, typer.Option("--parallel", min=1, help="Roots at once.")]

_judging = threading.Lock()  # one at a time: it takes both the memory and the processor for itself


class Failed(PlatformError):
    """Some roots failed; each was told of."""


class Judged(Findings):
    """What the gate found in one root, line by line in ``details``."""

    def __init__(self, summary: str, details: list[str]) -> None:
        super().__init__(summary)
        self.details = details


def plan(found: Sequence[Root], parallel: int, as_json: bool) -> None:
    """Plan them all, each for itself: what one root plans does not hang on another's."""
    readiness.check(found)
    outcomes = run([list(found)], works.plan, parallel, "plan")
    told(outcomes, as_json, lambda one: {"changes": one.changes, "plan": one.plan}, _planned)


def apply(
    found: Sequence[Root],
    what: str,
    *,
    yes: bool,
    gated: bool,
    parallel: int = fleet.PARALLEL,
    as_json: bool = False,
) -> None:
    """Apply them all, stage by stage; asks once in a terminal."""
    readiness.check(found)
    confirm(f"apply {what} to {where(found[0])}", yes)

    def work(root: Root, lane: Lane) -> Applied:
        return works.apply(root, lane, judge if gated else None)

    outcomes = run(roots.stages(found), work, parallel, "apply")
    told(outcomes, as_json, lambda one: {"changes": one.changes}, lambda one: counted(one.changes))


def destroy(root: Root, yes: bool) -> None:
    """Take one root away; asks in a terminal."""
    readiness.check([root])
    confirm(f"destroy {root.name} in {where(root)}", yes)
    outcomes = run([[root]], studio.destroy, 1, "destroy")
    told(outcomes, False, lambda one: {"changes": one.changes}, lambda one: counted(one.changes))


def show_status(found: Sequence[Root], drift: bool, parallel: int, as_json: bool) -> None:
    """Say of each root whether it stands; exit 1 unless all do."""
    readiness.check(found)

    def work(root: Root, lane: Lane) -> Status:
        return status.with_drift(root, lane.watch(f"{root.name}: plan")) if drift else status.of(root)

    outcomes = run([list(found)], work, parallel, "status", quiet=not drift)
    _raise_failures(outcomes)
    known = [outcome.result for outcome in outcomes if outcome.result]
    whole = all(one.standing == "stands" for one in known)
    if as_json:
        rows = [asdict(one) for one in known]
        console.out.print(json.dumps({"whole": whole, "roots": rows}), markup=False)
    else:
        for one in known:
            console.out.print(_line(one), markup=False)
    if not whole:
        raise typer.Exit(1)


def judge(root: Root, lane: Lane, outcome: str) -> None:
    """Judge the plan of a root; ``Judged`` where the gate finds something."""
    with _judging:
        lane.tell(f"{root.name}: the gate judges")
        report = gate.run(gate.given({root.name: root.work / "plan.json"}))
        if report.findings:
            folder = root.work / "gate"
            reports.write(report, folder)
            summary = (
                f"{root.name}: {outcome} {len(report.findings)} findings; report: {folder / 'report.html'}"
            )
            raise Judged(summary, terminal.text(report).splitlines())


def confirm(what: str, yes: bool) -> None:
    """Ask in a terminal. Without one nobody can answer: a pipeline has its own approval before it."""
    if not yes and sys.stdin.isatty() and not typer.confirm(f"{what}?"):
        raise BadInput(f"{what}: not confirmed, nothing changed")


def where(root: Root) -> str:
    """Which AWS a root is in."""
    return f"the embedded AWS at {root.aws.set['HTTP_PROXY']}" if root.aws else "AWS"


def counted(changes: dict[str, int]) -> str:
    """What was changed, in words."""
    said = {"add": "added", "change": "changed", "remove": "removed", "import": "taken over"}
    return ", ".join(f"{changes[k]} {word}" for k, word in said.items() if changes.get(k)) or "no change"


def _planned(one: Planned) -> str:
    return f"{events.wanted(one.changes) or 'no change'}; plan JSON: {one.plan}"


def run(
    stages: Sequence[Sequence[Root]],
    work: Callable[[Root, Lane], Result],
    parallel: int,
    log: str,
    quiet: bool = False,
) -> list[Outcome[Result]]:
    """``fleet.run`` on a board that suits where it is shown."""
    try:
        if quiet:
            return fleet.run(stages, work, board.Quiet(), parallel, log)
        with board.Board() as shown:
            return fleet.run(stages, work, shown, parallel, log)
    except KeyboardInterrupt as error:
        raise Interrupted("stopped, and every state is saved; run the command again to carry on") from error


def told(
    outcomes: Sequence[Outcome[Result]],
    as_json: bool,
    fields: Callable[[Result], dict[str, Any]],
    words: Callable[[Result], str],
) -> None:
    """Each root's end, then every error, then the exit code."""
    if as_json:
        rows = [_json(outcome, fields) for outcome in outcomes]
        console.out.print(json.dumps({"roots": rows}), markup=False)
    for outcome in outcomes:
        if outcome.result is not None and not as_json:
            console.out.print(
                f"{outcome.root.name}: {words(outcome.result)} ({outcome.seconds:.0f} s)", markup=False
            )
    _raise_failures(outcomes)


def _json(outcome: Outcome[Result], fields: Callable[[Result], dict[str, Any]]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "root": outcome.root.name,
        "account_id": outcome.root.account_id,
        "verdict": outcome.verdict,
        "seconds": outcome.seconds,
        "log": str(outcome.log),
    }
    known |= fields(outcome.result) if outcome.result is not None else {}
    return known | ({"error": str(outcome.error)} if outcome.error else {})


def _raise_failures(outcomes: Sequence[Outcome[Any]]) -> None:
    failed = [outcome for outcome in outcomes if outcome.verdict == "failed"]
    if not failed:
        return
    if len(outcomes) == 1 and failed[0].error:
        console.err.print(f"log: {failed[0].log}", markup=False, style="dim")
        raise failed[0].error
    for outcome in failed:
        error = outcome.error
        if not isinstance(error, PlatformError | ClientError | BotoCoreError):
            raise error or AssertionError(f"{outcome.root.name} failed without an error")
        for detail in getattr(error, "details", []):
            console.err.print(f"  {detail}", markup=False, style="dim")
        said = str(error) if isinstance(error, PlatformError) else f"{outcome.root.name}: AWS: {error}"
        console.err.print(f"mlp: {said}; log: {outcome.log}", markup=False, style="red")
    waiting = [outcome.root.name for outcome in outcomes if outcome.verdict == "not begun"]
    rest = f"; not begun: {', '.join(waiting)}" if waiting else ""
    names = ", ".join(outcome.root.name for outcome in failed)
    raise Failed(f"{len(failed)} of {len(outcomes)} roots failed: {names}{rest}; run it again to carry on")


def _line(one: Status) -> str:
    stands = f"{one.resources} resources, changed {one.changed}; " if one.resources else ""
    return f"{one.root} ({one.account_id}): {one.standing}: {stands}{one.why}"
