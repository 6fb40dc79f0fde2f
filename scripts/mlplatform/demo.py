"""The whole platform on this machine: an embedded AWS, every root applied, and a second plan of each."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mlplatform.errors import Findings
from mlplatform.gate import reports
from mlplatform.gate import run as gate
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import Environment
from mlplatform.paths import work_folder
from mlplatform.terraform import bootstrap, recovery, run, toolchain
from mlplatform.terraform.events import Progress
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

Watch = Callable[[Progress], None]


@dataclass
class Part:
    """One part of the demonstration and what it took."""

    name: str
    seconds: float


@dataclass
class RootReport:
    """What one root came to."""

    root: str
    account_id: str
    resources: int = 0
    parts: list[Part] = field(default_factory=list)
    longest: list[Part] = field(default_factory=list)  # the resources that took longest to make
    drift: int = 0  # changes that the second plan wanted

    @property
    def seconds(self) -> float:
        """Wall time of all its parts."""
        return sum(part.seconds for part in self.parts)


@dataclass
class Report:
    """The whole demonstration; also written to ``<work>/demo/report.json``."""

    terraform: str
    provider: str
    endpoint_url: str = ""
    parts: list[Part] = field(default_factory=list)
    roots: list[RootReport] = field(default_factory=list)
    answers: int = 0  # of the gate, over the second plans
    findings: int = 0
    gate: str = ""  # where the gate's report is

    @property
    def seconds(self) -> float:
        """Wall time of everything."""
        return sum(part.seconds for part in self.parts) + sum(root.seconds for root in self.roots)


def demonstrate(tell: Callable[[str], None], watch: Callable[[str], Watch], keep: bool) -> Report:
    """Apply everything to an embedded AWS; ``Findings`` when a second plan still wants a change.

    ``tell`` is told each step as it begins; ``watch(title)`` gives what follows Terraform's progress.
    """
    tools = toolchain.find()
    report = Report(tools.version, tools.provider_source)
    platform = load.platform()
    cases = [load.use_case(name) for name in load.names()]  # every file is checked before anything starts
    with _embedded_aws(report, tell, keep) as variables:
        with _timed(report.parts, "state bucket"):
            tell("making the state bucket in the shared account")
            bootstrap.bootstrap(platform, variables)
        for case in cases:
            root = Root("dev", case.name, platform, tools, variables)
            root_report = RootReport(root.name, case.accounts["dev"].account_id)
            report.roots.append(root_report)
            _apply(root, root_report, tell, watch)
        plans = {root.root: work_folder() / "roots" / root.root / "plan.json" for root in report.roots}
        _judge(plans, report, tell)
    _write(report)
    if report.findings:
        raise Findings(f"{report.findings} findings of the gate; read {report.gate}")
    drifted = [root.root for root in report.roots if root.drift]
    if drifted:
        raise Findings(f"a second plan still wants changes: {', '.join(drifted)}")
    return report


def report_file() -> Path:
    """Where the last report is kept."""
    return work_folder() / "demo" / "report.json"


def _apply(
    root: Root, report: RootReport, tell: Callable[[str], None], watch: Callable[[str], Watch]
) -> None:
    tell(f"{root.name}: account {report.account_id}")
    with _timed(report.parts, "init"):
        root.init()
    done = recovery.plan_and_apply(root, watch, tell)
    second = run.plan(root, watch(f"{root.name}: second plan"), lock=False)
    runs = {"plan": done.planned, "apply": done.applied, "second plan": second}
    report.parts += [Part(name, round(one.seconds, 1)) for name, one in runs.items() if one]
    if done.applied:
        by_time = sorted(done.applied.took.items(), key=lambda item: -item[1])
        report.longest = [Part(address, seconds) for address, seconds in by_time[:5]]
    (root.work / "plan.json").write_text(json.dumps(run.show_plan(root)))
    report.resources = len(root.state_addresses())
    report.drift = sum(second.changes.get(kind, 0) for kind in ("add", "change", "remove", "import"))


def _judge(plans: dict[str, Path], report: Report, tell: Callable[[str], None]) -> None:
    """The gate over every plan: what stands now, and what is known of it."""
    with _timed(report.parts, "gate"):
        judged = gate.run(gate.given(plans), tell)
        folder = work_folder() / "demo" / "gate"
        reports.write(judged, folder)
    report.answers, report.findings = len(judged.results), len(judged.findings)
    report.gate = str(folder / "report.html")


@contextmanager
def _embedded_aws(report: Report, tell: Callable[[str], None], keep: bool) -> Iterator[Environment]:
    """An embedded AWS for the demonstration; one that a killed demonstration left is taken over."""
    folder = work_folder() / "local_aws"
    ours = work_folder() / "demo" / "started_local_aws"
    ours.parent.mkdir(exist_ok=True)
    with _timed(report.parts, "embedded AWS"):
        if not control.status(folder):
            tell("starting the embedded AWS")
            ours.touch()
        running = control.up(folder)
    report.endpoint_url = running.proxy_url
    try:
        yield running.environment()
    finally:
        if ours.exists() and not keep:
            control.down(folder)
        ours.unlink(missing_ok=True)


@contextmanager
def _timed(parts: list[Part], name: str) -> Iterator[None]:
    begun = time.monotonic()
    try:
        yield
    finally:
        parts.append(Part(name, round(time.monotonic() - begun, 1)))


def _write(report: Report) -> None:
    report_file().write_text(json.dumps(asdict(report), indent=2) + "\n")
