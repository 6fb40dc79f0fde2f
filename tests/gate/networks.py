"""Small networks that tests put together, and the way out of one subnet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gate.plans import Ref, subject, world
from mlplatform.gate.network.reachability import way_out

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


def without(layout: Layout, *addresses: str) -> Layout:
    """The same, but for some resources that are in it."""
    assert set(addresses) <= set(layout)
    return {address: values for address, values in layout.items() if address not in addresses}


def way(layout: Layout) -> tuple[bool, list[str]] | None:
    """Whether a way out of ``aws_subnet.a`` is sure, and its hops."""
    found = way_out(subject(world(layout), "aws_subnet.a"))
    return (found.sure, list(found.lines)) if found else None


VPC = vpc("v")
GROUP: Layout = VPC | {"aws_security_group.g": {"vpc_id": Ref("aws_vpc.v.id")}}
ONE_SUBNET = VPC | subnet("a", "v", "t")
