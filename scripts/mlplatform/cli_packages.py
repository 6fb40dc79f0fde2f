"""``mlp packages``: what data scientists may install, from a request to a recall. Here is what needs the
records alone; what needs CodeArtifact is in ``cli_packages_store``."""

from __future__ import annotations

from typing import Annotated

import typer

from mlplatform import cli_packages_store, console
from mlplatform.cli_local import JsonOption
from mlplatform.cli_packages_common import (
    OnOption,
    RequestArgument,
    StaffOption,
    day,
    records,
    report,
    say,
    staff,
    table,
    time_now,
)
from mlplatform.errors import BadInput
from mlplatform.packages import approval, check, index, lock, overview, standing
from mlplatform.packages import request as drafting
from mlplatform.packages.files import key_of
from mlplatform.packages.record import identity
from mlplatform.use_cases import load
from mlplatform.use_cases.schema import shown

app = typer.Typer(
    no_args_is_help=True,
    help="Packages of Python: requested, scanned, approved by two, published, recalled; all as files in git.",
)

BecauseOption = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why it is needed.")]


@app.command("request")
def request_command(
    key: Annotated[str, typer.Argument(metavar="NAME==VERSION", help="The version that is wanted.")],
    because: BecauseOption,
    use_cases: Annotated[
        list[str], typer.Option("--use-case", metavar="NAME", help="For which use case; repeatable.")
    ],
    who: StaffOption = "",
    index_url: Annotated[
        str | None, typer.Option("--index-url", help="The index to ask; the one that pip asks if left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a request with the whole closure of a version: every package that it needs, file by file."""
    where, requester, now = records(), staff(who), time_now()
    policy = where.policy()
    if not because.strip():
        raise BadInput("--because: is empty; allowed: why it is needed, for its approvers to read")
    for name in use_cases:
        if name not in load.names():
            raise BadInput(f'--use-case: is "{name}"; allowed: {", ".join(load.names())}')
    canonical = "==".join(key_of(key))
    if any(identity(one.key) == identity(canonical) for one in where.recalls()):
        raise BadInput(f"{canonical}: is recalled, for good; allowed: another version")
    path = where.request_path(canonical)
    if path.exists():
        before = where.request(canonical)
        stands = standing.of(before, where.recalls(), policy, now.date())
        if stands.state != "expired":
            raise BadInput(
                f"{canonical}: a request by {before.requester} stands already, {stands.state} ({stands.why})"
                f"; allowed: another version, or to remove {shown(path)}"
            )
    asked = drafting.draft(
        canonical,
        requester=requester,
        because=because.strip(),
        use_cases=use_cases,
        policy=policy,
        index=index.configured(index_url),
        now=now,
        say=say,
    )
    where.write_request(asked)
    closure = [one.key for one in asked.closure]
    if as_json:
        report({"request": asked.key, "file": shown(path), "closure": closure})
        return
    console.out.print(f"{shown(path)}: {asked.key} with a closure of {len(closure)} versions", markup=False)
    console.tell(f"next: mlp packages scan {asked.key}")


@app.command("approve")
def approve_command(
    name: RequestArgument,
    who: StaffOption = "",
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="FINDING", help="A finding that may stand; repeatable."),
    ] = None,
    because: Annotated[
        list[str] | None,
        typer.Option("--because", metavar="TEXT", help="Why it may: one for each --accept, or one for all."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Approve a request as it stands, scan included. Counts once its approver has committed it himself."""
    where, approver, now = records(), staff(who), time_now()
    policy, asked = where.policy(), where.request(name)
    accepted = approval.acceptances(accept or [], because or [])
    approved = approval.approve(asked, policy, where.recalls(), approver, accepted, now)
    path = where.write_request(approved)
    stands = standing.of(approved, where.recalls(), policy, now.date())
    if as_json:
        report(
            {"request": approved.key, "state": stands.state, "missing": stands.needed, "until": stands.until}
        )
        return
    console.out.print(f"{approved.key}: approved by {approver}; {stands.state}: {stands.why}", markup=False)
    address = next(one.email for one in policy.approvers if one.id == approver)
    console.tell(f"commit {shown(path)} as {address}: git says who approved")


@app.command("check")
def check_command(
    base: Annotated[
        str, typer.Option("--base", metavar="REF", help="The branch that this change is to go to.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Ask git who really approved: for a pull request, and before anything is published."""
    if base.startswith("-"):
        raise BadInput(f'--base: is "{base}", which git would take for an option; allowed: a branch')
    found = check.check(records(), time_now().date(), base)
    if as_json:
        report({"general": found.general, "requests": found.requests})
        raise typer.Exit(1 if found.lines else 0)
    for line in found.lines:
        console.out.print(line, markup=False)
    if found.lines:
        raise typer.Exit(1)
    console.out.print(f"{len(records().requests())} requests: every approval is its approver's", markup=False)


@app.command("status")
def status_command(on: OnOption = "", as_json: JsonOption = False) -> None:
    """Say how every request stands, and what each lock file carries that may not be installed."""
    where = records()
    view = overview.of(where.requests(), where.recalls(), where.policy(), day(on), overview.locks())
    if as_json:
        report(view.json())
        return
    rows: list[tuple[str, ...]] = [
        (one.key, one.state, one.why, ", ".join(one.use_cases), f"{one.findings} findings")
        for one in view.requests
    ]
    locks: list[tuple[str, ...]] = [
        (one.name, "; ".join(one.not_live) or "all live", f"carries {one.carries}") for one in view.locks
    ]
    if not rows:
        console.out.print("no request yet; make one: mlp packages request NAME==VERSION")
    else:
        table("Requests", ("Request", "State", "Why", "Use cases", ""), rows)
    if locks:
        table("Lock files", ("For", "Not to be installed", ""), locks)


@app.command("lock")
def lock_command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="USE_CASE REQUIREMENT...", help="A use case and what it needs; with --image no use case."
        ),
    ],
    image: Annotated[
        str, typer.Option("--image", metavar="NAME", help="An image, instead of a use case.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Write a lock file with hashes, resolved among live versions alone. The same words, the same file."""
    where, today = records(), time_now().date()
    policy, requests = where.policy(), where.requests()
    use_case, wanted = ("", words) if image else (words[0], words[1:])
    path, targets = (
        overview.lock_of_image(image, policy) if image else overview.lock_of_use_case(use_case, policy)
    )
    live = standing.live(requests, where.recalls(), policy, today)
    subject = ["--image", image] if image else [use_case]
    command = ["mlp", "packages", "lock", *subject, *wanted]
    text = lock.text_of(wanted, requests, live, policy, targets, command)
    changed = lock.write(path, text)
    carries = sorted(lock.pins(text))
    if as_json:
        report({"file": shown(path), "changed": changed, "carries": carries})
        return
    said = "written" if changed else "is as it was"
    console.out.print(f"{shown(path)}: {said}, {len(carries)} versions", markup=False)


app.registered_commands += cli_packages_store.app.registered_commands
