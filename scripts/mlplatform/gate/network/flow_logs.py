"""Where the flow logs of a VPC go, and whether they are kept there as they should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import VPCS, Key
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"


def of(vpc: Subject) -> tuple[list[Subject], list[str]]:
    """The flow logs of a whole VPC, and those of which the plan does not tell the VPC."""
    found, loose = _flow_logs(vpc.world)
    return found[vpc.key], loose


def _flow_logs(world: World) -> tuple[dict[Key, list[Subject]], list[str]]:
    if "flow logs" not in world.kept:
        found: dict[Key, list[Subject]] = defaultdict(list)
        loose = []
        for each in world.of("aws_flow_log"):
            meant = link(each, "vpc_id", *VPCS)
            for vpc in meant.found if meant.sure else ():
                found[vpc.key].append(each)
            if not meant.sure:
                loose.append(f"{each} may be of it: {meant.doubt}")
        world.kept["flow logs"] = (found, loose)
    kept: tuple[dict[Key, list[Subject]], list[str]] = world.kept["flow logs"]
    return kept


def kept(log: Subject) -> Iterator[Answer]:
    """Whether the destination of a flow log has a key of the bank, and keeps for as long as the bank says."""
    kind = log.raw("log_destination_type") if log.configured("log_destination_type") else None
    if kind == "s3":
        yield from _in_bucket(log, link(log, "log_destination", "aws_s3_bucket"))
    elif kind in (None, "cloud-watch-logs"):
        path = "log_group_name" if log.is_set("log_group_name") else "log_destination"
        yield from _in_group(log, link(log, path, "aws_cloudwatch_log_group"))
    else:
        yield undecided(f"{log} goes to {kind}, where the plan does not tell how it is kept")


def _in_group(log: Subject, meant: Link) -> Iterator[Answer]:
    yield from _shown(log, meant)
    for group in meant.found:
        yield about(group, our_key(group, "kms_key_id", "its own key"))
        days, wanted = group.raw("retention_in_days"), group.world.settings.log_retention_days
        if days == UNKNOWN and group.configured("retention_in_days"):
            yield undecided(f"{group}.retention_in_days is known only after apply")
        elif isinstance(days, int) and 0 < days < wanted:
            yield failed(f"{group} keeps {days} days; at least {wanted} are wanted")


def _in_bucket(log: Subject, meant: Link) -> Iterator[Answer]:
    yield from _shown(log, meant)
    for bucket in meant.found:
        settings = bucket.attached(_ENCRYPTION, "bucket")
        if not settings:
            yield failed(f"{bucket} has no key of its own for what it holds")
        for setting in settings:
            for rule in setting.blocks("rule"):
                for default in setting.blocks(f"{rule}.apply_server_side_encryption_by_default"):
                    yield about(setting, our_key(setting, f"{default}.kms_master_key_id", "its own key"))
        for lifecycle in bucket.attached("aws_s3_bucket_lifecycle_configuration", "bucket"):
            yield from _expiry(lifecycle)


def _expiry(lifecycle: Subject) -> Iterator[Answer]:
    wanted = lifecycle.world.settings.log_retention_days
    for rule in lifecycle.blocks("rule"):
        if lifecycle.raw(f"{rule}.status") == "Disabled":
            continue
        for expiration in lifecycle.blocks(f"{rule}.expiration"):
            days = lifecycle.known(f"{expiration}.days")
            if isinstance(days, int) and 0 < days < wanted:
                yield failed(f"{lifecycle} keeps {days} days; at least {wanted} are wanted")


def _shown(log: Subject, meant: Link) -> Iterator[Answer]:
    if meant.unset:
        yield failed(f"{log} names no destination")
    elif meant.outside or meant.why:
        yield undecided(f"{log} goes where the plan does not show: {meant.why or meant.outside[0]}")
    else:
        yield held()


def about(subject: Subject, answer: Answer) -> Answer:
    """An answer about a resource that a VPC's answer depends on."""
    return (
        answer
        if answer.status == "pass"
        else Answer(answer.status, f"{subject}: {answer.reason}", answer.path)
    )
