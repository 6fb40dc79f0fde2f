"""Availability zones: of an endpoint's interfaces, and of a VPC's subnets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.network.topology import topology
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN


@dataclass(frozen=True)
class Zones:
    """Names of zones. ``why`` says why there may be others, or why they are not known."""

    names: frozenset[str]
    why: str = ""


def of_endpoint(endpoint: Endpoint) -> Zones:
    """The zones that an endpoint stands in."""
    for given in endpoint.subnets:
        if given.outside or given.why:
            named = given.why or f"{given.outside[0]} is not in these plans"
            return Zones(frozenset(), f"the zones of its subnets are not shown: {named}")
    return _of(subnet for given in endpoint.subnets for subnet in given.found)


def of_vpc(vpc: Subject) -> Zones:
    """The zones in which a VPC has subnets, for there clients may stand."""
    return _of(topology(vpc.world).subnets_of[vpc.key])


def _of(subnets: Iterable[Subject]) -> Zones:
    names: set[str] = set()
    why = ""
    for subnet in subnets:
        given = subnet.raw("availability_zone") or UNKNOWN
        if given == UNKNOWN:
            given = subnet.raw("availability_zone_id") or UNKNOWN
        if given == UNKNOWN:
            why = why or f"the zone of {subnet} is known only after apply"
        else:
            names.add(str(given))
    return Zones(frozenset(names), why)
