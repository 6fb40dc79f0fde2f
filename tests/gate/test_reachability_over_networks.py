"""Ways to the internet over transit gateways and peerings: each hop of them, where they end, and circles."""

from __future__ import annotations

import pytest

from gate.networks import Layout, igw, route, subnet, vpc, way, without
from gate.plans import Ref, subject, world
from mlplatform.gate.network.reachability import way_out

TRANSIT: Layout = (
    vpc("spoke", "10.1.0.0/16")
    | vpc("egress", "10.9.0.0/16")
    | subnet("a", "spoke", "spoke")
    | subnet("tgw", "egress", "tgw")
    | subnet("public", "egress", "public")
    | igw("igw", "egress")
    | {
        "aws_ec2_transit_gateway.t": {"default_route_table_association": "disable"},
        "aws_ec2_transit_gateway_vpc_attachment.spoke": {
            "transit_gateway_id": Ref("aws_ec2_transit_gateway.t.id"),
            "vpc_id": Ref("aws_vpc.spoke.id"),
            "subnet_ids": [Ref("aws_subnet.a.id")],
        },
        "aws_ec2_transit_gateway_vpc_attachment.egress": {
            "transit_gateway_id": Ref("aws_ec2_transit_gateway.t.id"),
            "vpc_id": Ref("aws_vpc.egress.id"),
            "subnet_ids": [Ref("aws_subnet.tgw.id")],
        },
        "aws_ec2_transit_gateway_route_table.spokes": {
            "transit_gateway_id": Ref("aws_ec2_transit_gateway.t.id")
        },
        "aws_ec2_transit_gateway_route_table_association.spoke": {
            "transit_gateway_attachment_id": Ref("aws_ec2_transit_gateway_vpc_attachment.spoke.id"),
            "transit_gateway_route_table_id": Ref("aws_ec2_transit_gateway_route_table.spokes.id"),
        },
        "aws_ec2_transit_gateway_route.out": {
            "destination_cidr_block": "0.0.0.0/0",
            "transit_gateway_attachment_id": Ref("aws_ec2_transit_gateway_vpc_attachment.egress.id"),
            "transit_gateway_route_table_id": Ref("aws_ec2_transit_gateway_route_table.spokes.id"),
        },
        "aws_nat_gateway.n": {"subnet_id": Ref("aws_subnet.public.id")},
    }
    | route(
        "up", "aws_route_table.spoke", "0.0.0.0/0", transit_gateway_id=Ref("aws_ec2_transit_gateway.t.id")
    )
    | route("nat", "aws_route_table.tgw", "0.0.0.0/0", nat_gateway_id=Ref("aws_nat_gateway.n.id"))
    | route("out", "aws_route_table.public", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)
PEERING: Layout = (
    vpc("v", "10.1.0.0/16")
    | vpc("hub", "10.2.0.0/16")
    | subnet("a", "v", "t")
    | subnet("proxy", "hub", "hub")
    | igw("igw", "hub")
    | {
        "aws_vpc_peering_connection.p": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "peer_vpc_id": Ref("aws_vpc.hub.id"),
        }
    }
    | route(
        "over",
        "aws_route_table.t",
        "0.0.0.0/0",
        vpc_peering_connection_id=Ref("aws_vpc_peering_connection.p.id"),
    )
    | route("out", "aws_route_table.hub", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)
FOREIGN_PEER: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | {
        "aws_vpc_peering_connection.p": {"vpc_id": Ref("aws_vpc.v.id"), "peer_vpc_id": "vpc-0123"},
    }
    | route(
        "over",
        "aws_route_table.t",
        "52.0.0.0/8",
        vpc_peering_connection_id=Ref("aws_vpc_peering_connection.p.id"),
    )
)

WAYS: dict[str, tuple[Layout, str, list[str]]] = {
    "a transit gateway to an egress VPC": (
        TRANSIT,
        "aws_ec2_transit_gateway_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.spoke -> aws_ec2_transit_gateway.t",
            "aws_ec2_transit_gateway.t from aws_ec2_transit_gateway_vpc_attachment.spoke by "
            "aws_ec2_transit_gateway_route_table.spokes",
            "route 0.0.0.0/0 in aws_ec2_transit_gateway_route_table.spokes -> "
            "aws_ec2_transit_gateway_vpc_attachment.egress",
            "aws_ec2_transit_gateway_vpc_attachment.egress in aws_subnet.tgw",
            "route 0.0.0.0/0 in aws_route_table.tgw -> aws_nat_gateway.n",
            "aws_nat_gateway.n in aws_subnet.public",
            "route 0.0.0.0/0 in aws_route_table.public -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "a peering with a default route": (
        PEERING,
        "aws_route.over",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.t -> aws_vpc_peering_connection.p",
            "aws_vpc_peering_connection.p to aws_subnet.proxy of aws_vpc.hub",
            "route 0.0.0.0/0 in aws_route_table.hub -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "public addresses to a peer of others": (
        FOREIGN_PEER,
        "aws_route.over",
        [
            "subnet aws_subnet.a",
            "route 52.0.0.0/8 in aws_route_table.t -> aws_vpc_peering_connection.p",
            "beyond these plans",
        ],
    ),
}


@pytest.mark.parametrize(("layout", "route", "hops"), WAYS.values(), ids=WAYS)
def test_a_way_is_told_hop_by_hop_and_gone_without_its_route(
    layout: Layout, route: str, hops: list[str]
) -> None:
    assert way(layout) == (True, hops)
    assert way(without(layout, route)) is None


UP: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | {"aws_ec2_transit_gateway.t": {}}
    | route("up", "aws_route_table.t", "0.0.0.0/0", transit_gateway_id=Ref("aws_ec2_transit_gateway.t.id"))
)
OF_OTHERS: Layout = {
    "aws_ec2_transit_gateway_peering_attachment.region": {
        "transit_gateway_id": Ref("aws_ec2_transit_gateway.t.id")
    },
    "aws_ec2_transit_gateway_route.on": {
        "destination_cidr_block": "0.0.0.0/0",
        "transit_gateway_attachment_id": Ref("aws_ec2_transit_gateway_peering_attachment.region.id"),
        "transit_gateway_route_table_id": Ref("aws_ec2_transit_gateway.t.association_default_route_table_id"),
    },
}


def test_a_transit_gateway_leads_where_its_table_does() -> None:
    assert way_out(subject(world(UP), "aws_subnet.a")) is None
    found = way_out(subject(world(UP | OF_OTHERS), "aws_subnet.a"))
    assert found is not None
    assert list(found.lines) == [
        "subnet aws_subnet.a",
        "route 0.0.0.0/0 in aws_route_table.t -> aws_ec2_transit_gateway.t",
        "aws_ec2_transit_gateway.t, by an attachment these plans do not show",
        "default route table of aws_ec2_transit_gateway.t",
        "route 0.0.0.0/0 in aws_ec2_transit_gateway.t -> aws_ec2_transit_gateway_peering_attachment.region",
        "beyond these plans",
    ]


def test_what_a_transit_gateway_learns_from_a_vpn_may_be_a_default_route() -> None:
    vpn: Layout = {"aws_vpn_connection.v": {"transit_gateway_id": Ref("aws_ec2_transit_gateway.t.id")}}
    found = way_out(subject(world(UP | vpn), "aws_subnet.a"))
    assert found is not None
    assert not found.sure
    assert "learns from aws_vpn_connection.v" in found.lines[-2]
    deaf: Layout = {"aws_ec2_transit_gateway.t": {"default_route_table_propagation": "disable"}}
    assert way_out(subject(world(UP | vpn | deaf), "aws_subnet.a")) is None


def test_a_blackhole_in_the_transit_gateway_ends_the_way() -> None:
    route = dict(TRANSIT["aws_ec2_transit_gateway_route.out"]) | {"blackhole": True}
    assert (
        way_out(subject(world(TRANSIT | {"aws_ec2_transit_gateway_route.out": route}), "aws_subnet.a"))
        is None
    )


def test_a_peering_leads_to_the_other_end_and_not_back() -> None:
    """A way out of one's own VPC is none for a subnet whose traffic goes over the peering."""
    layout = (
        vpc("v")
        | vpc("hub", "10.2.0.0/16")
        | subnet("a", "v", "t")
        | subnet("public", "v", "public")
        | subnet("closed", "hub", "closed")
        | igw("igw", "v")
        | {"aws_vpc_peering_connection.p": PEERING["aws_vpc_peering_connection.p"]}
        | {"aws_route.over": PEERING["aws_route.over"]}
        | route("out", "aws_route_table.public", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
    )
    assert way_out(subject(world(layout), "aws_subnet.public")) is not None
    assert way_out(subject(world(layout), "aws_subnet.a")) is None


def test_circles_of_peerings_and_gateways_end() -> None:
    """Three VPCs, each with a default route to the next, lead nowhere; with one gateway, all three lead out."""
    ring: Layout = {}
    for here, there in (("one", "two"), ("two", "three"), ("three", "one")):
        peering = f"aws_vpc_peering_connection.{here}"
        ring |= vpc(here) | subnet(here, here, here)
        ring[peering] = {"vpc_id": Ref(f"aws_vpc.{here}.id"), "peer_vpc_id": Ref(f"aws_vpc.{there}.id")}
        ring |= route(
            here, f"aws_route_table.{here}", "0.0.0.0/0", vpc_peering_connection_id=Ref(f"{peering}.id")
        )
    assert [way_out(subject(world(ring), f"aws_subnet.{name}")) for name in ("one", "two", "three")] == [
        None
    ] * 3
    opened = (
        ring
        | igw("igw", "three")
        | route("out", "aws_route_table.three", "0.0.0.0/1", gateway_id=Ref("aws_internet_gateway.igw.id"))
    )
    found = {name: way_out(subject(world(opened), f"aws_subnet.{name}")) for name in ("one", "two", "three")}
    assert {name: len(way.lines) for name, way in found.items() if way} == {"one": 7, "two": 5, "three": 3}
