"""The drawing of a network: what stands where, and what leads out."""

from __future__ import annotations

from gate.networks import ONE_SUBNET
from gate.plans import Ref, plan
from mlplatform.gate.network.drawing import DrawnEdge, drawing
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World


def test_the_drawing_shows_what_stands_where_and_what_leads_out() -> None:
    layout = ONE_SUBNET | {
        "aws_internet_gateway.igw": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_nat_gateway.n": {"subnet_id": Ref("aws_subnet.a.id")},
        "aws_route.out": {
            "route_table_id": Ref("aws_route_table.t.id"),
            "destination_cidr_block": "0.0.0.0/0",
            "gateway_id": Ref("aws_internet_gateway.igw.id"),
        },
        "aws_vpc_endpoint.kms": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "service_name": "com.amazonaws.eu-west-2.kms",
            "vpc_endpoint_type": "Interface",
            "subnet_ids": [Ref("aws_subnet.a.id")],
        },
        "aws_subnet.lost": {"vpc_id": "vpc-0123", "cidr_block": "10.9.0.0/24"},
    }
    found = drawing(World([plan(layout)], Settings.unsaid()))
    shown, elsewhere = found.vpcs
    assert (shown.id, shown.cidr) == ("aws_vpc.v", "10.0.0.0/16")
    assert [(s.id, s.cidr, s.way[-1], s.way_is_sure) for s in shown.subnets] == [
        ("aws_subnet.a", "10.0.0.0/24", "internet", True)
    ]
    assert [(e.id, e.service, e.kind, e.subnets) for e in shown.endpoints] == [
        ("aws_vpc_endpoint.kms", "kms", "Interface", ("aws_subnet.a",))
    ]
    assert ([s.id for s in elsewhere.subnets], elsewhere.id) == (["aws_subnet.lost"], "")
    assert {(g.id, g.kind, g.vpc) for g in found.gateways} == {
        ("aws_internet_gateway.igw", "internet_gateway", "aws_vpc.v"),
        ("aws_nat_gateway.n", "nat_gateway", ""),
    }
    assert set(found.edges) == {
        DrawnEdge("aws_subnet.a", "aws_internet_gateway.igw", "0.0.0.0/0", True),
        DrawnEdge("aws_nat_gateway.n", "aws_subnet.a", "stands in", True),
        DrawnEdge("aws_internet_gateway.igw", "internet", "", True),
    }
