"""The network beneath the controls: links, sets of blocks, groups, names, several plans, and the drawing."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, plan, subject, world
from mlplatform.gate import catalogue, judge
from mlplatform.gate.network import dns, endpoints, ranges
from mlplatform.gate.network.drawing import DrawnEdge, drawing
from mlplatform.gate.network.groups import groups
from mlplatform.gate.network.links import blocks, link
from mlplatform.gate.network.reachability import way_out
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

Layout = dict[str, Mapping[str, Any]]
VPC: Layout = {"aws_vpc.v": {"cidr_block": "10.0.0.0/16"}}
GROUP: Layout = VPC | {"aws_security_group.g": {"vpc_id": Ref("aws_vpc.v.id")}}


def answers(world: World, control: str) -> dict[str, str]:
    found = judge.judge(world, [catalogue.one(control)])
    return {result.address: result.status for result in found.results}


def test_a_block_of_a_set_is_known_by_what_both_know() -> None:
    """A plan sorts the blocks of a set: which of those written has the unknown target, its range tells."""
    layout = VPC | {
        "aws_internet_gateway.igw": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_vpn_gateway.vgw": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_route_table.t": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "route": [
                {"cidr_block": "10.0.0.0/8", "gateway_id": Ref("aws_vpn_gateway.vgw.id")},
                {"cidr_block": "0.0.0.0/0", "gateway_id": Ref("aws_internet_gateway.igw.id")},
            ],
        },
    }
    made = plan(layout)
    (change,) = [c for c in made.raw["resource_changes"] if c["address"] == "aws_route_table.t"]
    change["change"]["after"]["route"].reverse()
    table = subject(World([made]), "aws_route_table.t")
    found = {
        b.raw("cidr_block"): str(b.link("gateway_id", "aws_internet_gateway", "aws_vpn_gateway").only())
        for b in blocks(table, "route")
    }
    assert found == {"0.0.0.0/0": "aws_internet_gateway.igw", "10.0.0.0/8": "aws_vpn_gateway.vgw"}


def test_a_link_that_may_mean_several_is_not_sure() -> None:
    layout = GROUP | {
        "aws_security_group.h": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_vpc_security_group_egress_rule.r": {
            "security_group_id": Ref("aws_security_group.g.id", "aws_security_group.h.id")
        },
    }
    found = link(
        subject(world(layout), "aws_vpc_security_group_egress_rule.r"),
        "security_group_id",
        "aws_security_group",
    )
    assert [str(each) for each in found.found] == ["aws_security_group.g", "aws_security_group.h"]
    assert not found.sure
    assert found.doubt == "may mean any of aws_security_group.g, aws_security_group.h"


@pytest.mark.parametrize(
    ("attribute", "address"),
    [("default_security_group_id", "aws_vpc.v"), ("id", None), ("main_route_table_id", None)],
)
def test_a_vpc_stands_for_its_group_by_that_attribute_alone(attribute: str, address: str | None) -> None:
    layout = VPC | {"aws_security_group_rule.r": {"security_group_id": Ref(f"aws_vpc.v.{attribute}")}}
    found = link(
        subject(world(layout), "aws_security_group_rule.r"),
        "security_group_id",
        "aws_vpc.default_security_group_id",
    )
    assert (str(found.only()) if found.only() else None) == address


def test_a_value_that_is_handed_on_is_not_known() -> None:
    layout = GROUP | {"aws_security_group_rule.r": {"security_group_id": LATER}}
    found = link(
        subject(world(layout), "aws_security_group_rule.r"), "security_group_id", "aws_security_group"
    )
    assert not found.sure
    assert "terraform_data.later" in found.why


@pytest.mark.parametrize(
    ("cidr", "reach"),
    [
        ("10.1.0.0/16", "internal"),
        ("10.0.0.0/7", "public"),
        ("8.8.8.8/32", "public"),
        ("0.0.0.0/1", "public"),
        ("::/0", "public"),
        ("fd12::/48", "internal"),
        ("not a range", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_range_is_the_banks_own_if_all_of_it_is(cidr: str | None, reach: str) -> None:
    assert ranges.reach(world(VPC), cidr) == reach


@pytest.mark.parametrize(
    ("protocol", "first", "last", "asked", "covered"),
    [
        ("tcp", 443, 443, 443, True),
        ("6", 0, 65535, 443, True),
        ("-1", 0, 0, 443, True),
        ("udp", 443, 443, 443, False),
        ("tcp", 0, 442, 443, False),
    ],
)
def test_a_rule_covers_its_ports(protocol: str, first: int, last: int, asked: int, covered: bool) -> None:
    layout = GROUP | {
        "aws_security_group_rule.r": {
            "type": "ingress",
            "security_group_id": Ref("aws_security_group.g.id"),
            "protocol": protocol,
            "from_port": first,
            "to_port": last,
            "self": True,
        }
    }
    made = world(layout)
    (rule,) = groups(made).rules(subject(made, "aws_security_group.g"), egress=False)
    assert rule.covers("tcp", asked) is covered


def test_rules_of_a_vpcs_own_group_are_those_of_its_default_group() -> None:
    layout = VPC | {
        "aws_default_security_group.d": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_vpc_security_group_egress_rule.r": {
            "security_group_id": Ref("aws_vpc.v.default_security_group_id"),
            "cidr_ipv4": "0.0.0.0/0",
            "ip_protocol": "-1",
        },
    }
    made = world(layout)
    (rule,) = groups(made).rules(subject(made, "aws_default_security_group.d"), egress=True)
    assert str(rule.written) == "aws_vpc_security_group_egress_rule.r"


def test_a_plan_with_a_vpc_and_without_block_public_access_fails() -> None:
    assert answers(world(VPC), "NET-02") == {"aws_vpc.v": "fail"}
    options: Layout = {
        "aws_vpc_block_public_access_options.o": {"internet_gateway_block_mode": "block-bidirectional"}
    }
    assert answers(world(VPC | options), "NET-02")["aws_vpc.v"] == "pass"
    apart = World([plan(VPC, "network"), plan(options, "account")])
    assert answers(apart, "NET-02")["aws_vpc.v"] == "undecided"


def existing(layout: Layout, address: str, **values: Any) -> Plan:
    """A plan in which one resource exists, with values that Terraform has found and does not write."""
    made = plan(layout)
    (change,) = [c for c in made.raw["resource_changes"] if c["address"] == address]
    change["change"]["actions"] = ["no-op"]
    change["change"]["after"] |= values
    change["change"]["after_unknown"] = {}
    return made


MADE_BY_HAND: Layout = VPC | {
    "aws_route_table.t": {"vpc_id": Ref("aws_vpc.v.id")},
    "aws_subnet.a": {"vpc_id": Ref("aws_vpc.v.id"), "cidr_block": "10.0.0.0/24"},
    "aws_route_table_association.a": {
        "subnet_id": Ref("aws_subnet.a.id"),
        "route_table_id": Ref("aws_route_table.t.id"),
    },
}


def test_a_route_made_by_hand_is_seen_until_a_plan_takes_it_away() -> None:
    seen = [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-0123"}]
    made = existing(MADE_BY_HAND, "aws_route_table.t", id="rtb-0123", route=seen)
    way = way_out(subject(World([made]), "aws_subnet.a"))
    assert way is not None
    assert way.lines[1:] == ("route 0.0.0.0/0 in aws_route_table.t -> igw-0123", "internet")
    raw = copy.deepcopy(dict(made.raw))
    raw["resource_changes"].append(
        {
            "address": "aws_route.out",
            "mode": "managed",
            "type": "aws_route",
            "name": "out",
            "change": {
                "actions": ["delete"],
                "before": {"destination_cidr_block": "0.0.0.0/0"},
                "after": None,
            },
        }
    )
    assert way_out(subject(World([Plan(raw)]), "aws_subnet.a")) is None
    raw["resource_changes"][-1]["change"]["actions"] = ["update"]
    assert way_out(subject(World([Plan(raw)]), "aws_subnet.a")) is not None


def test_a_rule_made_by_hand_is_seen_until_a_plan_takes_it_away() -> None:
    found = [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "self": False}]
    made = existing(GROUP, "aws_security_group.g", id="sg-0123", egress=found)
    assert answers(World([made]), "NET-05") == {"aws_security_group.g": "fail"}
    raw = copy.deepcopy(dict(made.raw))
    raw["resource_changes"].append(
        {
            "address": "aws_vpc_security_group_egress_rule.out",
            "mode": "managed",
            "type": "aws_vpc_security_group_egress_rule",
            "name": "out",
            "change": {"actions": ["delete"], "before": {"cidr_ipv4": "0.0.0.0/0"}, "after": None},
        }
    )
    assert answers(World([Plan(raw)]), "NET-05") == {"aws_security_group.g": "pass"}


def test_a_way_goes_from_plan_to_plan() -> None:
    """A route names by its id what another plan holds."""
    here = plan(
        MADE_BY_HAND
        | {
            "aws_route.up": {
                "route_table_id": Ref("aws_route_table.t.id"),
                "destination_cidr_block": "0.0.0.0/0",
                "transit_gateway_id": "tgw-0123",
            }
        },
        "workload",
    )
    there: Layout = {"aws_ec2_transit_gateway.t": {"id": "tgw-0123"}}
    alone = way_out(subject(World([here]), "aws_subnet.a"))
    assert alone is not None
    assert alone.lines[-1] == "beyond these plans"
    assert way_out(subject(World([here, plan(there, "network")]), "aws_subnet.a")) is None


@pytest.mark.parametrize(
    ("name", "service", "region"),
    [
        ("com.amazonaws.eu-west-2.ecr.api", "ecr.api", "eu-west-2"),
        ("aws.sagemaker.us-gov-west-1.studio", "aws.sagemaker.studio", "us-gov-west-1"),
        ("cn.com.amazonaws.cn-north-1.sts", "sts", "cn-north-1"),
        ("com.amazonaws.vpce.eu-west-2.vpce-svc-0123", "com.amazonaws.vpce.eu-west-2.vpce-svc-0123", ""),
    ],
)
def test_an_endpoint_is_of_a_service_in_a_region(name: str, service: str, region: str) -> None:
    made = world(VPC | {"aws_vpc_endpoint.e": {"vpc_id": Ref("aws_vpc.v.id"), "service_name": name}})
    found = endpoints.of(subject(made, "aws_vpc_endpoint.e"))
    assert (found.service, found.region) == (service, region)


def test_an_endpoint_of_no_known_kind_is_asked_for_its_policy_and_its_zones() -> None:
    layout = VPC | {
        "aws_vpc_endpoint.e": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "service_name": "com.amazonaws.eu-west-2.kms",
            "vpc_endpoint_type": LATER,
        }
    }
    found = {control: answers(world(layout), control) for control in ("NET-10", "NET-11", "NET-13")}
    assert found == {
        "NET-10": {"aws_vpc_endpoint.e": "fail"},
        "NET-11": {"aws_vpc_endpoint.e": "fail"},
        "NET-13": {"aws_vpc_endpoint.e": "undecided"},
    }


@pytest.mark.parametrize(
    ("name", "wide"),
    [
        ("*.", True),
        ("*", True),
        ("*.com.", True),
        ("*.bank.internal.", False),
        ("*.internal", False),
        ("kms.eu-west-2.amazonaws.com.", False),
        ("*.s3.eu-west-2.amazonaws.com.", False),
    ],
)
def test_a_name_is_wide_if_anybody_may_have_one_under_it(name: str, wide: bool) -> None:
    assert dns.is_wide(name) is wide


def test_the_drawing_shows_what_stands_where_and_what_leads_out() -> None:
    layout = MADE_BY_HAND | {
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
