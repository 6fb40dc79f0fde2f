"""Ways that may be: what a plan does not tell, and that a sure way is told before them."""

from __future__ import annotations

import pytest

from gate.networks import Layout, igw, route, subnet, vpc
from gate.plans import LATER, Ref, subject, world
from mlplatform.gate.network.graph import BEYOND, INTERNET, Graph, Ways
from mlplatform.gate.network.reachability import way_out

UNSURE: dict[str, tuple[Layout, str]] = {
    "a target of which nothing is known": (
        vpc("v") | subnet("a", "v", "t") | route("out", "aws_route_table.t", "0.0.0.0/0", gateway_id=LATER),
        "aws_route.out.gateway_id is known only after apply",
    ),
    "a range of which nothing is known": (
        vpc("v")
        | subnet("a", "v", "t")
        | igw("igw", "v")
        | {
            "aws_route.out": {
                "route_table_id": Ref("aws_route_table.t.id"),
                "destination_cidr_block": LATER,
                "gateway_id": Ref("aws_internet_gateway.igw.id"),
            }
        },
        "route a range not known yet in aws_route_table.t -> aws_internet_gateway.igw",
    ),
    "a route of no known table": (
        vpc("v")
        | subnet("a", "v", "t")
        | igw("igw", "v")
        | {
            "aws_route.out": {
                "route_table_id": LATER,
                "destination_cidr_block": "0.0.0.0/0",
                "gateway_id": Ref("aws_internet_gateway.igw.id"),
            }
        },
        "aws_route.out may be a route of it",
    ),
    "an association of no known subnet": (
        vpc("v")
        | subnet("a", "v")
        | {
            "aws_route_table.t": {"vpc_id": Ref("aws_vpc.v.id")},
            "aws_route_table_association.x": {
                "subnet_id": LATER,
                "route_table_id": Ref("aws_route_table.t.id"),
            },
        },
        "aws_route_table_association.x may mean this subnet",
    ),
    "a route table of others": (
        vpc("v")
        | subnet("a", "v")
        | {
            "aws_route_table_association.x": {
                "subnet_id": Ref("aws_subnet.a.id"),
                "route_table_id": "rtb-0123",
            },
        },
        "route table rtb-0123, which these plans do not show",
    ),
    "the main route table of a VPC of others": (
        {"aws_subnet.a": {"vpc_id": "vpc-0123", "cidr_block": "10.0.0.0/24"}},
        "the main route table of vpc-0123, which these plans do not show",
    ),
    "routes that a gateway learns": (
        vpc("v")
        | subnet("a", "v", "t")
        | {
            "aws_vpn_gateway.vgw": {"vpc_id": Ref("aws_vpc.v.id")},
            "aws_vpn_gateway_route_propagation.x": {
                "route_table_id": Ref("aws_route_table.t.id"),
                "vpn_gateway_id": Ref("aws_vpn_gateway.vgw.id"),
            },
        },
        "takes over what the gateway learns",
    ),
}


@pytest.mark.parametrize(("layout", "why"), UNSURE.values(), ids=UNSURE)
def test_what_the_plan_does_not_tell_is_a_way_that_may_be(layout: Layout, why: str) -> None:
    found = way_out(subject(world(layout), "aws_subnet.a"))
    assert found is not None
    assert not found.sure
    assert why in "\n".join(found.lines)


def test_a_sure_way_is_told_before_one_that_may_be() -> None:
    graph = Graph()
    graph.add("subnet", INTERNET, "perhaps", sure=False)
    graph.add("subnet", "nat", "first")
    graph.add("nat", BEYOND, "second")
    way = Ways(graph).out_of("subnet")
    assert way is not None
    assert (way.sure, way.lines) == (True, ("first", "second", "beyond these plans"))
