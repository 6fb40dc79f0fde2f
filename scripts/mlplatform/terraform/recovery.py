"""Plan and apply, carrying on from an apply that was killed.

Terraform saves remote state every 20 seconds at best; what it made since then is known to AWS and to the
journal alone. So after a kill: wait for a Terraform that outlived us, release the lock that is provably
ours, and let Terraform take over (by ``import`` blocks, in a copy of the root) what it made and forgot.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlplatform.aws import client
from mlplatform.hcl import blocks
from mlplatform.paths import ENVIRONMENTS, MODULES
from mlplatform.terraform import events, orphans, run, unread
from mlplatform.terraform.events import Progress
from mlplatform.terraform.finders import Clients
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root

Watch = Callable[[Progress], None]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Applied:
    """What a plan, and the apply that followed it, came to; no apply where nothing was to change."""

    planned: Progress
    applied: Progress | None

    @property
    def changes(self) -> dict[str, int]:
        """What was changed, by kind."""
        return self.applied.changes if self.applied else self.planned.changes


def plan_and_apply(
    root: Root,
    watch: Callable[[str], Watch],
    tell: Tell,
    *,
    destroy: bool = False,
    judge: Callable[[Root], None] | None = None,
    targets: Sequence[str] = (),
) -> Applied:
    """Plan the root and apply what the plan says; a killed run is mended first. ``judge`` looks at the plan
    before it is applied, and raises what keeps it from being; ``targets`` leave all else as it is."""
    record = run.unfinished(root)
    if record and run.is_alive(record):
        tell(f"{root.name}: the {record.operation} of process {record.pid} still runs; following it")
        run.wait_for(root, record, watch(f"{root.name}: {record.operation} of process {record.pid}"))
    state = RemoteState(root)
    journal = events.read(run.journal_file(root))
    if record and not run.is_alive(record):
        _release_lock(root, record, state, tell)
    if journal.world == state.created:
        _take_over(root, journal, watch, tell)
    else:
        run.settle(root)  # no journal, or one that speaks of an AWS that is gone
    planned = run.plan(root, watch(f"{root.name}: plan"), destroy=destroy, targets=targets)
    operation = "destroy" if destroy else "apply"
    if any(planned.changes.get(kind, 0) for kind in ("add", "change", "remove", "import")):
        if judge:
            judge(root)
        run.begin_journal(root, state.created)
        state.note(operation, "begun")
        try:
            applied = run.apply(root, watch(f"{root.name}: {operation}"))
        except run.Refused:
            state.note(operation, "errors")
            raise
        state.note(operation, "part" if targets else "whole")
        return Applied(planned, applied)
    run.settle(root)
    if not targets:
        state.note(operation, "whole")
    return Applied(planned, None)


def _release_lock(root: Root, record: run.Record, state: RemoteState, tell: Tell) -> None:
    """Remove the lock if the killed run of this person on this machine holds it; no other."""
    lock = state.lock()
    if lock and lock.who == f"{record.user}@{record.host}":
        tell(f"{root.name}: releasing the lock of the killed run ({lock.id})")
        root.init()
        root.run("force-unlock", "-force", lock.id)


def _take_over(root: Root, journal: Progress, watch: Callable[[str], Watch], tell: Tell) -> None:
    """Import what the killed run made, then apply, so that the state knows it all again."""
    root.init()
    state = RemoteState(root).state()
    instances = state.instances if state else ()
    known = {one.address for one in instances} | _own_imports(root)
    clients = _clients(root)
    imports = {address: found for address, found in journal.taken_over.items() if address not in known}
    pending = {address for address, action in journal.started.items() if action == "create"} - known
    pending -= set(imports)
    for address, provider_id in journal.created.items():
        if address in known:
            continue
        if not provider_id or orphans.found_by_values(_type(address)):
            pending.add(address)
        elif found := orphans.import_id(_type(address), provider_id):
            imports[address] = found
    if not imports and not pending:
        return
    tell(f"{root.name}: {len(imports)} resources made and not in the state, {len(pending)} were under way")
    mended = replace(root, folder=_copy_of(root))
    while True:  # each plan makes more values known, which finds what hangs on them
        _write_imports(mended.source, imports)
        run.plan(mended, watch(f"{root.name}: plan with what was found"))
        plan: dict[str, Any] = run.show_plan(mended)
        written = unread.write_down(mended, plan, imports)
        found_now = orphans.under_way(plan, pending, instances, clients)
        if not written and not found_now:
            break
        imports = {address: found for address, found in imports.items() if address not in written} | found_now
        pending -= set(found_now)
    unread.check(root, plan, imports)
    run.note_taken_over(root, imports)
    run.apply(mended, watch(f"{root.name}: taking over {len(imports)} resources"))
    shutil.rmtree(mended.source.parents[1])


def _clients(root: Root) -> Clients:
    role = root.role_arn(root.account_id)

    @lru_cache
    def of(service: str) -> Any:
        return client(service, region=root.region, role_arn=role, aws=root.aws)

    return of


def _copy_of(root: Root) -> Path:
    """A copy of the root and its modules, so that import blocks never touch the repository."""
    base = root.work / "mend"
    shutil.rmtree(base, ignore_errors=True)
    ignored = shutil.ignore_patterns(".terraform")
    shutil.copytree(MODULES, base / "modules", ignore=ignored)
    shutil.copytree(ENVIRONMENTS, base / "environments", ignore=ignored)
    return base / "environments" / root.environment


def _own_imports(root: Root) -> set[str]:
    """What the root takes over by itself, with import blocks of its own: Terraform refuses a second one."""
    return {block.get("to") for block in blocks(root.source, "import")}


def _write_imports(folder: Path, imports: dict[str, str]) -> None:
    blocks = [
        f"import {{\n  to = {address}\n  id = {json.dumps(found)}\n}}\n" for address, found in imports.items()
    ]
    (folder / "imports.tf").write_text("\n".join(blocks))


def _type(address: str) -> str:
    """``module.a["x.y"].aws_vpc.this["z"]`` to ``aws_vpc``."""
    without_keys = "".join(part for index, part in enumerate(address.split('"')) if index % 2 == 0)
    return without_keys.replace("[]", "").split(".")[-2]
