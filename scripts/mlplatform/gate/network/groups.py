"""Security groups and their rules, wherever these are written.

A group of ``aws_security_group`` without a rule lets nothing out: the provider takes away the rule that AWS
gives every new group. A VPC's own group, where no aws_default_security_group stands, lets everything out and
itself in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mlplatform.gate.answers import Undecided
from mlplatform.gate.network.deleted import ranges_of
from mlplatform.gate.network.links import Block, Link, blocks, is_written, link
from mlplatform.gate.network.ranges import PREFIX_LISTS, prefixes
from mlplatform.gate.network.topology import VPCS, Key, topology
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

GROUPS = ("aws_security_group", "aws_default_security_group")
_OWNERS = (*GROUPS, *(f"{vpc}.default_security_group_id" for vpc in VPCS))  # a VPC for its own group
WRITTEN_IN = (
    *GROUPS,
    "aws_security_group_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
)


@dataclass(frozen=True)
class Rule:
    """A rule of a group. ``ports`` is None for all; ``why`` says what the plan does not tell of it."""

    egress: bool
    written: Subject
    owner: Link
    protocol: str
    ports: tuple[int, int] | None
    cidrs: tuple[str, ...]
    """IPv4 and IPv6 ranges, ``<unknown>`` where one is."""
    groups: Link
    prefixes: Link
    itself: bool
    why: str = ""

    def covers(self, protocol: str, port: int) -> bool:
        """Whether it surely speaks of a protocol and a port."""
        if self.why or self.protocol not in (protocol, "-1"):
            return False
        return self.ports is None or self.ports[0] <= port <= self.ports[1]

    def may_cover(self, protocol: str, port: int) -> bool:
        """Whether it speaks of them or may."""
        return bool(self.why) or self.covers(protocol, port)

    @property
    def way_known(self) -> bool:
        """Whether it surely lets out, or surely in, as ``egress`` says."""
        return self.written.type != "aws_security_group_rule" or self.written.raw("type") != UNKNOWN

    @property
    def doubt(self) -> str:
        """Why it is not sure what it lets through, or of which group it is."""
        links = (self.owner, self.groups, self.prefixes)
        unsure = next((each.doubt for each in links if not each.sure), "")
        outside = next((f"{name} is not in these plans" for each in links for name in each.outside), "")
        return self.why or unsure or outside or "a range of it is known only after apply"

    @property
    def line(self) -> str:
        """It as a reader is told of it."""
        ports = "all ports" if self.ports is None else "-".join(map(str, dict.fromkeys(self.ports)))
        peers = [*self.cidrs, *map(str, self.groups.found), *self.groups.outside]
        peers += [
            *map(str, self.prefixes.found),
            *self.prefixes.outside,
            *(["itself"] if self.itself else []),
        ]
        way = "to" if self.egress else "from"
        named = ", ".join(peers) or "what is not known yet"
        return f"{self.written}: {_PROTOCOLS.get(self.protocol, self.protocol)} {ports} {way} {named}"


_PROTOCOLS = {"-1": "all protocols"}
_NUMBERS = {"6": "tcp", "17": "udp", "1": "icmp", "all": "-1"}


@dataclass
class Groups:
    """The rules of every group, and those of which the plan does not tell the group."""

    world: World
    by_group: dict[Key, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    by_source: dict[Key, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    """Rules by the resource they are written in."""
    loose: list[Rule] = field(default_factory=list)

    def rules(self, group: Subject, egress: bool) -> list[Rule]:
        """The rules of a group, those that may be of it included (``owner`` is then not sure)."""
        maybe = [rule for rule in self.loose if rule.owner.why or group in rule.owner.found]
        return [rule for rule in [*self.by_group[group.key], *maybe] if rule.egress == egress]


def groups(world: World) -> Groups:
    """The security groups of these plans."""
    if "security groups" not in world.kept:
        world.kept["security groups"] = _groups(world)
    kept: Groups = world.kept["security groups"]
    return kept


def _groups(world: World) -> Groups:
    found = Groups(world)
    for written in world.of(*WRITTEN_IN):
        for made in _written(written):
            rule = replace(made, owner=really(world, made.owner), groups=really(world, made.groups))
            found.by_source[written.key].append(rule)
            if not rule.owner.sure:
                found.loose.append(rule)
                continue
            for owner in rule.owner.found:
                found.by_group[owner.key].append(rule)
    return found


def really(world: World, owner: Link) -> Link:
    """A VPC stands for the aws_default_security_group of it, where there is one."""
    meant = [group for each in owner.found for group in _group_of(world, each)]
    return replace(owner, found=tuple(meant))


def _group_of(world: World, each: Subject) -> list[Subject]:
    return default_groups(world, each) or [each] if each.type in VPCS else [each]


def default_groups(world: World, vpc: Subject) -> list[Subject]:
    """The aws_default_security_group of a VPC."""
    if "default groups" not in world.kept:
        by_vpc: dict[Key, list[Subject]] = defaultdict(list)
        for group in world.of("aws_default_security_group"):
            for owner in topology(world).vpc_of[group.key].found:
                by_vpc[owner.key].append(group)
        world.kept["default groups"] = by_vpc
    kept: dict[Key, list[Subject]] = world.kept["default groups"]
    return kept[vpc.key]


def _written(written: Subject) -> Iterator[Rule]:
    if written.type in GROUPS:
        for way in ("ingress", "egress"):
            try:
                yield from (_inline(written, block, way == "egress") for block in blocks(written, way))
            except Undecided as why:
                yield _unknown(written, way == "egress", why.reason)
    elif written.type == "aws_security_group_rule":
        ways = {"egress": (True,), "ingress": (False,)}.get(str(written.raw("type")), (True, False))
        yield from (_older(written, egress) for egress in ways)
    else:
        yield _newer(written)


def _unknown(written: Subject, egress: bool, why: str) -> Rule:
    return Rule(egress, written, Link((written,)), "-1", None, (UNKNOWN,), Link(), Link(), False, why)


def _inline(group: Subject, block: Block, egress: bool) -> Rule:
    protocol, ports, why = _traffic(group, *(block.raw(a) for a in ("protocol", "from_port", "to_port")))
    cidrs = (*_texts(block.raw("cidr_blocks")), *_texts(block.raw("ipv6_cidr_blocks")))
    if not is_written(group, block.path):
        cidrs = tuple(cidr for cidr in cidrs if cidr not in ranges_of(group, of_routes=False))
    return Rule(
        egress,
        group,
        Link((group,)),
        protocol,
        ports,
        cidrs,
        block.link("security_groups", *_OWNERS),
        block.link("prefix_list_ids", *PREFIX_LISTS),
        block.raw("self") is True,
        why
        or (f"{group} says only after apply whether it means itself" if block.raw("self") == UNKNOWN else ""),
    )


def _older(rule: Subject, egress: bool) -> Rule:
    protocol, ports, why = _traffic(rule, *(rule.raw(a) for a in ("protocol", "from_port", "to_port")))
    cidrs = [*_given(rule, "cidr_blocks"), *_given(rule, "ipv6_cidr_blocks")]
    return Rule(
        egress,
        rule,
        link(rule, "security_group_id", *_OWNERS),
        protocol,
        ports,
        tuple(cidrs),
        link(rule, "source_security_group_id", *_OWNERS),
        link(rule, "prefix_list_ids", *PREFIX_LISTS),
        rule.raw("self") is True,
        why or (f"{rule}.type is known only after apply" if rule.raw("type") == UNKNOWN else ""),
    )


def _newer(rule: Subject) -> Rule:
    protocol, ports, why = _traffic(rule, *(rule.raw(a) for a in ("ip_protocol", "from_port", "to_port")))
    cidrs = [*_given(rule, "cidr_ipv4"), *_given(rule, "cidr_ipv6")]
    owner = link(rule, "security_group_id", *_OWNERS)
    peers = link(rule, "referenced_security_group_id", *_OWNERS)
    return Rule(
        "egress" in rule.type,
        rule,
        owner,
        protocol,
        ports,
        tuple(cidrs),
        peers,
        prefixes(link(rule, "prefix_list_id", *PREFIX_LISTS)),
        False,
        why,
    )


def _given(rule: Subject, path: str) -> tuple[str, ...]:
    return _texts(rule.raw(path)) if rule.is_set(path) else ()


def _texts(value: object) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _traffic(
    rule: Subject, protocol: object, first: object, last: object
) -> tuple[str, tuple[int, int] | None, str]:
    if UNKNOWN in (protocol, first, last):
        return "-1", None, f"{rule} says only after apply for which protocol and ports it is"
    named = str(protocol).lower()
    named = _NUMBERS.get(named, named)
    if (
        named == "-1"
        or not isinstance(first, int)
        or not isinstance(last, int)
        or named not in ("tcp", "udp")
    ):
        return named, None, ""
    return (named, None, "") if (first, last) == (-1, -1) else (named, (first, last), "")
