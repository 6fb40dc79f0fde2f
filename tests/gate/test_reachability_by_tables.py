"""Ways to the internet by the table that holds: the main one, the default one, and one with a prefix list."""

from __future__ import annotations

import pytest

from gate.networks import Layout, igw, subnet, vpc, way, without
from gate.plans import Ref

MAIN_TABLE: Layout = (
    vpc("v")
    | subnet("a", "v")
    | igw("igw", "v")
    | {
        "aws_route.out": {
            "route_table_id": Ref("aws_vpc.v.main_route_table_id"),
            "destination_cidr_block": "0.0.0.0/0",
            "gateway_id": Ref("aws_internet_gateway.igw.id"),
        }
    }
)
DEFAULT_TABLE: Layout = (
    vpc("v")
    | subnet("a", "v")
    | igw("igw", "v")
    | {
        "aws_default_route_table.d": {
            "default_route_table_id": Ref("aws_vpc.v.default_route_table_id"),
            "route": [
                {"cidr_block": "10.0.0.0/8", "gateway_id": "local"},
                {"cidr_block": "0.0.0.0/0", "gateway_id": Ref("aws_internet_gateway.igw.id")},
            ],
        }
    }
)
PREFIXES: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | igw("igw", "v")
    | {
        "aws_ec2_managed_prefix_list.p": {"name": "partners", "entry": [{"cidr": "10.0.0.0/8"}]},
        "aws_ec2_managed_prefix_list_entry.e": {
            "prefix_list_id": Ref("aws_ec2_managed_prefix_list.p.id"),
            "cidr": "8.8.8.8/32",
        },
        "aws_route.out": {
            "route_table_id": Ref("aws_route_table.t.id"),
            "destination_prefix_list_id": Ref("aws_ec2_managed_prefix_list.p.id"),
            "gateway_id": Ref("aws_internet_gateway.igw.id"),
        },
    }
)

WAYS: dict[str, tuple[Layout, str, list[str]]] = {
    "the main route table": (
        MAIN_TABLE,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in the main route table of aws_vpc.v -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "a block of the default route table": (
        DEFAULT_TABLE,
        "aws_default_route_table.d",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_default_route_table.d -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
    "a prefix list with an address of others": (
        PREFIXES,
        "aws_ec2_managed_prefix_list_entry.e",
        [
            "subnet aws_subnet.a",
            "route aws_ec2_managed_prefix_list.p in aws_route_table.t -> aws_internet_gateway.igw",
            "internet",
        ],
    ),
}


@pytest.mark.parametrize(("layout", "route", "hops"), WAYS.values(), ids=WAYS)
def test_a_way_is_told_hop_by_hop_and_gone_without_its_route(
    layout: Layout, route: str, hops: list[str]
) -> None:
    assert way(layout) == (True, hops)
    assert way(without(layout, route)) is None
