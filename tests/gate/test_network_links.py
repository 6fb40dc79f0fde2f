"""What resources name, beneath the controls: links, blocks of a set, groups with their rules, and ranges."""

from __future__ import annotations

import pytest

from gate.networks import GROUP, VPC
from gate.plans import LATER, Ref, plan, subject, world
from mlplatform.gate.network import ranges
from mlplatform.gate.network.groups import groups
from mlplatform.gate.network.links import blocks, link
from mlplatform.gate.world import World


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
