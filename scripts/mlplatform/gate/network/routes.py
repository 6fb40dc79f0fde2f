"""Routes, wherever they are written: in a table, beside it, learnt from a gateway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.answers import Undecided
from mlplatform.gate.network import ranges
from mlplatform.gate.network.deleted import ranges_of
from mlplatform.gate.network.links import Block, Link, blocks, is_written, link
from mlplatform.gate.network.ranges import Reach
from mlplatform.gate.network.topology import TABLES, Key
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

TRANSIT = (
    "aws_ec2_transit_gateway.id",
    "aws_ec2_transit_gateway_vpc_attachment.transit_gateway_id",
    "aws_ec2_transit_gateway_vpc_attachment_accepter.transit_gateway_id",
)
GATEWAYS = (
    "aws_internet_gateway",
    "aws_egress_only_internet_gateway",
    "aws_vpn_gateway",
    "aws_ec2_carrier_gateway",
    "aws_nat_gateway",
    "aws_vpc_endpoint.id",
)
TARGETS: dict[str, tuple[str, ...]] = {
    "gateway_id": (*GATEWAYS, "aws_internet_gateway_attachment.internet_gateway_id"),
    "egress_only_gateway_id": GATEWAYS,
    "nat_gateway_id": GATEWAYS,
    "carrier_gateway_id": GATEWAYS,
    "local_gateway_id": ("aws_ec2_local_gateway",),
    "transit_gateway_id": TRANSIT,
    "vpc_peering_connection_id": (
        "aws_vpc_peering_connection",
        "aws_vpc_peering_connection_accepter",
        "aws_vpc_peering_connection_options",
    ),
    "network_interface_id": ("aws_network_interface.id", "aws_instance.primary_network_interface_id"),
    "vpc_endpoint_id": ("aws_vpc_endpoint.id", "aws_networkfirewall_firewall"),
    "core_network_arn": ("aws_networkmanager_core_network",),
}
_INLINE = ("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id")
_OWN = ("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id")


@dataclass(frozen=True)
class Route:
    """A route: to what range, by what attribute and to which resource or id it leads. ``why`` is set where
    the plan tells nothing of it, or where it may not be a route of this table."""

    destination: str
    reach: Reach
    attribute: str
    target: Link
    written: Subject
    why: str = ""

    @property
    def known(self) -> bool:
        """Whether it surely leads out of the bank's ranges."""
        return self.reach == "public" and not self.why

    @property
    def to(self) -> str:
        """What it leads to, as text."""
        return ", ".join([*map(str, self.target.found), *self.target.outside]) or "a target not known yet"


@dataclass(frozen=True)
class Routes:
    """The routes of every table, and those of which the plan does not tell the table."""

    by_table: dict[Key, list[Route]]
    loose: list[Route]


def routes(world: World) -> Routes:
    """Every route of the plans that may lead out of the bank's ranges."""
    if "routes" not in world.kept:
        world.kept["routes"] = _routes(world)
    kept: Routes = world.kept["routes"]
    return kept


def _routes(world: World) -> Routes:
    found = Routes(defaultdict(list), [])
    for table in world.of("aws_route_table", "aws_default_route_table"):
        found.by_table[table.key] += _inline(table)
        if table.is_set("propagating_vgws"):
            found.by_table[table.key].append(
                _learnt(table, link(table, "propagating_vgws", "aws_vpn_gateway"))
            )
    for each in world.of("aws_route"):
        _put(found, each, _own(each))
    for each in world.of("aws_vpn_gateway_route_propagation"):
        _put(found, each, _learnt(each, link(each, "vpn_gateway_id", "aws_vpn_gateway")))
    return found


def _put(found: Routes, written: Subject, route: Route) -> None:
    if route.reach == "internal":
        return
    table = link(written, "route_table_id", *TABLES)
    for meant in table.found:
        doubt = "" if table.sure else f"{written} may be a route of it: {table.doubt}"
        found.by_table[meant.key].append(_doubted(route, doubt))
    if table.why:
        found.loose.append(_doubted(route, f"{written} may be a route of it: {table.why}"))


def _doubted(route: Route, why: str) -> Route:
    return Route(
        route.destination, route.reach, route.attribute, route.target, route.written, route.why or why
    )


def _learnt(written: Subject, gateway: Link) -> Route:
    why = f"{written} takes over what the gateway learns, which may be a default route"
    return Route("any range it learns", "unknown", "gateway_id", gateway, written, why)


def _inline(table: Subject) -> Iterator[Route]:
    try:
        # What a table that exists has beside what is written, by aws_route or by hand, Terraform has found.
        gone = frozenset() if is_written(table, "route") else ranges_of(table, of_routes=True)
        for block in blocks(table, "route"):
            route = _of_block(table, block)
            if route.reach != "internal" and _first(block.value, _INLINE)[1] not in gone:
                yield route
    except Undecided as why:
        yield Route("", "unknown", "", Link(why=why.reason), table, why.reason)


def _of_block(table: Subject, block: Block) -> Route:
    name, value = _first(block.value, _INLINE)
    reach, destination = _reach(
        table, name, value, block.link("destination_prefix_list_id", *ranges.PREFIX_LISTS)
    )
    attribute = next((a for a in TARGETS if block.raw(a) not in (None, "")), "")
    target = block.link(attribute, *TARGETS[attribute]) if attribute else Link()
    return Route(destination, reach, attribute, target, table)


def _own(route: Subject) -> Route:
    name, value = _first({a: route.raw(a) for a in _OWN if route.is_set(a)}, _OWN)
    meant = link(route, "destination_prefix_list_id", *ranges.PREFIX_LISTS)
    reach, destination = _reach(route, name, value, meant)
    attribute = next((a for a in TARGETS if route.is_set(a)), "")
    target = link(route, attribute, *TARGETS[attribute]) if attribute else Link()
    return Route(destination, reach, attribute, target, route)


def _first(values: object, names: tuple[str, ...]) -> tuple[str, object]:
    given = values if isinstance(values, dict) else {}
    return next(((n, given[n]) for n in names if given.get(n) not in (None, "")), ("", UNKNOWN))


def _reach(written: Subject, name: str, value: object, prefixes: Link) -> tuple[Reach, str]:
    if name == "destination_prefix_list_id":
        named = ", ".join([*map(str, prefixes.found), *prefixes.outside]) or "a prefix list not known yet"
        return ranges.prefix_list(written.world, prefixes), named
    shown = "a range not known yet" if value == UNKNOWN else str(value)
    return ranges.reach(written.world, value), shown
