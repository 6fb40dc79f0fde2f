"""The demonstration: all applied, planned again, judged; one use case taken away, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mlplatform.demo import rights
from mlplatform.demo.ending import end_platform, end_use_case
from mlplatform.demo.report import Part, Report, RootReport, done
from mlplatform.demo.world import accounts, embedded_aws, look, timed
from mlplatform.gate import reports
from mlplatform.gate import run as gate
from mlplatform.local_aws import control
from mlplatform.local_aws.control import Running
from mlplatform.paths import work_folder
from mlplatform.terraform import bootstrap, fleet, readiness, roots, status, toolchain, works
from mlplatform.terraform.fleet import Board, Lane
from mlplatform.terraform.recovery import Applied
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

Tell = Callable[[str], None]
Boards = Callable[[], AbstractContextManager[Board]]


@dataclass(frozen=True)
class Stage:
    """What a demonstration needs from those who watch it."""

    tell: Tell
    boards: Boards
    keep: bool  # leave everything up, and end before anything is taken away
    faults: Path | None = None  # of the embedded AWS, from its start to its end


def demonstrate(stage: Stage) -> Report:
    """Apply all to an embedded AWS, show that it stands, take it away; ``Findings`` for what is not so."""
    tools = toolchain.find()
    report = Report(tools.version, tools.provider_source)
    platform = load.platform()
    cases = [load.use_case(name) for name in load.names()]  # every file is checked before anything starts
    with embedded_aws(report, stage.tell, stage.keep, stage.faults) as running:
        variables = running.environment()
        control.found(running, platform, cases)
        with timed(report.parts, "state bucket"):
            stage.tell("making the state bucket, and the roles that everything begins with")
            before = look(running, platform, accounts(platform, cases))
            bootstrap.bootstrap(platform, variables)
        own = roots.of_platform(platform, tools, variables)
        of_case = {case.name: roots.of_use_case(case, platform, tools, variables) for case in cases}
        every = [*own, *(root for some in of_case.values() for root in some)]
        _apply(every, running, report, stage)
        _judge(every, report, stage.tell)
        with timed(report.parts, "status"):
            report.standing = {root.name: status.of(root).standing for root in every}
        report.write()
        report.check()
        if not stage.keep:
            first, *rest = cases[::-1]  # the last one goes first, while the others stay
            kept = end_use_case(first, of_case[first.name], running, before, report, stage)
            _undisturbed([root for root in every if root.use_case != first.name], report, stage)
            for case in rest:
                kept += end_use_case(case, of_case[case.name], running, before, report, stage)
            end_platform(own, kept, running, before, report, stage)
        report.unallowed = rights.missing(running, platform)
    report.write()
    report.check()
    return report


def _apply(every: Sequence[Root], running: Running, report: Report, stage: Stage) -> None:
    """Every root in its turn, use cases side by side; then each is planned a second time."""
    stages = roots.stages(every)
    with timed(report.parts, "ready"):
        readiness.check(every[:1])
    with timed(report.parts, "apply"), stage.boards() as board:
        applied = done(fleet.run(stages, lambda root, lane: works.apply(root, lane), board))
    report.calls = sum(running.admin("requests").values())
    with timed(report.parts, "second plan"), stage.boards() as board:
        planned = done(fleet.run([list(every)], _plan_again, board, log="plan"))
    again = {one.root.name: one for one in planned}  # planned all at once, and so in another order
    report.roots += [_of(one, again[one.root.name]) for one in applied]


def _plan_again(root: Root, lane: Lane) -> tuple[int, int]:
    """Changes that a second plan wants, and how many resources stand."""
    planned = works.plan(root, lane)
    state = RemoteState(root).state()
    return sum(planned.changes.values()), len(state.instances) if state else 0


def _of(applied: fleet.Outcome[Applied], again: fleet.Outcome[tuple[int, int]]) -> RootReport:
    root = applied.root
    drift, resources = again.result or (0, 0)
    parts = [Part("apply", applied.seconds), Part("second plan", again.seconds)]
    progress = applied.result.applied if applied.result else None
    by_time = sorted(progress.took.items(), key=lambda item: -item[1]) if progress else []
    longest = [Part(address, seconds) for address, seconds in by_time[:5]]
    return RootReport(root.name, root.account_id, resources, parts, longest, drift)


def _undisturbed(others: Sequence[Root], report: Report, stage: Stage) -> None:
    """What the end of one use case left of the others: a plan of each wants nothing."""
    with timed(report.parts, "the others, planned again"), stage.boards() as board:
        again = done(fleet.run([list(others)], _plan_again, board, log="plan"))
    report.disturbed = [one.root.name for one in again if one.result and one.result[0]]


def _judge(every: Sequence[Root], report: Report, tell: Tell) -> None:
    """The gate over every plan: what stands now, and what is known of it."""
    plans = {root.name: root.work / "plan.json" for root in every}
    with timed(report.parts, "gate"):
        judged = gate.run(gate.given(plans), tell)
        folder = work_folder() / "demo" / "gate"
        reports.write(judged, folder)
    report.answers, report.findings = len(judged.results), len(judged.findings)
    report.gate = str(folder / "report.html")
