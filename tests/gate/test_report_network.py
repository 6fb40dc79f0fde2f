"""The drawing of the network: what is read from the plans, and what is drawn of it."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from gate.small_report import HOSTILE, small_report
from mlplatform.gate.reports import html
from mlplatform.gate.reports.html.drawing import svg
from mlplatform.gate.reports.html.networks import Network, Subnet, Way, networks
from mlplatform.gate.reports.texts import visible
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

OUT = Way(("route table aws_route_table.open", "aws_route.default: 0.0.0.0/0", "internet"), True)
PERHAPS = Way(("its route table is not known", "a place of which the plan does not tell"), False)
NETWORK = Network(
    "dev/credit_risk",
    "module.network.aws_vpc.this",
    "10.0.0.0/16",
    (
        Subnet("module.network.aws_subnet.open", "10.0.0.0/24", "eu-west-2a", OUT),
        Subnet('module.network.aws_subnet.private["b"]', "10.0.1.0/24", "eu-west-2b", None),
        Subnet("module.network.aws_subnet.later", "10.0.2.0/24", "eu-west-2b", PERHAPS),
    ),
    ("kms", "sts"),
    ("s3",),
    ("aws_internet_gateway.this",),
)


def resource(type: str, name: str, **values: object) -> dict[str, object]:
    change = {"actions": ["create"], "after": values, "after_unknown": {}}
    address = f"{type}.{name}"
    return {"address": address, "mode": "managed", "type": type, "name": name, "change": change}


def plan(*resources: dict[str, object]) -> Plan:
    configured = [
        {
            "address": each["address"],
            "mode": "managed",
            "type": each["type"],
            "name": each["name"],
            "expressions": {key: {"constant_value": value} for key, value in each["change"]["after"].items()},  # type: ignore[index]
        }
        for each in resources
    ]
    raw = {"resource_changes": list(resources), "configuration": {"root_module": {"resources": configured}}}
    return Plan(raw, "dev/credit_risk")


def test_a_vpc_is_read_with_its_subnets_endpoints_gateways_and_ways_out() -> None:
    found = networks(
        World(
            [
                plan(
                    resource("aws_vpc", "closed", id="vpc-2", cidr_block="10.1.0.0/16"),
                    resource("aws_vpc", "this", id="vpc-1", cidr_block="10.0.0.0/16"),
                    resource(
                        "aws_subnet",
                        "open",
                        id="subnet-1",
                        vpc_id="vpc-1",
                        cidr_block="10.0.0.0/24",
                        availability_zone="eu-west-2a",
                    ),
                    resource("aws_route_table", "open", id="rtb-1", vpc_id="vpc-1"),
                    resource(
                        "aws_route_table_association", "open", subnet_id="subnet-1", route_table_id="rtb-1"
                    ),
                    resource(
                        "aws_route",
                        "default",
                        route_table_id="rtb-1",
                        destination_cidr_block="0.0.0.0/0",
                        gateway_id="igw-1",
                    ),
                    resource("aws_internet_gateway", "this", id="igw-1", vpc_id="vpc-1"),
                    resource("aws_nat_gateway", "this", id="nat-1", subnet_id="subnet-1"),
                    resource(
                        "aws_vpc_endpoint", "s3", vpc_id="vpc-1", service_name="com.amazonaws.eu-west-2.s3"
                    ),
                    resource(
                        "aws_vpc_endpoint",
                        "kms",
                        vpc_id="vpc-1",
                        service_name="com.amazonaws.eu-west-2.kms",
                        vpc_endpoint_type="Interface",
                    ),
                    resource(
                        "aws_subnet", "elsewhere", id="subnet-9", vpc_id="vpc-9", cidr_block="10.9.0.0/24"
                    ),
                )
            ]
        )
    )
    by_address = {network.address: network for network in found}
    assert found[0].address == "aws_vpc.this"  # a network with a way out stands first
    this = by_address["aws_vpc.this"]
    (subnet,) = this.subnets
    assert (subnet.address, subnet.cidr, subnet.zone) == ("aws_subnet.open", "10.0.0.0/24", "eu-west-2a")
    assert subnet.way
    assert subnet.way.sure
    assert subnet.way.hops[-1] == "internet"
    assert any("aws_internet_gateway.this" in hop for hop in subnet.way.hops)
    assert (this.interfaces, this.others) == (("kms",), ("s3",))
    assert this.gateways == ("aws_internet_gateway.this", "aws_nat_gateway.this")
    assert this.summary == "1 subnet, 2 endpoints, 1 subnet with a way out."
    assert by_address["aws_vpc.closed"].summary == "0 subnets, 0 endpoints, no way out."
    assert [subnet.address for subnet in by_address["VPCs that no plan shows"].subnets] == [
        "aws_subnet.elsewhere"
    ]


def drawn(network: Network) -> ElementTree.Element:
    return ElementTree.fromstring(str(svg(network, 1)))  # noqa: S314


def test_every_subnet_is_a_box_and_every_way_a_line_in_its_colour() -> None:
    root = drawn(NETWORK)
    boxes = {
        box.findtext("title"): box.get("class") for box in root.iter("rect") if box.find("title") is not None
    }
    assert boxes == {
        "module.network.aws_subnet.open": "subnet open",
        'module.network.aws_subnet.private["b"]': "subnet",
        "module.network.aws_subnet.later": "subnet unsure",
    }
    assert sorted(line.get("class", "") for line in root.iter("polyline")) == ["way open", "way unsure"]
    texts = [text.text for text in root.iter("text")]
    assert {
        "eu-west-2a",
        "eu-west-2b",
        'private["b"]',
        "10.0.1.0/24",
        "s3",
        "kms, sts",
        "\u203a internet",
    } <= set(texts)
    assert "aws_route.default: 0.0.0.0/0" in texts


def test_all_that_is_drawn_stands_within_the_drawing() -> None:
    root = drawn(NETWORK)
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    points = [
        tuple(map(float, p.split(",")))
        for line in root.iter("polyline")
        for p in str(line.get("points")).split()
    ]
    boxes = [[float(str(box.get(key))) for key in ("x", "y", "width", "height")] for box in root.iter("rect")]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
    assert all(x >= 0 and y >= 0 and x + w < width and y + h < height for x, y, w, h in boxes)


def test_the_drawing_says_in_words_what_it_shows() -> None:
    root = drawn(NETWORK)
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root}
    assert [named[id] for id in str(root.get("aria-labelledby")).split()] == [
        "dev/credit_risk: module.network.aws_vpc.this",
        "3 subnets, 3 endpoints, 1 subnet with a way out, 1 subnet of which the plan does not tell.",
    ]
    assert list(NETWORK.lines) == [
        (0, "VPC module.network.aws_vpc.this 10.0.0.0/16"),
        (1, "Zone eu-west-2a"),
        (2, "Subnet module.network.aws_subnet.open 10.0.0.0/24: a way out"),
        (3, "route table aws_route_table.open"),
        (3, "aws_route.default: 0.0.0.0/0"),
        (3, "internet"),
        (1, "Zone eu-west-2b"),
        (2, "Subnet module.network.aws_subnet.later 10.0.2.0/24: there may be a way out"),
        (3, "its route table is not known"),
        (3, "a place of which the plan does not tell"),
        (2, 'Subnet module.network.aws_subnet.private["b"] 10.0.1.0/24: no way out'),
        (1, "Gateways: aws_internet_gateway.this"),
        (1, "Gateway endpoints: s3"),
        (1, "Interface endpoints: kms, sts"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text_of_the_drawing_and_nothing_else(text: str) -> None:
    way = Way((text, text), True)
    subnet = Subnet(f'aws_subnet.x["{text}"]', text, text, way)
    root = drawn(
        replace(NETWORK, address=text, cidr=text, subnets=(subnet,), interfaces=(text,), gateways=(text,))
    )
    assert {element.tag for element in root.iter()} == {"svg", "title", "desc", "rect", "text", "polyline"}
    (box,) = [box for box in root.iter("rect") if box.find("title") is not None]
    assert box.findtext("title") == visible(f'aws_subnet.x["{text}"]')


def test_the_page_holds_a_drawing_and_its_text_for_each_vpc() -> None:
    world = World([plan(resource("aws_vpc", "this", id="vpc-1", cidr_block="10.0.0.0/16"))])
    text = html.write(small_report(world=world))
    assert text.count("<svg ") == 1
    assert re.search(r'<li class="level-0">VPC aws_vpc.this 10.0.0.0/16</li>', text)
    assert "The plans hold no VPC." in html.write(small_report())
