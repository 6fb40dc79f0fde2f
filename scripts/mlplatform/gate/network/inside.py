"""Whether what a security group lets in comes from the VPC that the group is in."""

from __future__ import annotations

from collections import defaultdict

from mlplatform.gate import accounts
from mlplatform.gate.network import ranges
from mlplatform.gate.network.endpoints import endpoints
from mlplatform.gate.network.groups import Rule
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.ranges import Reach
from mlplatform.gate.network.topology import VPCS, Key, topology
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN


def where(rule: Rule) -> Reach:
    """Where a rule lets in from: ``internal`` is the VPC of its group. A VPC that the plans do not show may
    have any range of the bank."""
    world = rule.written.world
    found = [_of(rule, cidr) for cidr in rule.cidrs]
    for meant in rule.prefixes.found:
        if meant.type == "aws_ec2_managed_prefix_list":
            found += [_of(rule, cidr) for cidr in ranges.entries(world, meant)]
    if rule.prefixes.outside or rule.prefixes.why:
        found.append(ranges.prefix_list(world, rule.prefixes))
    found += [_of_group(rule, group) for group in rule.groups.found]
    found += [of_group_outside(rule, name) for name in rule.groups.outside]
    return ranges.worst(found)


def _of_group(rule: Rule, group: Subject) -> Reach:
    """A group of another VPC lets in from there, over a peering or a transit gateway."""
    theirs = {vpc.key for vpc in _vpc(group, topology(group.world).vpc_of)}
    own = {vpc.key for vpc in _vpcs(rule)}
    return "public" if theirs and own and not theirs & own else "internal"


def of_group_outside(rule: Rule, name: str) -> Reach:
    """A group that the plans do not show: of a foreign account where it says so, else of the bank where the
    settings approve it."""
    account, _, group = name.rpartition("/")
    if account and accounts.is_ours(account, rule.written) is False:
        return "public"
    return "internal" if group in rule.written.world.settings.approved_security_group_ids else "unknown"


def _of(rule: Rule, cidr: str) -> Reach:
    known = ranges.reach(rule.written.world, cidr)
    if known == "unknown":
        return "unknown"
    answers = set()
    for vpc in _vpcs(rule):
        own = cidrs(vpc)
        if ranges.within(cidr, tuple(own)):
            answers.add("internal")
        else:
            answers.add("unknown" if UNKNOWN in own and known == "internal" else "public")
    if not answers:
        return known
    return "public" if answers == {"public"} else "internal" if answers == {"internal"} else "unknown"


def _vpcs(rule: Rule) -> list[Subject]:
    places = topology(rule.written.world).vpc_of
    found = [each if each.type in VPCS else vpc for each in rule.owner.found for vpc in _vpc(each, places)]
    return list({vpc.key: vpc for vpc in found}.values())


def _vpc(group: Subject, places: dict[Key, Link]) -> list[Subject]:
    return [group] if group.type in VPCS else list(places.get(group.key, Link()).found)


def named(rule: Rule) -> str:
    """The range that a rule may let in from, as text."""
    vpcs = _vpcs(rule)
    if not vpcs:
        return "the bank's ranges"
    return "; ".join(f"{vpc} ({', '.join(cidrs(vpc))})" for vpc in vpcs)


def cidrs(vpc: Subject) -> list[str]:
    """The IPv4 ranges of a VPC, and the IPv6 ones it is given by the plan."""
    extra = _extra(vpc.world)
    found = [str(vpc.raw("cidr_block") or UNKNOWN)]
    if vpc.is_set("ipv6_cidr_block"):
        found.append(str(vpc.raw("ipv6_cidr_block")))
    return [*found, *extra[vpc.key]]


def _extra(world: World) -> dict[Key, list[str]]:
    if "further ranges of VPCs" not in world.kept:
        found: dict[Key, list[str]] = defaultdict(list)
        for kind, attribute in (("ipv4", "cidr_block"), ("ipv6", "ipv6_cidr_block")):
            for association in world.of(f"aws_vpc_{kind}_cidr_block_association"):
                for vpc in link(association, "vpc_id", *VPCS).found:
                    found[vpc.key].append(str(association.raw(attribute) or UNKNOWN))
        world.kept["further ranges of VPCs"] = found
    kept: dict[Key, list[str]] = world.kept["further ranges of VPCs"]
    return kept


def is_of_endpoints(rule: Rule) -> bool:
    """Whether a rule is of a group of interface endpoints, or may be."""
    world = rule.written.world
    if "groups of endpoints" not in world.kept:
        world.kept["groups of endpoints"] = {
            group.key
            for endpoint in endpoints(world)
            if endpoint.is_interface
            for given in endpoint.groups
            for group in given.found
        }
    theirs: set[Key] = world.kept["groups of endpoints"]
    return any(group.key in theirs for group in rule.owner.found) or bool(theirs and rule.owner.why)
