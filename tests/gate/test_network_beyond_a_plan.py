"""A network that is not in one plan alone: in several, or made by hand until a plan takes it away."""

from __future__ import annotations

import copy
from typing import Any

from gate.networks import GROUP, ONE_SUBNET, VPC, Layout
from gate.plans import Ref, answers, plan, subject, world
from mlplatform.gate.network.reachability import way_out
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan


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


def test_a_route_made_by_hand_is_seen_until_a_plan_takes_it_away() -> None:
    seen = [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-0123"}]
    made = existing(ONE_SUBNET, "aws_route_table.t", id="rtb-0123", route=seen)
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
        ONE_SUBNET
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
