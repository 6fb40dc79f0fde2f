"""In how many Availability Zones something stands, by its subnets."""

from __future__ import annotations

from mlplatform.gate.answers import Answer, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN


def spread(owner: Subject, path: str) -> Answer:
    """Whether the subnets at ``path`` are in two zones at least."""
    listed = owner.raw(path)
    if isinstance(listed, list) and len(listed) == 1:
        return failed(f"{path} names one subnet, which is in one zone")
    subnets = owner.refers(path, "aws_subnet")
    if not listed or not owner.is_set(path):
        return failed(f"{path} names no subnet")
    return over(subnets, len(listed) if isinstance(listed, list) else len(subnets))


def over(subnets: list[Subject], wanted: int) -> Answer:
    """Whether subnets are in two zones at least; ``wanted`` are meant, of which some may be unseen."""
    found = {zone for subnet in subnets if (zone := _zone(subnet))}
    if len(found) > 1:
        return held()
    unseen = wanted - len(subnets) if wanted > len(subnets) else 0
    later = [subnet.address for subnet in subnets if not _zone(subnet)]
    if unseen or (later and wanted > 1):
        what = f"the zone of {', '.join(later)} is" if later else f"{unseen} of its subnets are"
        return undecided(f"{what} not in these plans")
    return failed(f"all its subnets are in zone {', '.join(found)}" if found else "it has one subnet only")


def _zone(subnet: Subject) -> str:
    for attribute in ("availability_zone_id", "availability_zone"):
        value = subnet.raw(attribute)
        if isinstance(value, str) and value and value != UNKNOWN:
            return value
    return ""
