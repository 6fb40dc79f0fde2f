"""What is drawn of the network: each VPC of the plans with its subnets, endpoints, gateways and ways out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.network.drawing import Drawing, DrawnSubnet, DrawnVpc, drawing
from mlplatform.gate.reports.texts import number
from mlplatform.gate.world import World


@dataclass(frozen=True)
class Way:
    """A way out of a subnet, hop by hop; the last hop says where it ends. An unsure one may be none."""

    hops: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class Subnet:
    """A subnet of a zone."""

    address: str
    cidr: str
    zone: str
    way: Way | None


@dataclass(frozen=True)
class Network:
    """One VPC, or the subnets and endpoints whose VPC no plan shows."""

    plan: str
    address: str
    cidr: str
    subnets: tuple[Subnet, ...]
    interfaces: tuple[str, ...]
    """The services of its interface endpoints."""
    others: tuple[str, ...]
    """The services of its gateway endpoints."""
    gateways: tuple[str, ...]

    @property
    def title(self) -> str:
        """The plan and the address."""
        return f"{self.plan}: {self.address}" if self.plan else self.address

    @property
    def ways(self) -> list[Way]:
        """Its different ways out, the sure ones first."""
        found = dict.fromkeys(subnet.way for subnet in self.subnets if subnet.way)
        return sorted(found, key=lambda way: not way.sure)

    @property
    def concern(self) -> int:
        """0 with a way out, 1 where there may be one, 2 without."""
        return 2 if not self.ways else 0 if self.ways[0].sure else 1

    @property
    def zones(self) -> dict[str, list[Subnet]]:
        """Its subnets by their zone."""
        found: dict[str, list[Subnet]] = defaultdict(list)
        for subnet in sorted(self.subnets, key=lambda subnet: (subnet.zone, subnet.address)):
            found[subnet.zone].append(subnet)
        return found

    @property
    def summary(self) -> str:
        """One sentence."""
        out = [subnet for subnet in self.subnets if subnet.way and subnet.way.sure]
        maybe = [subnet for subnet in self.subnets if subnet.way and not subnet.way.sure]
        parts = [number(len(self.subnets), "subnet"), number(len(self.interfaces + self.others), "endpoint")]
        parts += [f"{number(len(out), 'subnet')} with a way out"] if out else []
        parts += [f"{number(len(maybe), 'subnet')} of which the plan does not tell"] if maybe else []
        return ", ".join(parts if out or maybe else [*parts, "no way out"]) + "."

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        """All that is drawn, as text: how far it is set in, and the words."""
        yield 0, f"{'VPC ' if self.plan else ''}{self.address} {self.cidr}".rstrip()
        for zone, subnets in self.zones.items():
            yield 1, f"Zone {zone}"
            for subnet in subnets:
                yield 2, f"Subnet {subnet.address} {subnet.cidr}: {_said(subnet.way)}"
                for hop in subnet.way.hops if subnet.way else ():
                    yield 3, hop
        for name, members in (("Gateways", self.gateways), ("Gateway endpoints", self.others)):
            if members:
                yield 1, f"{name}: {', '.join(members)}"
        if self.interfaces:
            yield 1, f"Interface endpoints: {', '.join(self.interfaces)}"


def _said(way: Way | None) -> str:
    if way is None:
        return "no way out"
    return "a way out" if way.sure else "there may be a way out"


def networks(world: World) -> list[Network]:
    """The networks of these plans, those with a way out first."""
    drawn = drawing(world)
    found = [_network(drawn, vpc) for vpc in drawn.vpcs]
    return sorted(found, key=lambda network: (network.concern, network.plan, network.address))


def _network(drawn: Drawing, vpc: DrawnVpc) -> Network:
    services = {True: list[str](), False: list[str]()}
    for endpoint in vpc.endpoints:
        service = endpoint.service or f"{endpoint.id}, service not known yet"
        services[endpoint.kind == "Interface"].append(service)
    return Network(
        vpc.plan,
        vpc.id or "VPCs that no plan shows",
        vpc.cidr,
        tuple(map(_subnet, vpc.subnets)),
        tuple(sorted(services[True])),
        tuple(sorted(services[False])),
        tuple(_gateways(drawn, vpc)),
    )


def _subnet(subnet: DrawnSubnet) -> Subnet:
    way = Way(subnet.way[1:], subnet.way_is_sure) if subnet.way else None  # its first line names the subnet
    return Subnet(subnet.id, subnet.cidr or "range not known yet", subnet.zone or "zone not known yet", way)


def _gateways(drawn: Drawing, vpc: DrawnVpc) -> Iterator[str]:
    """Those attached to the VPC, its peerings, those in its subnets and those that its routes name."""
    inside = {subnet.id for subnet in vpc.subnets} | {vpc.id}
    beside = {edge.start for edge in drawn.edges if edge.end in inside}
    beside |= {edge.end for edge in drawn.edges if edge.start in inside}
    for gateway in drawn.gateways:
        if gateway.plan == vpc.plan and (gateway.vpc == vpc.id != "" or gateway.id in beside):
            yield gateway.id
