"""The network as data for a drawing: what stands in which VPC, and what leads where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mlplatform.gate.network.endpoints import endpoints
from mlplatform.gate.network.endpoints import of as endpoint_of
from mlplatform.gate.network.links import link
from mlplatform.gate.network.reachability import TO_INTERNET, way_out
from mlplatform.gate.network.routes import TARGETS, Route, routes
from mlplatform.gate.network.topology import SUBNETS, VPCS, topology
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

INTERNET_ID, BEYOND_ID = "internet", "beyond"
_GATEWAYS = sorted(
    {type.partition(".")[0] for types in TARGETS.values() for type in types} - {"aws_vpc_endpoint"}
)


@dataclass(frozen=True)
class DrawnSubnet:
    """A subnet. ``way`` is its way to the internet, line by line; empty where it has none."""

    id: str
    cidr: str
    zone: str
    way: tuple[str, ...]
    way_is_sure: bool


@dataclass(frozen=True)
class DrawnEndpoint:
    """A VPC endpoint: its service, its kind, the ids of the subnets it stands in."""

    id: str
    service: str
    kind: str
    subnets: tuple[str, ...]


@dataclass(frozen=True)
class DrawnGateway:
    """A gateway. ``vpc`` is empty where it stands between VPCs or the plan does not tell."""

    id: str
    kind: str
    vpc: str
    plan: str = field(default="", compare=False)


@dataclass(frozen=True)
class DrawnVpc:
    """A VPC with what stands in it; id and range are empty for subnets whose VPC the plans do not show."""

    id: str
    cidr: str
    subnets: tuple[DrawnSubnet, ...]
    endpoints: tuple[DrawnEndpoint, ...]
    plan: str = field(default="", compare=False)


@dataclass(frozen=True)
class DrawnEdge:
    """What leads from a subnet or a gateway to another, to ``internet`` or ``beyond``; its route as label."""

    start: str
    end: str
    label: str
    sure: bool


@dataclass(frozen=True)
class Drawing:
    """All of it. Ids are addresses; with several plans, those of one plan follow those of another."""

    vpcs: tuple[DrawnVpc, ...]
    gateways: tuple[DrawnGateway, ...]
    edges: tuple[DrawnEdge, ...]


def drawing(world: World) -> Drawing:
    """The network of these plans."""
    places = topology(world)
    vpcs = [_vpc(world, vpc) for vpc in world.of(*VPCS)]
    elsewhere = tuple(_subnet(s) for s in places.subnets if not places.vpc_of[s.key].found)
    lost = tuple(_endpoint(e.subject) for e in endpoints(world) if not e.vpc.found)
    if elsewhere or lost:
        vpcs.append(DrawnVpc("", "", elsewhere, lost))
    gateways = tuple(_gateway(each) for each in world.of(*_GATEWAYS))
    return Drawing(tuple(vpcs), gateways, tuple(dict.fromkeys(_edges(world))))


def _vpc(world: World, vpc: Subject) -> DrawnVpc:
    subnets = tuple(_subnet(each) for each in topology(world).subnets_of[vpc.key])
    inside = tuple(_endpoint(e.subject) for e in endpoints(world) if vpc in e.vpc.found)
    return DrawnVpc(str(vpc), _known(vpc, "cidr_block"), subnets, inside, vpc.plan.name)


def _subnet(subnet: Subject) -> DrawnSubnet:
    way = way_out(subnet)
    return DrawnSubnet(
        str(subnet),
        _known(subnet, "cidr_block") or _known(subnet, "ipv6_cidr_block"),
        _known(subnet, "availability_zone"),
        way.lines if way else (),
        way.sure if way else True,
    )


def _endpoint(subject: Subject) -> DrawnEndpoint:
    found = endpoint_of(subject)
    subnets = tuple(str(subnet) for given in found.subnets for subnet in given.found)
    return DrawnEndpoint(str(subject), found.service, found.kind, subnets)


def _gateway(gateway: Subject) -> DrawnGateway:
    vpc = link(gateway, "vpc_id", *VPCS).only()
    kind = gateway.type.removeprefix("aws_")
    return DrawnGateway(str(gateway), kind, str(vpc) if vpc else "", gateway.plan.name)


def _edges(world: World) -> Iterator[DrawnEdge]:
    """From each subnet by the routes of its tables; from each gateway into the subnets it stands in."""
    for subnet in topology(world).subnets:
        for use in topology(world).uses(subnet):
            for table in topology(world).tables_of(use.table) if use.table else []:
                for route in routes(world).by_table.get(table.key, []):
                    yield from _route(subnet, route, use.sure)
            if use.table is not None and use.table.type in VPCS:
                for route in routes(world).by_table.get(use.table.key, []):
                    yield from _route(subnet, route, use.sure)
    for gateway in world.of(*_GATEWAYS):
        for path in ("subnet_id", "subnet_ids"):
            stands = link(gateway, path, *SUBNETS)
            for subnet in stands.found:
                yield DrawnEdge(str(gateway), str(subnet), "stands in", stands.sure)
        for path in ("vpc_id", "peer_vpc_id"):
            for vpc in (
                link(gateway, path, *VPCS).found if gateway.type == "aws_vpc_peering_connection" else ()
            ):
                yield DrawnEdge(str(gateway), str(vpc), "peers", True)
        if gateway.type in TO_INTERNET:
            yield DrawnEdge(str(gateway), INTERNET_ID, "", True)


def _route(subnet: Subject, route: Route, sure: bool) -> Iterator[DrawnEdge]:
    certain = sure and route.known and route.target.sure
    for target in route.target.found:
        yield DrawnEdge(str(subnet), str(target), route.destination, certain)
    for name in route.target.outside:
        if name != "local":
            yield DrawnEdge(str(subnet), BEYOND_ID, f"{route.destination} -> {name}", certain)


def _known(subject: Subject, path: str) -> str:
    value = subject.raw(path)
    return "" if value in (None, UNKNOWN) else str(value)
