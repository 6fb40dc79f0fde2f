"""One run of the gate: plans read, every control asked, scanners run, exceptions laid over it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from mlplatform.errors import BadInput
from mlplatform.gate import catalogue, exceptions, secrets, settings
from mlplatform.gate.catalogue import Written
from mlplatform.gate.exceptions import Exception_
from mlplatform.gate.iam import actions
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Change, PlanRead, Report, Scanner
from mlplatform.gate.scanners import cfn_lint, checkov, checkov_templates
from mlplatform.gate.settings import Settings
from mlplatform.gate.templates import given as launched
from mlplatform.gate.templates import judging
from mlplatform.gate.templates.given import Launch, Templates
from mlplatform.paths import ENVIRONMENTS
from mlplatform.plan import reading
from mlplatform.plan.reader import UNKNOWN, Plan

SETTINGS = ENVIRONMENTS / "gate.yaml"
EXCEPTIONS = ENVIRONMENTS / "exceptions.yaml"

Tell = Callable[[str], None]
_ACTIONS = {("create",): "create", ("update",): "update", ("delete",): "delete"}


@dataclass(frozen=True)
class Given:
    """What a run is asked to judge. ``plans`` is name => file; a name is a root's, as in dev/credit_risk."""

    plans: Mapping[str, Path]
    settings: Settings
    exceptions: Sequence[Exception_] = ()
    exceptions_from: str = "exceptions.yaml"
    base: Mapping[str, Path] = field(default_factory=dict)
    checkov: bool = True
    launches: Mapping[str, Launch] = field(default_factory=dict)
    """Parameters that templates will be launched with, by the name of the launch."""
    today: datetime.date = field(default_factory=datetime.date.today)


def given(
    plans: Mapping[str, Path],
    settings_file: Path = SETTINGS,
    exceptions_file: Path = EXCEPTIONS,
    base: Mapping[str, Path] | None = None,
    with_checkov: bool = True,
    launches: Mapping[str, Launch] | None = None,
) -> Given:
    """What a run is asked to judge, with the settings and the exceptions in these files."""
    excepted = exceptions.read(exceptions_file, controls())
    said = settings.read(settings_file)
    launches = launches or {}
    every, before = launched.named(plans, launches), launched.named(base or {}, launches)
    return Given(every, said, excepted, str(exceptions_file), before, with_checkov, launches)


def controls() -> dict[str, Written]:
    """Every control of the catalogue by its id: our own, those of scanners, those on exceptions."""
    found = {written.id: written for written in exceptions.controls()} | dict(checkov.controls())
    found |= judging.controls()
    found |= {control.id: control.written for control in catalogue.load()}
    return dict(sorted(found.items()))


def named(words: Sequence[str]) -> dict[str, Path]:
    """``NAME=FILE`` or ``FILE`` for each plan; ``BadInput`` where two have one name."""
    found: dict[str, Path] = {}
    for word in words:
        name, sign, file = word.partition("=")
        path = Path(file if sign else word)
        name = name if sign else _root_of(path)
        if name in found:
            raise BadInput(f"{word}: there is a plan of the name {name} already; write NAME={path}")
        found[name] = path
    return found


def run(given: Given, tell: Tell = lambda _: None) -> Report:
    """Judge plans."""
    if given.checkov:
        checkov.program()  # missing: said before anything is judged
    templates = launched.read(given.plans, given.launches)
    with ThreadPoolExecutor() as pool:
        scans = [
            pool.submit(checkov_templates.run, templates.read[name], name)
            if name in templates.read
            else pool.submit(checkov.run, path, name)
            for name, path in (given.plans if given.checkov else {}).items()
        ]
        plans = _read({name: p for name, p in given.plans.items() if name not in templates.read}, tell)
        judged = judging.judged(plans, templates, given.settings, catalogue.load(), tell)
        linted = [cfn_lint.run(read, name) for name, read in templates.read.items()]
        scanned = [scan.result() for scan in scans]
    scanner_results = [result for _, found in [*scanned, *linted] for result in found]
    told = [*judged.results, *judged.placed(scanner_results)]
    plans = [plan for name in given.plans for plan in judged.world.plans if plan.name == name]
    results = secrets.redacted(told, plans)
    creating = {plan.name: any(change.action == "create" for change in _changes(plan)) for plan in plans}
    applied = exceptions.apply(given.exceptions, results, creating, given.exceptions_from, given.today)
    results = sorted([*results, *applied.findings], key=lambda r: (r.control, r.plan, r.address))
    answered = {result.control for result in results}
    every = controls()
    report = Report(
        judged_at=datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        action_table=actions.version(),
        plans=tuple(_summary(plan, given.plans) for plan in plans),
        changes=tuple(change for plan in plans for change in _changes(plan)),
        controls=every,
        results=tuple(results),
        unmatched=tuple(id for id in _asked(every, given.checkov, templates) if id not in answered),
        excepted=applied.excepted,
        scanners=(_scanner([scanner for scanner, _ in scanned]), *cfn_lint.together([s for s, _ in linted])),
        world=judged.world,
        locations=judged.locations(results),
    )
    return _beside(report, given, tell) if given.base else report


def _asked(every: Mapping[str, Written], with_checkov: bool, templates: Templates) -> Iterator[str]:
    own = {control.id for control in catalogue.load()} | set(judging.controls() if templates.read else ())
    left = set(checkov.controls()) - own if with_checkov else set()
    return (id for id in every if id in own | left)


def _beside(report: Report, given: Given, tell: Tell) -> Report:
    """The report with what is new and what is gone against the base plans."""
    asked = Given(
        given.base, given.settings, given.exceptions, checkov=given.checkov, launches=given.launches
    )
    base = run(asked, tell)
    before = {_finding(result) for result in base.findings}
    now = {_finding(result) for result in report.findings}
    new = tuple(result for result in report.findings if _finding(result) not in before)
    resolved = tuple(result for result in base.findings if _finding(result) not in now)
    return replace(report, new=new, resolved=resolved)


def _finding(result: Result) -> tuple[str, str, str]:
    return result.control, result.address, result.status


def _read(files: Mapping[str, Path], tell: Tell) -> list[Plan]:
    plans = []
    for name, path in files.items():
        tell(f"reading {path}")
        plan = reading.read(path)
        plan.name = name
        plans.append(plan)
    return plans


def _root_of(path: Path) -> str:
    """``dev/credit_risk`` of ``…/roots/dev/credit_risk/plan.json``; the file's name elsewhere."""
    parts = path.resolve().parts
    if path.name == "plan.json" and "roots" in parts[:-3]:
        return "/".join(parts[-3:-1])
    return str(path)


def _summary(plan: Plan, files: Mapping[str, Path]) -> PlanRead:
    resources = [r for r in plan.everything if r.mode == "managed"]
    version = str(plan.raw.get("terraform_version", ""))
    return PlanRead(plan.name, _environment(plan), version, len(resources), str(files[plan.name]))


def _environment(plan: Plan) -> str:
    """What most resources say in their tag ``environment``; else the first step of the plan's name."""
    said: Counter[str] = Counter()
    for resource in plan.everything:
        tags = resource.values.get("tags_all")
        value = tags.get("environment") if isinstance(tags, dict) else None
        if isinstance(value, str) and value != UNKNOWN:
            said[value] += 1
    return said.most_common(1)[0][0] if said else plan.name.split("/")[0]


def _changes(plan: Plan) -> Iterator[Change]:
    for change in plan.raw.get("resource_changes", []):
        what = tuple(change["change"]["actions"])
        action = "replace" if set(what) == {"create", "delete"} else _ACTIONS.get(what)
        if action and change["mode"] == "managed":
            yield Change(plan.name, change["address"], change["type"], action)  # type: ignore[arg-type]


def _scanner(runs: Sequence[Scanner]) -> Scanner:
    if not runs:
        return Scanner("checkov", "", False, why="left out by --without-checkov")
    return Scanner("checkov", runs[0].version, True, sum(run.checks for run in runs))
