"""The ways out of thousands of subnets are found in seconds."""

from __future__ import annotations

import time

from gate.networks import Layout, igw, route, subnet, vpc
from gate.plans import Ref, plan
from mlplatform.gate.network.reachability import way_out
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World


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
