"""VPCs, subnets and route tables of the plans, and which table each subnet uses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from mlplatform.gate.network.links import Link, link
from mlplatform.gate.world import Subject, World

VPCS = ("aws_vpc", "aws_default_vpc")
SUBNETS = ("aws_subnet", "aws_default_subnet")
TABLES = (
    "aws_route_table",
    "aws_default_route_table",
    *(f"{vpc}.{table}" for vpc in VPCS for table in ("main_route_table_id", "default_route_table_id")),
)
"""A VPC stands for its own main table where a route or an association names ``main_route_table_id``."""

Key = tuple[int, str]


@dataclass(frozen=True)
class Use:
    """A route table that a subnet uses, or may use. ``table`` is None where none of the plans is meant; then
    ``line`` says what is."""

    table: Subject | None
    line: str = ""
    sure: bool = True


@dataclass
class Topology:
    """Subnets with their VPC and tables, all by the key of the resource."""

    world: World
    vpc_of: dict[Key, Link] = field(default_factory=dict)
    """VPC of a subnet, a route table, a security group, an endpoint."""
    subnets_of: dict[Key, list[Subject]] = field(default_factory=lambda: defaultdict(list))
    mains: dict[Key, list[Link]] = field(default_factory=lambda: defaultdict(list))
    """The main route table of a VPC, where one is associated."""
    defaults: dict[Key, list[Subject]] = field(default_factory=lambda: defaultdict(list))
    """The aws_default_route_table of a VPC."""
    explicit: dict[Key, list[Link]] = field(default_factory=lambda: defaultdict(list))
    """The tables associated with a subnet."""
    loose: list[str] = field(default_factory=list)
    """Associations of which the plan does not tell the subnet."""
    loose_mains: list[str] = field(default_factory=list)

    @property
    def subnets(self) -> list[Subject]:
        """Every subnet of the plans."""
        return self.world.of(*SUBNETS)

    def uses(self, subnet: Subject) -> list[Use]:
        """The route tables that a subnet uses: the one associated with it, else the main one of its VPC."""
        if self.explicit[subnet.key]:
            return [use for meant in self.explicit[subnet.key] for use in _uses(meant)]
        found = self._main(subnet)
        if self.loose:
            found = [Use(use.table, use.line, False) for use in found]
            found.append(Use(None, f"its route table: {self.loose[0]}", False))
        return found

    def _main(self, subnet: Subject) -> list[Use]:
        vpc = self.vpc_of[subnet.key]
        found: list[Use] = []
        for owner in vpc.found:
            for use in self.main_of(owner):
                found.append(Use(use.table, use.line, use.sure and vpc.sure))
        if not vpc.found and not vpc.why:
            name = ", ".join(vpc.outside) or "its VPC"
            found.append(Use(None, f"the main route table of {name}, which these plans do not show", False))
        if vpc.why:
            found.append(Use(None, f"its VPC: {vpc.why}", False))
        return found

    def main_of(self, vpc: Subject) -> list[Use]:
        """The main route table of a VPC: the one associated as such, else the one it was made with."""
        said = [use for meant in self.mains[vpc.key] for use in _uses(meant)] or [Use(vpc)]
        if self.loose_mains:
            said.append(Use(None, f"the main route table of {vpc}: {self.loose_mains[0]}", False))
        return said

    def tables_of(self, table: Subject) -> list[Subject]:
        """The resources in which the routes of a table are written: itself; of a VPC's own table, the
        aws_default_route_table of it."""
        return self.defaults[table.key] if table.type in VPCS else [table]


def _uses(meant: Link) -> list[Use]:
    found = [Use(table, "", meant.sure) for table in meant.found]
    found += [
        Use(None, f"route table {name}, which these plans do not show", False) for name in meant.outside
    ]
    return found + ([Use(None, f"its route table: {meant.why}", False)] if meant.why else [])


def topology(world: World) -> Topology:
    """The topology of these plans."""
    if "topology" not in world.kept:
        world.kept["topology"] = _topology(world)
    kept: Topology = world.kept["topology"]
    return kept


_IN_A_VPC = (
    "aws_subnet",
    "aws_route_table",
    "aws_security_group",
    "aws_default_security_group",
    "aws_vpc_endpoint",
    "aws_network_acl",
)


def _topology(world: World) -> Topology:
    found = Topology(world)
    for each in world.of(*_IN_A_VPC):
        found.vpc_of[each.key] = link(each, "vpc_id", *VPCS)
    for subnet in world.of("aws_default_subnet"):
        found.vpc_of[subnet.key] = Link(tuple(world.of("aws_default_vpc")))
    for subnet in found.subnets:
        for vpc in found.vpc_of[subnet.key].found:
            found.subnets_of[vpc.key].append(subnet)
    _default_tables(world, found)
    _main_tables(world, found)
    _associations(world, found)
    return found


def _default_tables(world: World, found: Topology) -> None:
    for table in world.of("aws_default_route_table"):
        vpc = link(table, "default_route_table_id", *TABLES)
        found.vpc_of[table.key] = vpc
        for owner in vpc.found:
            found.defaults[owner.key].append(table)


def _main_tables(world: World, found: Topology) -> None:
    for association in world.of("aws_main_route_table_association"):
        vpc = link(association, "vpc_id", *VPCS)
        for owner in vpc.found:
            found.mains[owner.key].append(link(association, "route_table_id", *TABLES))
        if vpc.why:
            found.loose_mains.append(f"{association} may mean it: {vpc.why}")


def _associations(world: World, found: Topology) -> None:
    for association in world.of("aws_route_table_association"):
        if association.is_set("gateway_id") and not association.is_set("subnet_id"):
            continue  # routes of what comes in by a gateway
        subnet = link(association, "subnet_id", *SUBNETS)
        table = link(association, "route_table_id", *TABLES)
        if subnet.sure:
            for meant in subnet.found:
                found.explicit[meant.key].append(table)
        else:
            found.loose.append(f"{association} may mean this subnet: {subnet.doubt}")
