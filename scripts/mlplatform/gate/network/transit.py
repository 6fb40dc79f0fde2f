"""Transit gateways: which table an attachment uses, and where the routes of that table lead."""

from __future__ import annotations

from collections import defaultdict

from mlplatform.gate.network import ranges
from mlplatform.gate.network.graph import BEYOND, UNKNOWN_PLACE, Graph, Node
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import SUBNETS, VPCS, Key
from mlplatform.gate.world import Subject, World

GATEWAY = "aws_ec2_transit_gateway"
TABLE = "aws_ec2_transit_gateway_route_table"
_TABLES = (
    TABLE,
    f"{GATEWAY}.association_default_route_table_id",
    f"{GATEWAY}.propagation_default_route_table_id",
)
VPC_ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment"
OTHERS = {  # attachments that do not lead to a VPC of these plans, and where they name their gateway
    "aws_vpn_connection": "transit_gateway_id",
    "aws_ec2_transit_gateway_peering_attachment": "transit_gateway_id",
    "aws_ec2_transit_gateway_peering_attachment_accepter": "transit_gateway_id",
    "aws_ec2_transit_gateway_connect": "transit_gateway_id",
    "aws_dx_gateway_association": "associated_gateway_id",
    "aws_ec2_transit_gateway_vpc_attachment_accepter": "transit_gateway_id",
}
ATTACHMENTS = (
    VPC_ATTACHMENT,
    "aws_vpn_connection.transit_gateway_attachment_id",
    *(type for type in OTHERS if type != "aws_vpn_connection"),
)


class Transit:
    """The transit gateways of the plans, put into a graph. A VPC enters one by ``enter``."""

    def __init__(self, world: World, graph: Graph) -> None:
        self._graph = graph
        self._entered: dict[tuple[Key, Key], Node] = {}
        self._of_vpc: dict[tuple[Key, Key], list[tuple[Subject, bool]]] = defaultdict(list)
        self._tables: dict[Key, list[Link]] = defaultdict(list)
        self._loose_associations: list[str] = []
        self._has_loose_routes = False
        for attachment in world.of(VPC_ATTACHMENT):
            self._attachment(attachment)
        for association in world.of("aws_ec2_transit_gateway_route_table_association"):
            self._associated(association)
        for gateway in world.of(GATEWAY):
            graph.add(
                ("any table", gateway.key),
                ("transit table", gateway.key),
                f"default route table of {gateway}",
            )
        for table in world.of(TABLE):
            for gateway in link(table, "transit_gateway_id", GATEWAY).found:
                graph.add(("any table", gateway.key), ("transit table", table.key), f"{table} of {gateway}")
        for route in world.of(
            "aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_prefix_list_reference"
        ):
            self._route(route)
        for learning in world.of("aws_ec2_transit_gateway_route_table_propagation"):
            self._propagation(learning)
        for type, attribute in OTHERS.items():
            for other in world.of(type):
                self._learning(other, attribute)

    def enter(self, gateway: Subject, vpc: Subject | None) -> Node:
        """Where traffic of a VPC is once a route has handed it to a transit gateway."""
        if vpc is None:
            return ("any table", gateway.key)
        at = (gateway.key, vpc.key)
        if at not in self._entered:
            self._entered[at] = ("transit gateway", gateway.key, vpc.key)
            self._leave(self._entered[at], gateway, self._of_vpc[at])
        return self._entered[at]

    def _leave(self, node: Node, gateway: Subject, attachments: list[tuple[Subject, bool]]) -> None:
        for attachment, sure in attachments:
            tables = self._tables[attachment.key]
            for meant in tables:
                for table in meant.found:
                    line = f"{gateway} from {attachment} by {table}"
                    self._graph.add(node, ("transit table", table.key), line, sure and meant.sure)
                for name in meant.outside:
                    self._graph.add(node, BEYOND, f"{gateway} from {attachment} by {name}")
                if meant.why:
                    self._graph.add(node, UNKNOWN_PLACE, f"{gateway} from {attachment}: {meant.why}", False)
            if not tables:
                line = f"{gateway} from {attachment} by its default route table"
                self._graph.add(
                    node, ("transit table", gateway.key), line, sure and not self._loose_associations
                )
            for why in self._loose_associations[:1] if not tables else []:
                self._graph.add(node, ("any table", gateway.key), why, False)
        if not attachments:
            self._graph.add(
                node, ("any table", gateway.key), f"{gateway}, by an attachment these plans do not show"
            )

    def _attachment(self, attachment: Subject) -> None:
        gateway = link(attachment, "transit_gateway_id", GATEWAY)
        vpc = link(attachment, "vpc_id", *VPCS)
        for each in gateway.found:
            for owner in vpc.found:
                self._of_vpc[each.key, owner.key].append((attachment, gateway.sure and vpc.sure))
        subnets = link(attachment, "subnet_ids", *SUBNETS)
        node = ("attachment", attachment.key)
        for subnet in subnets.found:
            self._graph.add(node, ("subnet", subnet.key), f"{attachment} in {subnet}", subnets.sure)
        for name in subnets.outside:
            self._graph.add(node, BEYOND, f"{attachment} in {name}")
        if subnets.why:
            self._graph.add(node, UNKNOWN_PLACE, f"{attachment}: {subnets.why}", False)

    def _associated(self, association: Subject) -> None:
        attachment = link(association, "transit_gateway_attachment_id", *ATTACHMENTS)
        table = link(association, "transit_gateway_route_table_id", *_TABLES)
        for each in attachment.found:
            self._tables[each.key].append(table if attachment.sure else Link(why=attachment.doubt))
        if attachment.why:
            self._loose_associations.append(f"{association} may be of this attachment: {attachment.why}")

    def _route(self, route: Subject) -> None:
        if route.raw("blackhole") is True:
            return
        if route.type.endswith("reference"):
            prefixes = link(route, "prefix_list_id", *ranges.PREFIX_LISTS)
            reach = ranges.prefix_list(route.world, prefixes)
            shown = ", ".join([*map(str, prefixes.found), *prefixes.outside]) or "a prefix list not known yet"
        else:
            reach = ranges.reach(route.world, route.raw("destination_cidr_block"))
            shown = (
                str(route.raw("destination_cidr_block")) if reach != "unknown" else "a range not known yet"
            )
        if reach == "internal":
            return
        table = link(route, "transit_gateway_route_table_id", *_TABLES)
        attachment = link(route, "transit_gateway_attachment_id", *ATTACHMENTS)
        sure = reach == "public" and table.sure and attachment.sure
        for meant in table.found:
            self._ways(("transit table", meant.key), f"route {shown} in {meant}", attachment, sure)
        if table.why:  # a route of any table there is
            self._ways(("any transit table",), f"route {shown} of {route}, {table.why}", attachment, False)
            self._loose_route(route.world)

    def _loose_route(self, world: World) -> None:
        if self._has_loose_routes:
            return
        self._has_loose_routes = True
        for table in world.of(TABLE, GATEWAY):
            self._graph.add(("transit table", table.key), ("any transit table",), "", False)

    def _ways(self, node: Node, line: str, attachment: Link, sure: bool) -> None:
        for each in attachment.found:
            if each.type == VPC_ATTACHMENT:
                self._graph.add(node, ("attachment", each.key), f"{line} -> {each}", sure)
            else:
                self._graph.add(node, BEYOND, f"{line} -> {each}", sure)
        for name in attachment.outside:
            self._graph.add(node, BEYOND, f"{line} -> {name}", sure)
        if attachment.why:
            self._graph.add(node, UNKNOWN_PLACE, f"{line}: {attachment.why}", False)

    def _propagation(self, learning: Subject) -> None:
        attachment = link(learning, "transit_gateway_attachment_id", *ATTACHMENTS)
        shown = attachment.found and not attachment.outside and not attachment.why
        if shown and all(each.type == VPC_ATTACHMENT for each in attachment.found):
            return  # a VPC announces its own range and nothing else
        for table in link(learning, "transit_gateway_route_table_id", *_TABLES).found:
            line = f"{table} learns routes by {learning}, which may be a default route"
            self._graph.add(("transit table", table.key), UNKNOWN_PLACE, line, False)

    def _learning(self, other: Subject, attribute: str) -> None:
        """A VPN, a Direct Connect or another account's VPC announces what it likes to the default table."""
        if other.type.endswith(("accepter", "peering_attachment")):
            return  # a VPC announces its own range; nothing is learnt over a peering of transit gateways
        for gateway in link(other, attribute, GATEWAY).found:
            if gateway.raw("default_route_table_propagation") != "disable":
                line = f"default route table of {gateway} learns from {other}, perhaps a default route"
                self._graph.add(("transit table", gateway.key), UNKNOWN_PLACE, line, False)
