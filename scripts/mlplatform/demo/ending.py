"""The end of the demonstration: use cases taken down as people take them down, then the platform itself."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mlplatform.decommission import kept as kept_of
from mlplatform.decommission.kept import Thing
from mlplatform.decommission.take_down import TakenDown, take_down
from mlplatform.demo.report import Ending, Report, done
from mlplatform.demo.world import Left, Standing, beyond, look
from mlplatform.local_aws.control import Running
from mlplatform.terraform import fleet, roots, run, works
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root
from mlplatform.use_cases.model import Platform, UseCase

if TYPE_CHECKING:
    from mlplatform.demo.story import Stage

# What holds the state of everything, of this root too: forgotten first, and kept (environments/shared).
STATE_BACKEND = "module.state_backend"
_KEY = "aws_kms_key"
# No data, backups or homes are in the platform's own accounts; that logs stay hangs on nothing.
_NO_FACTS = kept_of.Facts(frozenset(), frozenset(), frozenset())


def end_use_case(
    case: UseCase, found: Sequence[Root], running: Running, before: Standing, report: Report, stage: Stage
) -> list[Thing]:
    """Take a use case down, and see whether anything is left in its accounts but what is kept."""
    begun = time.monotonic()

    def work(root: Root, lane: Lane) -> TakenDown:
        return take_down(root, lane, case.home)

    with stage.boards() as board:
        outcomes = done(fleet.run(roots.stages(found), work, board, log="decommission"))
    kept = [thing for outcome in outcomes if outcome.result for thing in outcome.result.kept]
    platform = found[0].platform
    now = look(running, platform, [root.account_id for root in found])
    left = [one for one in beyond(now, before) if not (_is_kept(one, kept) or _of_platform(one, platform))]
    _note(case.name, begun, [f"{thing.what} {thing.arn}" for thing in kept], left, report)
    return kept


def end_platform(
    own: Sequence[Root],
    kept: Sequence[Thing],
    running: Running,
    before: Standing,
    report: Report,
    stage: Stage,
) -> None:
    """Take the platform's own roots away, the last one first. Logs stay here too, and what ``mlp bootstrap``
    made: it holds the state, and with it the records of what is kept of use cases."""
    begun = time.monotonic()

    def work(root: Root, lane: Lane) -> list[Thing]:
        works.init(root)
        state = RemoteState(root).state()
        instances = state.instances if state else ()
        stays = kept_of.stays(instances, _NO_FACTS)
        backend = [one for one in instances if one.module == STATE_BACKEND]
        if stays or backend:
            run.forget(root, [one.address for one in (*stays, *backend)])
        works.destroy(root, lane)
        keys = [Thing("key of the state", str(one.values["arn"])) for one in backend if one.type == _KEY]
        return [*kept_of.things(stays), *keys]

    with stage.boards() as board:
        outcomes = done(fleet.run([[root] for root in reversed(own)], work, board, log="destroy"))
    logs = [thing for outcome in outcomes for thing in outcome.result or []]
    platform = own[0].platform
    now = look(running, platform, list(before))
    more = [one for one in beyond(now, before) if not _is_kept(one, [*kept, *logs])]
    first = [one for one in more if _of_bootstrap(one, platform)]
    said = [*(f"{thing.what} {thing.arn}" for thing in logs), *map(str, first)]
    _note("platform", begun, said, [one for one in more if one not in first], report)


def _note(name: str, begun: float, kept: Iterable[str], left: Iterable[Left], report: Report) -> None:
    took = round(time.monotonic() - begun, 1)
    report.endings.append(Ending(name, took, list(kept), [str(one) for one in left]))


def _is_kept(one: Left, kept: Sequence[Thing]) -> bool:
    """Whether what is left is one of the things that the record of the use case says are kept."""
    if one.kind == "aliases":  # of a key that is kept
        return any(
            thing.what.startswith("key for ") and one.name.endswith(f"-{thing.what.removeprefix('key for ')}")
            for thing in kept
        )
    return any(
        thing.arn == one.name or thing.arn.endswith((f":{one.name}", f"/{one.name}")) for thing in kept
    )


def _of_platform(one: Left, platform: Platform) -> bool:
    """Whether it is the platform's in a use case's account: the roles that come with a stack set."""
    name = one.name.rpartition("/")[2]
    return one.kind in ("roles", "policies", "stacks") and f"{platform.organization}-mlp-" in name


def _of_bootstrap(one: Left, platform: Platform) -> bool:
    own = (platform.shared_account_id, platform.management_account_id)
    return one.account in own and f"{platform.organization}-mlp-" in one.name.rpartition("/")[2]
