"""From which subnets the internet can be reached, and by what way.

Every route to a range that is not the bank's own is followed, whatever it leads to. Whether the ranges of two
routes on one way overlap is not asked, nor what security groups and network ACLs let through: a way stands
where the routes of it do.
"""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.network.graph import BEYOND, INTERNET, UNKNOWN_PLACE, Graph, Node, Way, Ways
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.routes import Route, routes
from mlplatform.gate.network.topology import SUBNETS, VPCS, Topology, topology
from mlplatform.gate.network.transit import GATEWAY, Transit
from mlplatform.gate.world import Subject, World

TO_INTERNET = (
    "aws_internet_gateway",
    "aws_internet_gateway_attachment",
    "aws_egress_only_internet_gateway",
    "aws_ec2_carrier_gateway",
)
_ID_TO_INTERNET = ("igw-", "eigw-", "cagw-", "data.aws_internet_gateway.")


def way_out(subnet: Subject) -> Way | None:
    """The way from a subnet to the internet, hop by hop; None where there is none."""
    found = _ways(subnet.world).out_of(("subnet", subnet.key))
    return None if found is None else Way((f"subnet {subnet}", *found.lines), found.sure)


def graph(world: World) -> Graph:
    """Everything that hands traffic for the internet to something else."""
    if "network graph" not in world.kept:
        world.kept["network graph"] = _Builder(world).graph
    kept: Graph = world.kept["network graph"]
    return kept


def _ways(world: World) -> Ways:
    if "ways out" not in world.kept:
        world.kept["ways out"] = Ways(graph(world))
    kept: Ways = world.kept["ways out"]
    return kept


class _Builder:
    def __init__(self, world: World) -> None:
        self.world = world
        self.graph = Graph()
        self._peers: set[Node] = set()
        self.topology: Topology = topology(world)
        self.routes = routes(world)
        self.transit = Transit(world, self.graph)
        for subnet in self.topology.subnets:
            self._subnet(subnet)
        for table in world.of("aws_route_table", "aws_default_route_table", *VPCS):
            self._table(table)
        self._loose()
        for each in world.of("aws_network_interface", "aws_instance", "aws_nat_gateway", "aws_vpc_endpoint"):
            self._stands_in(each)
        for firewall in world.of("aws_networkfirewall_firewall"):
            for path in self._paths(firewall, "subnet_mapping"):
                subnets = link(firewall, f"{path}.subnet_id", *SUBNETS)
                self._to_subnets(("gateway", firewall.key), str(firewall), subnets)
        for instance, interface in self._attached():
            # an appliance passes on between its interfaces
            self.graph.add(_at(interface), _at(instance), f"{interface} of {instance}")
            self.graph.add(_at(instance), _at(interface), f"{instance} by {interface}")

    def _subnet(self, subnet: Subject) -> None:
        node = ("subnet", subnet.key)
        said = self.topology.explicit[subnet.key] or self.topology.vpc_of[subnet.key].found
        if subnet.type == "aws_default_subnet" and not said:
            line = "route 0.0.0.0/0 in the main route table of the default VPC, as AWS makes it"
            self.graph.add(node, INTERNET, line)
            return
        for use in self.topology.uses(subnet):
            if use.table is None:
                self.graph.add(node, UNKNOWN_PLACE, use.line, False)
            else:
                self.graph.add(node, ("table", use.table.key), use.line, use.sure)

    def _table(self, table: Subject) -> None:
        if table.type == "aws_default_vpc" and not self.topology.defaults[table.key]:
            line = f"route 0.0.0.0/0 in the main route table of {table}, as AWS makes it"
            self.graph.add(("table", table.key), INTERNET, line)
        vpc = table if table.type in VPCS else self.topology.vpc_of.get(table.key, Link()).only()
        for written in {each.key: each for each in [table, *self.topology.tables_of(table)]}.values():
            for route in self.routes.by_table.get(written.key, []):
                self._route(("table", table.key), table, route, vpc)
        if self.routes.loose:
            self.graph.add(("table", table.key), ("any table",), "", False)
        # Routes that name the VPC's default table stand in the aws_default_route_table of it as well.
        if table.type == "aws_default_route_table":
            for owner in self.topology.vpc_of[table.key].found:
                self.graph.add(("table", table.key), ("table", owner.key), "", True)

    def _loose(self) -> None:
        for route in self.routes.loose:
            self._route(("any table",), None, route, None)

    def _route(self, node: Node, table: Subject | None, route: Route, vpc: Subject | None) -> None:
        if route.reach == "internal":
            return
        where = _where(table, route)
        line = (
            f"route {route.destination}{where} -> {route.to}"
            if route.attribute
            else f"a route{where}: {route.why}"
        )
        line += f" ({route.why})" if route.why and route.attribute else ""
        sure = route.known and route.target.sure
        for target in route.target.found:
            self._hand_on(node, line, target, vpc, sure)
        for name in route.target.outside:
            if name != "local":
                self.graph.add(node, INTERNET if name.startswith(_ID_TO_INTERNET) else BEYOND, line, sure)
        if route.target.why:
            self.graph.add(node, UNKNOWN_PLACE, f"{line}: {route.target.why}", False)

    def _hand_on(self, node: Node, line: str, target: Subject, vpc: Subject | None, sure: bool) -> None:
        if target.type in TO_INTERNET:
            self.graph.add(node, INTERNET, line, sure)
        elif target.type.startswith(GATEWAY):
            self._to_transit(node, line, target, vpc, sure)
        elif target.type.startswith("aws_vpc_peering_connection"):
            self._to_peer(node, line, target, vpc, sure)
        elif target.type in ("aws_vpn_gateway", "aws_ec2_local_gateway", "aws_networkmanager_core_network"):
            self.graph.add(node, BEYOND, line, sure)
        elif target.type != "aws_vpc_endpoint" or target.raw("vpc_endpoint_type") != "Gateway":
            self.graph.add(node, _at(target), line, sure)

    def _to_transit(self, node: Node, line: str, target: Subject, vpc: Subject | None, sure: bool) -> None:
        meant = Link((target,)) if target.type == GATEWAY else link(target, "transit_gateway_id", GATEWAY)
        for gateway in meant.found:
            self.graph.add(node, self.transit.enter(gateway, vpc), line, sure and meant.sure)
        if not meant.found:
            self.graph.add(node, BEYOND, line, sure)

    def _to_peer(self, node: Node, line: str, target: Subject, vpc: Subject | None, sure: bool) -> None:
        peering = target
        if target.type != "aws_vpc_peering_connection":
            peering = link(target, "vpc_peering_connection_id", "aws_vpc_peering_connection").only() or target
        ends = [link(peering, end, *VPCS) for end in ("vpc_id", "peer_vpc_id")]
        others = [end for end in ends if vpc is None or vpc not in end.found]
        for other in others or ends:
            for peer in other.found:
                self.graph.add(node, self._peer(peering, peer), line, sure)
            if not other.found:
                self.graph.add(node, BEYOND, line, sure and not other.why)

    def _peer(self, peering: Subject, vpc: Subject) -> Node:
        """Traffic that has come over a peering may be passed on by something in any subnet of the VPC."""
        node = ("peer", peering.key, vpc.key)
        if node not in self._peers:
            self._peers.add(node)
            for subnet in self.topology.subnets_of[vpc.key]:
                self.graph.add(node, ("subnet", subnet.key), f"{peering} to {subnet} of {vpc}")
            if not self.topology.subnets_of[vpc.key]:
                self.graph.add(node, BEYOND, f"{peering} to {vpc}, whose subnets these plans do not show")
        return node

    def _stands_in(self, gateway: Subject) -> None:
        """A NAT gateway, an appliance or an endpoint hands on by the routes of the subnet it stands in."""
        if gateway.type == "aws_vpc_endpoint" and gateway.raw("vpc_endpoint_type") in (
            None,
            "Gateway",
            "Interface",
        ):
            return
        if gateway.type == "aws_instance" and gateway.is_set("network_interface"):
            return  # it stands where its interfaces do
        node = _at(gateway)
        path = "subnet_ids" if gateway.type == "aws_vpc_endpoint" else "subnet_id"
        subnets = link(gateway, path, *SUBNETS)
        self._to_subnets(node, str(gateway), subnets)
        if gateway.type == "aws_vpc_endpoint":
            line = f"{gateway}, to appliances that these plans do not show"
            self.graph.add(node, UNKNOWN_PLACE, line, False)
        elif subnets.unset:
            line = f"{gateway}, of which the plan does not tell the subnet"
            self.graph.add(node, UNKNOWN_PLACE, line, False)

    def _to_subnets(self, node: Node, name: str, subnets: Link) -> None:
        for subnet in subnets.found:
            self.graph.add(node, ("subnet", subnet.key), f"{name} in {subnet}", subnets.sure)
        for outside in subnets.outside:
            self.graph.add(node, BEYOND, f"{name} in {outside}")
        if subnets.why:
            self.graph.add(node, UNKNOWN_PLACE, f"{name}: {subnets.why}", False)

    def _attached(self) -> Iterator[tuple[Subject, Subject]]:
        for each in self.world.of("aws_network_interface_attachment"):
            for instance in link(each, "instance_id", "aws_instance").found:
                for interface in link(each, "network_interface_id", "aws_network_interface").found:
                    yield instance, interface
        for instance in self.world.of("aws_instance"):
            for path in self._paths(instance, "network_interface"):
                for interface in link(
                    instance, f"{path}.network_interface_id", "aws_network_interface"
                ).found:
                    yield instance, interface
        for interface in self.world.of("aws_network_interface"):
            for path in self._paths(interface, "attachment"):
                for instance in link(interface, f"{path}.instance", "aws_instance").found:
                    yield instance, interface

    def _paths(self, subject: Subject, path: str) -> list[str]:
        """The blocks at a path; a way to a place unknown where they are unknown."""
        if not subject.is_set(path):
            return []
        if not isinstance(subject.raw(path), list):
            line = f"{subject}, of which the plan does not tell where it stands"
            self.graph.add(_at(subject), UNKNOWN_PLACE, line, False)
            return []
        return subject.blocks(path)


def _where(table: Subject | None, route: Route) -> str:
    if table is None:
        return ""
    if table.type in VPCS and route.written.type != "aws_default_route_table":
        return f" in the main route table of {table}"
    return f" in {route.written if table.type in VPCS else table}"


def _at(gateway: Subject) -> Node:
    return ("gateway", gateway.key)
