"""Ways to the internet through appliances and firewalls: an inspected way is a way."""

from __future__ import annotations

import pytest

from gate.networks import Layout, igw, route, subnet, vpc, way, without
from gate.plans import Ref, subject, world
from mlplatform.gate.network.reachability import way_out

APPLIANCE: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | subnet("inside", "v", "inside")
    | subnet("outside", "v", "outside")
    | igw("igw", "v")
    | {
        "aws_network_interface.in": {"subnet_id": Ref("aws_subnet.inside.id")},
        "aws_network_interface.out": {"subnet_id": Ref("aws_subnet.outside.id")},
        "aws_instance.firewall": {
            "network_interface": [
                {"device_index": 0, "network_interface_id": Ref("aws_network_interface.in.id")},
                {"device_index": 1, "network_interface_id": Ref("aws_network_interface.out.id")},
            ]
        },
    }
    | route("in", "aws_route_table.t", "0.0.0.0/0", network_interface_id=Ref("aws_network_interface.in.id"))
    | route("out", "aws_route_table.outside", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)

WAYS: dict[str, tuple[Layout, str, list[str]]] = {
    "an appliance with two interfaces": (
        APPLIANCE,
        "aws_route.out",
        [
            "subnet aws_subnet.a",
            "route 0.0.0.0/0 in aws_route_table.t -> aws_network_interface.in",
            "aws_network_interface.in of aws_instance.firewall",
            "aws_instance.firewall by aws_network_interface.out",
            "aws_network_interface.out in aws_subnet.outside",
            "route 0.0.0.0/0 in aws_route_table.outside -> aws_internet_gateway.igw",
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


FIREWALL: Layout = (
    vpc("v")
    | subnet("a", "v", "t")
    | subnet("inspection", "v", "inspection")
    | igw("igw", "v")
    | {"aws_networkfirewall_firewall.f": {"subnet_mapping": [{"subnet_id": Ref("aws_subnet.inspection.id")}]}}
    | route(
        "in",
        "aws_route_table.t",
        "0.0.0.0/0",
        vpc_endpoint_id=Ref("aws_networkfirewall_firewall.f.firewall_status"),
    )
    | route("out", "aws_route_table.inspection", "0.0.0.0/0", gateway_id=Ref("aws_internet_gateway.igw.id"))
)


def test_an_inspected_way_is_a_way() -> None:
    found = way_out(subject(world(FIREWALL), "aws_subnet.a"))
    assert found is not None
    assert list(found.lines) == [
        "subnet aws_subnet.a",
        "route 0.0.0.0/0 in aws_route_table.t -> aws_networkfirewall_firewall.f",
        "aws_networkfirewall_firewall.f in aws_subnet.inspection",
        "route 0.0.0.0/0 in aws_route_table.inspection -> aws_internet_gateway.igw",
        "internet",
    ]
    inside = {address: values for address, values in FIREWALL.items() if address != "aws_route.out"}
    assert way_out(subject(world(inside), "aws_subnet.a")) is None


def test_behind_an_endpoint_of_appliances_there_may_be_a_way() -> None:
    layout = (
        vpc("v")
        | subnet("a", "v", "t")
        | subnet("inspection", "v", "inspection")
        | {
            "aws_vpc_endpoint.e": {
                "vpc_id": Ref("aws_vpc.v.id"),
                "vpc_endpoint_type": "GatewayLoadBalancer",
                "subnet_ids": [Ref("aws_subnet.inspection.id")],
            }
        }
        | route("in", "aws_route_table.t", "0.0.0.0/0", vpc_endpoint_id=Ref("aws_vpc_endpoint.e.id"))
    )
    found = way_out(subject(world(layout), "aws_subnet.a"))
    assert found is not None
    assert not found.sure
    assert found.lines[-2] == "aws_vpc_endpoint.e, to appliances that these plans do not show"
