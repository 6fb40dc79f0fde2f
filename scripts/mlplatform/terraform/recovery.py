"""Plan and apply, carrying on from an apply that was killed.

Terraform saves remote state every 20 seconds at best; what it made since then is known to AWS and to the
journal alone. So after a kill: wait for a Terraform that outlived us, release the lock that is provably
ours, and let Terraform take over (by ``import`` blocks, in a copy of the root) what it made and forgot.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from mlplatform.aws import client
from mlplatform.paths import ENVIRONMENTS, MODULES
from mlplatform.terraform import events, orphans, run
from mlplatform.terraform.events import Progress
from mlplatform.terraform.finders import Clients
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

Watch = Callable[[Progress], None]
Tell = Callable[[str], None]
ROUNDS = 4  # a plan with the first finds makes more values known, which finds what hangs on them


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
) -> Applied:
    """Plan the root and apply what the plan says; a killed run is mended first. ``judge`` looks at the plan
    before it is applied, and raises what keeps it from being."""
    record = run.unfinished(root)
    if record and run.is_alive(record):
        tell(f"{root.name}: the {record.operation} of process {record.pid} still runs; following it")
        run.wait_for(root, record, watch(f"{root.name}: {record.operation} of process {record.pid}"))
    state = _StateBucket(root)
    journal = events.read(run.journal_file(root))
    if record and not run.is_alive(record):
        state.release_lock(record, tell)
    if journal.world == state.created:
        _take_over(root, journal, watch, tell)
    else:
        run.settle(root)  # no journal, or one that speaks of an AWS that is gone
    planned = run.plan(root, watch(f"{root.name}: plan"), destroy=destroy)
    if any(planned.changes.get(kind, 0) for kind in ("add", "change", "remove", "import")):
        if judge:
            judge(root)
        run.begin_journal(root, state.created)
        return Applied(planned, run.apply(root, watch(f"{root.name}: {'destroy' if destroy else 'apply'}")))
    run.settle(root)
    return Applied(planned, None)


class _StateBucket:
    """The bucket with the state of a root, and its lock."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._bucket = root.platform.state_bucket
        role = root.platform.deploy_role_arn(root.platform.shared_account_id)
        self._s3 = client("s3", region=root.platform.region, role_arn=role, aws=root.aws)

    @property
    def created(self) -> str:
        """When the bucket was made: tells one AWS, and one life of an embedded AWS, from another."""
        dates = {b["Name"]: b["CreationDate"].isoformat() for b in self._s3.list_buckets()["Buckets"]}
        return str(dates.get(self._bucket, ""))

    def release_lock(self, record: run.Record, tell: Tell) -> None:
        """Remove the lock if the killed run of this person on this machine holds it; no other."""
        try:
            body = self._s3.get_object(Bucket=self._bucket, Key=f"{self._root.state_key}.tflock")[
                "Body"
            ].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchBucket", "404"):
                return
            raise
        lock = json.loads(body)
        if lock.get("Who") == f"{record.user}@{record.host}":
            tell(f"{self._root.name}: releasing the lock of the killed run ({lock['ID']})")
            self._root.init()
            self._root.run("force-unlock", "-force", lock["ID"])


def _take_over(root: Root, journal: Progress, watch: Callable[[str], Watch], tell: Tell) -> None:
    """Import what the killed run made, then apply, so that the state knows it all again."""
    root.init()
    known = set(root.state_addresses())
    clients = _clients(root)
    imports = {address: found for address, found in journal.taken_over.items() if address not in known}
    pending = {address for address, action in journal.started.items() if action == "create"} - known
    pending -= set(imports)
    for address, provider_id in journal.created.items():
        if address in known:
            continue
        if _type(address) in orphans.FOUND_BY_VALUES:
            pending.add(address)
        elif found := orphans.import_id(_type(address), provider_id, clients):
            imports[address] = found
    if not imports and not pending:
        return
    tell(f"{root.name}: {len(imports)} resources made and not in the state, {len(pending)} were under way")
    mended = replace(root, folder=_copy_of(root))
    for _ in range(ROUNDS):
        _write_imports(mended.source, imports)
        run.plan(mended, watch(f"{root.name}: plan with what was found"))
        found_now = _find(mended, pending, clients)
        if not found_now:
            break
        imports |= found_now
        pending -= set(found_now)
    run.note_taken_over(root, imports)
    run.apply(mended, watch(f"{root.name}: taking over {len(imports)} resources"))
    shutil.rmtree(mended.source.parents[1])


def _find(root: Root, pending: set[str], clients: Clients) -> dict[str, str]:
    """Import ids of what was under way, by the values of the plan that has just been made."""
    found: dict[str, str] = {}
    changes: Any = run.show_plan(root).get("resource_changes", [])
    for change in changes:
        if change["address"] in pending and change["change"]["actions"] == ["create"]:
            one = orphans.find(change["type"], change["change"]["after"], clients)
            found |= {change["address"]: one} if one else {}
    return found


def _clients(root: Root) -> Clients:
    account = load.use_case(root.use_case).accounts[root.environment]
    role = root.platform.deploy_role_arn(account.account_id)

    @lru_cache
    def of(service: str) -> Any:
        return client(service, region=account.region, role_arn=role, aws=root.aws)

    return of


def _copy_of(root: Root) -> Path:
    """A copy of the root and its modules, so that import blocks never touch the repository."""
    base = root.work / "mend"
    shutil.rmtree(base, ignore_errors=True)
    ignored = shutil.ignore_patterns(".terraform")
    shutil.copytree(MODULES, base / "modules", ignore=ignored)
    shutil.copytree(ENVIRONMENTS, base / "environments", ignore=ignored)
    return base / "environments" / root.environment


def _write_imports(folder: Path, imports: dict[str, str]) -> None:
    blocks = [
        f"import {{\n  to = {address}\n  id = {json.dumps(found)}\n}}\n" for address, found in imports.items()
    ]
    (folder / "imports.tf").write_text("\n".join(blocks))


def _type(address: str) -> str:
    """``module.a["x.y"].aws_vpc.this["z"]`` to ``aws_vpc``."""
    without_keys = "".join(part for index, part in enumerate(address.split('"')) if index % 2 == 0)
    return without_keys.replace("[]", "").split(".")[-2]
