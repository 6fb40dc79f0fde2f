"""Take one environment down, in the order that works.

Each step looks first, so the next run carries on where one was killed: what is done already is done again to
no effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mlplatform.aws import Clients
from mlplatform.decommission import buckets, homes, kept, made_in_studio, studio, survey
from mlplatform.decommission.homes import Home
from mlplatform.decommission.kept import Thing
from mlplatform.decommission.record import Record
from mlplatform.decommission.survey import Fate
from mlplatform.errors import PlatformError
from mlplatform.terraform import recovery, run, works
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.remote_state import Instance, RemoteState
from mlplatform.terraform.root import Root


@dataclass(frozen=True)
class TakenDown:
    """What became of an environment."""

    removed: int
    kept: tuple[Thing, ...]


def take_down(root: Root, lane: Lane, fate: Fate) -> TakenDown:
    """One environment of a use case, from Studio's apps to the last key that nothing needs any more."""
    record = Record(root)
    # Whether data may go is for the buckets' policies to say: this lets go of what else nobody can.
    root = replace(root, variables=(*root.variables, ("decommission", "true")))
    works.init(root)
    before = len(_instances(root))

    def tell(message: str) -> None:
        lane.tell(f"{root.name}: {message}")

    clients = survey.clients_of(root)
    record.begin(str(clients("sts", root.region).get_caller_identity()["Arn"]))
    made_in_studio.end(clients("sagemaker", root.region), tell)
    if fate == "snapshot":
        _snapshot(root, clients, lane, record)
    _empty(root, lane)
    studio.take_away(root, lane)
    studio.settle_homes(root, lane, fate)
    forgotten = _forget(root, lane, fate, record)
    tell("destroying what is left")
    recovery.plan_and_apply(root, lane.watch, lane.tell, destroy=True)
    record.end()
    return TakenDown(before - forgotten, tuple(Thing(**one) for one in record.read()["kept"]))


def _instances(root: Root) -> tuple[Instance, ...]:
    state = RemoteState(root).state()
    return state.instances if state else ()


def _snapshot(root: Root, clients: Clients, lane: Lane, record: Record) -> None:
    """Recovery points of the homes, while nobody works in them and the vault still has its role."""
    instances = _instances(root)
    backup = clients("backup", root.region)
    for home in homes.found(clients("efs", root.region)):
        vault = survey.vault_name(instances)
        role = next((str(one.values["arn"]) for one in instances if kept.backup_role(one)), "")
        noted = record.jobs(home.id)
        if not noted and not (vault and role):
            raise PlatformError(
                f"{root.name}: home {home.id} cannot be backed up, for its vault or the role for it is gone; "
                "write when_decommissioned.home: keep, or make a backup of it by hand"
            )

        def note(jobs: list[str], home: Home = home) -> None:
            record.note_jobs(home.id, jobs)

        point = homes.snapshot(
            backup, home, vault, role, noted, note, lambda said: lane.tell(f"{root.name}: {said}")
        )
        record.keep([Thing("recovery point of homes", point)])


def _empty(root: Root, lane: Lane) -> None:
    """Empty the bucket of data sets, and let the buckets go that go. Their policies let nobody do so, and are
    changed first; that of no other is.

    Never once the keys are forgotten: this apply would make them anew. By then it has been done.
    """
    instances = _instances(root)
    s3 = survey.clients_of(root)("s3", root.region)
    full = {name for name in map(_bucket, filter(kept.data_bucket, instances)) if buckets.holds(s3, name)}
    policies = [one for one in instances if kept.closed(one) and _goes(one, instances, s3)]
    policies = [one for one in policies if _bucket(one) in full or kept.protected(one)]
    if policies and not kept.forgotten(instances):
        names = ", ".join(map(_bucket, policies))
        lane.tell(f"{root.name}: lifting the deletion protection of {names}")
        recovery.plan_and_apply(root, lane.watch, lane.tell, targets=[one.address for one in policies])
    for name in sorted(full):
        lane.tell(f"{root.name}: {buckets.empty(s3, name)} versions of objects deleted from {name}")


def _goes(policy: Instance, instances: Sequence[Instance], s3: Any) -> bool:
    """Whether the bucket of a policy goes: that of data sets always, any other where nothing is in it."""
    of_data = _bucket(policy) in {_bucket(one) for one in instances if kept.data_bucket(one)}
    return of_data or not buckets.holds(s3, _bucket(policy))


def _bucket(one: Instance) -> str:
    return str(one.values["bucket"])


def _forget(root: Root, lane: Lane, fate: Fate, record: Record) -> int:
    """Write down what stays, and then take it out of the state: never the other way round. Gives how much."""
    clients = survey.clients_of(root)
    found = survey.look(root, fate, clients)
    record.keep(found.things)
    if found.stays:
        lane.tell(f"{root.name}: {len(found.stays)} resources are kept, and leave the state")
        run.forget(root, [one.address for one in found.stays])
    return len(found.stays)
