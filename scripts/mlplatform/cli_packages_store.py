"""The commands of ``mlp packages`` that reach CodeArtifact."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError

from mlplatform import aws, console
from mlplatform.cli_local import JsonOption
from mlplatform.cli_packages_common import (
    HeldBack,
    OnOption,
    StaffOption,
    day,
    records,
    report,
    say,
    staff,
    tell_findings,
    time_now,
)
from mlplatform.errors import BadInput, Findings, PlatformError
from mlplatform.packages import (
    advisories,
    check,
    inspection,
    intake,
    origin_controls,
    overview,
    publish,
    recall,
    standing,
    store,
    verify,
)
from mlplatform.packages.record import Finding, Request
from mlplatform.use_cases import load
from mlplatform.use_cases.schema import shown

app = typer.Typer()
RequestsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[REQUEST]...", help="NAME==VERSION, or files of requests.")
]


@app.command("scan")
def scan_command(
    names: RequestsArgument = None,
    advisories_path: Annotated[
        Path | None,
        typer.Option("--advisories", envvar="MLP_ADVISORIES", help="Known vulnerabilities, in OSV's format."),
    ] = None,
    checked: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 for what the record does not know of.")
    ] = False,
    live: Annotated[bool, typer.Option("--live", help="With --check: every request that is live.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring a request into quarantine, look into every file of it, and write down what was found.

    A new scan lapses the approvals: they were of another. With --check the record stays as it is."""
    where, now = records(), time_now()
    if live and (names or not checked):
        raise BadInput("--live: allowed with --check, and without a REQUEST")
    if not advisories_path:
        raise BadInput(f"--advisories: is not given, nor is MLP_ADVISORIES; {advisories.HOW}")
    known = advisories.load(advisories_path)
    asked = _live_requests() if live else [where.request(name) for name in names or ()]
    if not asked and not live:
        raise BadInput("REQUEST: is not given; allowed: NAME==VERSION, one or more")
    place = _store()
    found: dict[str, list[Finding]] = {}
    for request in asked:
        # What is checked is live, or is about to be: what others have only asked for is not in its way.
        states: tuple[standing.State, ...] = ("live",) if checked else ("draft", "pending", "live")
        scan = inspection.inspect(place, where, request, known, now, say, states=states)
        if checked:
            found[request.key] = inspection.beyond(request, scan.findings)
        else:
            where.write_request(inspection.scanned(request, scan))
            found[request.key] = list(scan.findings)
    tell_findings(found, as_json, "new findings" if checked else "findings")


@app.command("publish")
def publish_command(
    names: RequestsArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that is live; what is not live is disposed of.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make what consumers see equal to what is live, hash by hash. Safe to run twice, and after a kill."""
    if everything == bool(names):
        raise BadInput("REQUEST: allowed: one or more, or --all; not both")
    where, today = records(), time_now().date()
    policy, requests, recalls = where.policy(), where.requests(), where.recalls()
    asked = [where.request(name) for name in names or ()] or requests
    judged = check.check(where, today)
    if judged.general:
        raise HeldBack(
            "nothing is published: the records do not hold; see mlp packages check", judged.general
        )
    sound = [one for one in requests if one.key not in judged.requests]
    wanted = standing.live(sound, recalls, policy, today)
    refused = {one.key: judged.requests[one.key][0] for one in asked if one.key in judged.requests}
    for one in asked if names else ():
        stands = standing.of(one, recalls, policy, today)
        if stands.state != "live":
            refused.setdefault(one.key, f"{stands.state}: {stands.why}")
    carried = {version.key for one in asked for version in one.closure}
    place = _store()
    done = publish.publish(place, [one for one in wanted.values() if one.key in carried], say)
    if everything:
        live = standing.live(requests, recalls, policy, today)
        done.disposed = publish.expire(place, live, policy, say)
    done.held_back = refused | done.held_back
    if as_json:
        report(vars(done))
        raise typer.Exit(1 if done.held_back else 0)
    console.out.print(
        f"{len(done.copied)} copied, {len(done.stood)} stood already, {len(done.disposed)} disposed of",
        markup=False,
    )
    if done.held_back:
        details = [f"{key}: {why}" for key, why in done.held_back.items()]
        raise HeldBack(f"{len(details)} held back", details)


@app.command("expire")
def expire_command(on: OnOption = "", as_json: JsonOption = False) -> None:
    """Dispose of all that consumers see and that is live no more."""
    where, today = records(), day(on)
    policy = where.policy()
    live = standing.live(where.requests(), where.recalls(), policy, today)
    gone = publish.expire(_store(), live, policy, say)
    if as_json:
        report({"disposed": gone})
        return
    console.out.print(
        f"{len(gone)} disposed of: {', '.join(gone) or 'all that stands is live'}", markup=False
    )


@app.command("recall")
def recall_command(
    key: Annotated[str, typer.Argument(metavar="NAME==VERSION", help="The version to withdraw.")],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why.")] = "",
    who: StaffOption = "",
    as_json: JsonOption = False,
) -> None:
    """Withdraw a version for good, and name every request and lock file that carries it."""
    where = records()
    policy, by = where.policy(), staff(who)
    written, is_new = recall.record(where, key, because, by, time_now())
    path = where.recall_path(written.key)
    carriers = recall.carriers(written.key, where.requests(), overview.locks())
    failed, done = "", []
    try:
        done = recall.withdraw(_store(), written, policy)
    except (PlatformError, BotoCoreError, ClientError) as error:
        failed = " ".join(str(error).split())
    if as_json:
        told = {"recalled": written.key, "file": shown(path), "new": is_new, "done": done, "failed": failed}
        report({**told, "requests": carriers.requests, "locks": carriers.locks})
        raise typer.Exit(1 if failed else 0)
    what = "written" if is_new else f"stands since {written.recalled:%Y-%m-%d}, by {written.by}"
    console.out.print(f"{shown(path)}: {what}; {', '.join(done) or 'nothing to take away'}", markup=False)
    for kind, names in (("request", carriers.requests), ("lock file", carriers.locks)):
        for name in names:
            console.out.print(f"  carried by {kind} {name}", markup=False)
    if not (carriers.requests or carriers.locks):
        console.out.print("  no request and no lock file carries it", markup=False)
    if failed:
        raise Findings(
            f"{written.key}: is recalled in the records, and CodeArtifact is still to be made equal: {failed}"
            f"; run it again: mlp packages recall {written.key}"
        )


@app.command("verify")
def verify_command(
    deep: Annotated[bool, typer.Option("--deep", help="Also read every file and hash it.")] = False,
    without: Annotated[
        bool, typer.Option("--without-origin-controls", help="For who may not read package groups.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Hold what stands in CodeArtifact against the records, hash by hash; exit 1 for what differs."""
    where, today = records(), time_now().date()
    policy, requests, recalls = where.policy(), where.requests(), where.recalls()
    expected = verify.Expected(
        standing.live(requests, recalls, policy, today),
        intake.recorded(requests),
        frozenset(one.key for one in recalls),
        policy,
    )
    found = verify.verify(_store(), expected, deep=deep, say=say)
    if not without:
        platform = load.platform()
        client = origin_controls.client(platform, aws.pointed_at(), platform.plan_role)
        found += [str(one) for one in origin_controls.drift_of(platform, client, policy)]
    if as_json:
        report({"findings": found})
        raise typer.Exit(1 if found else 0)
    for line in found:
        console.out.print(line, markup=False)
    if found:
        raise typer.Exit(1)
    console.out.print(f"{len(expected.live)} live versions stand as they were approved", markup=False)


@app.command("provision")
def provision_command(
    checked: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 for what differs.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Set by which way packages may come in at all: the package groups of the domain. Safe to run twice."""
    platform, policy = load.platform(), records().policy()
    client = origin_controls.client(platform, aws.pointed_at(), platform.deploy_role)
    if checked:
        left = origin_controls.drift_of(platform, client, policy)
    else:
        left = origin_controls.provision(platform, client, policy, say)
    if as_json:
        report({"drift": [vars(one) for one in left]})
        raise typer.Exit(1 if left else 0)
    for one in left:
        console.out.print(str(one), markup=False)
    if left:
        raise typer.Exit(1)
    console.out.print("package groups: as they should be", markup=False)


def _store() -> store.Store:
    return store.connect(load.platform(), aws.pointed_at())


def _live_requests() -> list[Request]:
    where, today = records(), time_now().date()
    policy, recalls = where.policy(), where.recalls()
    return [one for one in where.requests() if standing.of(one, recalls, policy, today).state == "live"]
