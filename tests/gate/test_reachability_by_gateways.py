"""Ways to the internet by gateways of the VPC: each with its exact hops, none without its route, and none for
what stays inside."""

from __future__ import annotations

import pytest

from gate.networks import Layout, igw, route, subnet, vpc, way, without
from gate.plans import Ref, subject, world
from mlplatform.gate.network.reachability import way_out

PUBLIC: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | igw("igw", "v")
    | route("out", "aws_route_table.t", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)
NAT: Layout = (
    vpc("v")
    | subnet("a", "v", "private")
    | subnet("public", "v", "public")
    | igw("igw", "v")
    | {"aws_nat_gateway.n": {"subnet_id": Ref("aws_subnet.public.id"), "connectivity_type": "public"}}
    | route("nat", "aws_route_table.private", "0.0.0.0/0", nat_gateway_id=Ref("aws_nat_gateway.n.id"))
    | route("out", "aws_route_table.public", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)
EGRESS_ONLY: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | {"aws_egress_only_internet_gateway.e": {"vpc_id": Ref("aws_vpc.v.id")}}
    | route(
        "out",
        "aws_route_table.t",
        "::/0",
        egress_only_gateway_id=Ref("aws_egress_only_internet_gateway.e.id"),
    )
)
HALVES: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | igw("igw", "v")
    | route("out", "aws_route_table.t", "128.0.0.0/1", gateway_id=Ref("aws_internet_gateway.igw.id"))
)
VIRTUAL: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | {"aws_vpn_gateway.vgw": {"vpc_id": Ref("aws_vpc.v.id")}}
    | route("out", "aws_route_table.t", "0.0.0.0/0", gateway_id=Ref("aws_vpn_gateway.vgw.id"))
)

WAYS: dict[str, tuple[Layout, str, list[str]]] = {
    "an internet gateway": (
        PUBLIC,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.t -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "a NAT gateway in a public subnet": (
        NAT,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.private -> aws_nat_gateway.n",
            "aws_nat_gateway.n in aws_subnet.public",
            "route 0.0.0.0/0 in aws_route_table.public -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "egress-only IPv6": (
        EGRESS_ONLY,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route ::/0 in aws_route_table.t -> aws_egress_only_internet_gateway.e",
            "internet",
        ],
    ),
    "half of all addresses": (
        HALVES,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 128.0.0.0/1 in aws_route_table.t -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "a default route to a virtual private gateway": (
        VIRTUAL,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.t -> aws_vpn_gateway.vgw",
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


INTERNAL: dict[str, Layout] = {
    "no routes": vpc("v") | subnet("a", "v", "t"),
    "a route inside the bank": vpc("v")
    | subnet("a", "v", "t")
    | route("on", "aws_route_table.t", "10.0.0.0/8", transit_gateway_id="tgw-0123"),
    "a NAT gateway without a way on": {a: v for a, v in NAT.items() if a != "aws_route.out"},
    "a gateway that no route names": {a: v for a, v in PUBLIC.items() if a != "aws_route.out"},
    "a private IPv6 range": vpc("v")
    | subnet("a", "v", "t")
    | route("on", "aws_route_table.t", "fd00::/8", transit_gateway_id="tgw-0123"),
}


@pytest.mark.parametrize("layout", INTERNAL.values(), ids=INTERNAL)
def test_what_stays_inside_is_no_way(layout: Layout) -> None:
    assert way_out(subject(world(layout), "aws_subnet.a")) is None


def test_what_is_internal_is_for_the_bank_to_say() -> None:
    over = route("on", "aws_route_table.t", "51.0.0.0/16", transit_gateway_id="tgw-0123")
    layout = vpc("v") | subnet("a", "v", "t") | over
    assert way_out(subject(world(layout), "aws_subnet.a")) is not None
    own = world(layout, internal_cidrs=["51.0.0.0/16"])
    assert way_out(subject(own, "aws_subnet.a")) is None
