"""Network ACLs: which one a subnet has, and whether it lets traffic through.

Rules are asked in the order of their numbers; the first that fits decides, and what none fits is refused. A
subnet without an ACL has its VPC's own, which lets everything through unless an aws_default_network_acl says
otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from mlplatform.gate.answers import Undecided
from mlplatform.gate.network import ranges
from mlplatform.gate.network.links import Link, blocks, link
from mlplatform.gate.network.topology import SUBNETS, VPCS, Key, topology
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_ACLS = ("aws_network_acl", "aws_default_network_acl")
_NUMBERS = {"6": "tcp", "17": "udp", "all": "-1"}


@dataclass(frozen=True)
class Entry:
    """A rule of an ACL."""

    number: int
    egress: bool
    allows: bool
    protocol: str
    ports: tuple[int, int] | None
    cidr: str


@dataclass
class Acls:
    """The entries of every ACL, and the ACL of every subnet."""

    entries: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[Key, str] = field(default_factory=dict)
    of_subnet: dict[Key, Subject] = field(default_factory=dict)
    of_vpc: dict[Key, Subject] = field(default_factory=dict)
    loose: str = ""


def lets(subnet: Subject, egress: bool, cidr: str, ports: tuple[int, int]) -> bool | None:
    """Whether the ACL of a subnet lets TCP through to a range, or from it, on all of some ports. None where
    the plan does not tell."""
    acls = _acls(subnet.world)
    acl = acls.of_subnet.get(subnet.key)
    if acl is None:
        vpc = topology(subnet.world).vpc_of[subnet.key].only()
        if acls.loose or vpc is None:
            return None
        acl = acls.of_vpc.get(vpc.key)
    if acl is None:
        return True
    if acls.unknown.get(acl.key):
        return None
    return _first(acls.entries[acl.key], egress, cidr, ports)


def name(subnet: Subject) -> str:
    """The ACL of a subnet, as text."""
    acl = _acls(subnet.world).of_subnet.get(subnet.key)
    return str(acl) if acl else "the network ACL of its VPC"


def _first(entries: list[Entry], egress: bool, cidr: str, ports: tuple[int, int]) -> bool | None:
    for entry in sorted((e for e in entries if e.egress == egress), key=lambda each: each.number):
        if entry.protocol not in ("tcp", "-1") or not _meet(entry.ports, ports):
            continue
        if entry.cidr == UNKNOWN or cidr == UNKNOWN:
            return None
        if not ranges.overlap(entry.cidr, cidr):
            continue
        whole = ranges.within(cidr, (entry.cidr,)) and _all_of(entry.ports, ports)
        if whole or not entry.allows:
            return entry.allows  # a part that is refused is enough
    return False


def _meet(own: tuple[int, int] | None, ports: tuple[int, int]) -> bool:
    return own is None or (own[0] <= ports[1] and ports[0] <= own[1])


def _all_of(own: tuple[int, int] | None, ports: tuple[int, int]) -> bool:
    return own is None or (own[0] <= ports[0] and ports[1] <= own[1])


def _acls(world: World) -> Acls:
    if "network ACLs" not in world.kept:
        world.kept["network ACLs"] = _read(world)
    kept: Acls = world.kept["network ACLs"]
    return kept


def _read(world: World) -> Acls:
    found = Acls()
    for acl in world.of(*_ACLS):
        _inline(found, acl)
        _place(found, link(acl, "subnet_ids", *SUBNETS), acl)
        if acl.type == "aws_default_network_acl":
            own = link(acl, "default_network_acl_id", *(f"{vpc}.default_network_acl_id" for vpc in VPCS))
            found.of_vpc |= {vpc.key: acl for vpc in own.found}
    for association in world.of("aws_network_acl_association"):
        acl_meant = link(association, "network_acl_id", *_ACLS).only()
        subnets = link(association, "subnet_id", *SUBNETS)
        if acl_meant:
            _place(found, subnets, acl_meant)
        else:
            found.loose = found.loose or f"{association} names an ACL that the plan does not show"
    for rule in world.of("aws_network_acl_rule"):
        owner = link(rule, "network_acl_id", *_ACLS)
        for acl in owner.found:
            _entry(found, acl, rule.values, rule.raw("egress") is True, "rule_number", "rule_action")
            if not owner.sure:
                found.unknown[acl.key] = owner.doubt
        if owner.why:
            found.unknown |= {acl.key: owner.why for acl in world.of(*_ACLS)}
    return found


def _place(found: Acls, subnets: Link, acl: Subject) -> None:
    for subnet in subnets.found:
        found.of_subnet[subnet.key] = acl
    if subnets.why:
        found.loose = found.loose or subnets.why


def _inline(found: Acls, acl: Subject) -> None:
    for way in ("ingress", "egress"):
        try:
            for block in blocks(acl, way):
                _entry(found, acl, dict(block.value), way == "egress", "rule_no", "action")
        except Undecided as why:
            found.unknown[acl.key] = why.reason


def _entry(
    found: Acls, acl: Subject, values: dict[str, object], egress: bool, number: str, action: str
) -> None:
    order, does = values.get(number), values.get(action)
    protocol, first, last = (values.get(name) for name in ("protocol", "from_port", "to_port"))
    if not isinstance(order, int) or UNKNOWN in (does, protocol, first, last):
        found.unknown[acl.key] = f"a rule of {acl} is known only after apply"
        return
    named = _NUMBERS.get(str(protocol).lower(), str(protocol).lower())
    ports = (first, last) if named == "tcp" and isinstance(first, int) and isinstance(last, int) else None
    cidr = str(values.get("cidr_block") or values.get("ipv6_cidr_block") or UNKNOWN)
    found.entries[acl.key].append(Entry(order, egress, str(does).lower() == "allow", named, ports, cidr))
