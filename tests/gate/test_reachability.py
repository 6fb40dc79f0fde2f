"""Ways to the internet: each layout with the exact hops, and the same layout without the route that makes it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, plan, subject, world
from mlplatform.gate.network.graph import BEYOND, INTERNET, Graph, Ways
from mlplatform.gate.network.reachability import way_out
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World

Layout = dict[str, Mapping[str, Any]]


def vpc(name: str, cidr: str = "10.0.0.0/16") -> Layout:
    return {f"aws_vpc.{name}": {"cidr_block": cidr}}


def subnet(name: str, vpc: str, table: str | None = None) -> Layout:
    """A subnet and, unless it takes the main one, a route table of its own."""
    found: Layout = {f"aws_subnet.{name}": {"vpc_id": Ref(f"aws_vpc.{vpc}.id"), "cidr_block": "10.0.0.0/24"}}
    if table:
        found[f"aws_route_table.{table}"] = {"vpc_id": Ref(f"aws_vpc.{vpc}.id")}
        found[f"aws_route_table_association.{name}"] = {
            "subnet_id": Ref(f"aws_subnet.{name}.id"),
            "route_table_id": Ref(f"aws_route_table.{table}.id"),
        }
    return found


def route(name: str, table: str, to: str, **target: Any) -> Layout:
    key = "destination_ipv6_cidr_block" if ":" in to else "destination_cidr_block"
    return {f"aws_route.{name}": {"route_table_id": Ref(f"{table}.id"), key: to, **target}}


def igw(name: str, vpc: str) -> Layout:
    return {f"aws_internet_gateway.{name}": {"vpc_id": Ref(f"aws_vpc.{vpc}.id")}}


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
    "a prefix list with an address of others": (
        PREFIXES,
        "aws_ec2_managed_prefix_list_entry.e",
        [
            "subnet aws_subnet.a",
            "route aws_ec2_managed_prefix_list.p in aws_route_table.t -> aws_internet_gateway.igw",
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
    found = way_out(subject(world(layout), "aws_subnet.a"))
    assert found is not None
    assert found.sure
    assert list(found.lines) == hops
    without = {address: values for address, values in layout.items() if address != route}
    assert way_out(subject(world(without), "aws_subnet.a")) is None


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


def test_a_sure_way_is_told_before_one_that_may_be() -> None:
    graph = Graph()
    graph.add("subnet", INTERNET, "perhaps", sure=False)
    graph.add("subnet", "nat", "first")
    graph.add("nat", BEYOND, "second")
    way = Ways(graph).out_of("subnet")
    assert way is not None
    assert (way.sure, way.lines) == (True, ("first", "second", "beyond these plans"))


def test_thousands_of_subnets_are_judged_in_seconds() -> None:
    layout: Layout = vpc("v") | igw("igw", "v") | {"aws_ec2_transit_gateway.t": {}}
    for number in range(3000):
        layout |= subnet(f"s{number}", "v", f"t{number}")
        layout |= route(
            f"r{number}",
            f"aws_route_table.t{number}",
            "0.0.0.0/0",
            transit_gateway_id=Ref("aws_ec2_transit_gateway.t.id"),
        )
    made = World([plan(layout)], Settings.unsaid())
    start = time.process_time()
    found = [way_out(each) for each in made.of("aws_subnet")]
    assert time.process_time() - start < 20
    assert found == [None] * 3000
