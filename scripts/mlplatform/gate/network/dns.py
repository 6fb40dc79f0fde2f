"""What the resolver of a VPC answers: DNS Firewall's rules in their order, where questions are forwarded to,
and whether they are logged. Route tables and security groups do not stop the resolver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.network import ranges
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import VPCS, Key
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

GROUP = "aws_route53_resolver_firewall_rule_group"
_LIST = "aws_route53_resolver_firewall_domain_list"
_RULE = "aws_route53_resolver_firewall_rule"
_INNER = ("internal", "local", "corp", "intranet", "private", "lan", "home", "arpa")


@dataclass(frozen=True)
class Finding:
    """Something that lets questions out, or may."""

    reason: str
    sure: bool = True
    evidence: tuple[str, ...] = ()


def firewall(vpc: Subject) -> Iterator[Finding]:
    """What DNS Firewall lets through for a VPC beyond a list of names."""
    groups, doubt = _beside(vpc, f"{GROUP}_association", "vpc_id")
    profiles, _ = _beside(vpc, "aws_route53profiles_association", "resource_id")
    if not groups:
        if doubt or profiles:
            yield Finding(doubt or f"{profiles[0]} may bring a firewall that the plan does not show", False)
        else:
            yield Finding("no group of DNS Firewall rules is associated with it, so any name is asked for")
        return
    groups.sort(key=_priority)
    found = [link(association, "firewall_rule_group_id", GROUP) for association in groups]
    unseen = [each for each in found if each.why or each.outside]
    rules = [r for each in found for group in each.found for r in sorted(_rules(group), key=_priority)]
    yield from _in_order(rules, unseen)
    yield from (Finding(why, False) for why in _loose(vpc.world))


def _in_order(rules: list[Subject], unseen: list[Link]) -> Iterator[Finding]:
    """Rules are asked by their number: what is let through before every name is blocked counts."""
    perhaps = ""
    for rule in rules:
        blocks, doubt = _blocks_all(rule)
        if blocks:
            return
        if UNKNOWN in (rule.raw("action"), rule.raw("priority")):
            yield Finding(doubt, False, (str(rule),))
        elif rule.raw("action") != "BLOCK":
            yield from _let_through(rule)
        perhaps = perhaps or doubt  # what blocks more than is known does no harm
    if perhaps:
        yield Finding(f"whether a rule blocks every other name is not known: {perhaps}", False)
    elif unseen:
        why = unseen[0].why or f"{unseen[0].outside[0]} is not in these plans"
        yield Finding(f"its firewall's rules are not shown: {why}", False)
    else:
        yield Finding("no rule blocks every name that is not allowed", True, tuple(map(str, rules)))


def _priority(rule: Subject) -> int:
    number = rule.raw("priority")
    return number if isinstance(number, int) else 0


def _blocks_all(rule: Subject) -> tuple[bool, str]:
    """Whether a rule blocks every name and every type of question."""
    if UNKNOWN in (rule.raw("action"), rule.raw("priority")):
        return False, f"{rule} says only after apply what it does and when"
    if rule.raw("action") != "BLOCK" or not rule.is_set("firewall_domain_list_id"):
        return False, ""  # a rule against tunnels has no list
    if rule.is_set("q_type"):
        return False, ""  # other types of question still pass
    names, doubt = domains(rule)
    if doubt:
        return False, doubt
    return any(_bare(name) == "*" for name in names), ""


def _let_through(rule: Subject) -> Iterator[Finding]:
    names, doubt = domains(rule)
    if doubt:
        yield Finding(doubt, False, (str(rule),))
    wide = [name for name in names if is_wide(name)]
    if wide:
        yield Finding(f"{rule} lets {', '.join(wide)} through, under which anybody may have a name")


def is_wide(name: str) -> bool:
    """Whether names of anybody fit: everything, or everything under one public ending."""
    bare = _bare(name)
    if not bare.startswith("*"):
        return False
    rest = bare.lstrip("*").strip(".")
    return "." not in rest and rest not in _INNER


def _bare(name: str) -> str:
    return name.rstrip(".").lower()


def domains(rule: Subject) -> tuple[list[str], str]:
    """The names of a rule, and why there may be others."""
    meant = link(rule, "firewall_domain_list_id", _LIST)
    if meant.outside or not meant.found:
        return [], f"{rule} names a list that the plan does not show{': ' + meant.why if meant.why else ''}"
    if not meant.sure:
        return [], f"{rule}: {meant.doubt}"
    listed = meant.found[0].raw("domains")
    if not isinstance(listed, list) or UNKNOWN in listed:
        return [], f"{meant.found[0]}.domains is known only after apply"
    return [str(name) for name in listed], ""


def _rules(group: Subject) -> list[Subject]:
    return _by_target(group.world, _RULE, "firewall_rule_group_id", GROUP)[0][group.key]


def _loose(world: World) -> list[str]:
    """Rules of which the plan does not tell the group: they may let through what no other does."""
    return _by_target(world, _RULE, "firewall_rule_group_id", GROUP)[1]


def fail_open(vpc: Subject) -> Iterator[Finding]:
    """Whether questions pass that the firewall could not judge; without a setting they do not."""
    settings, _ = _beside(vpc, "aws_route53_resolver_firewall_config", "resource_id")
    for setting in settings:
        value = setting.raw("firewall_fail_open")
        if value == UNKNOWN:
            yield Finding(f"{setting}.firewall_fail_open is known only after apply", False)
        elif value == "ENABLED":
            yield Finding(f"{setting} lets every question through that the firewall could not judge")


def logging(vpc: Subject) -> Iterator[Finding]:
    """Whether questions are logged."""
    found, doubt = _beside(vpc, "aws_route53_resolver_query_log_config_association", "resource_id")
    if not found:
        yield Finding(doubt or "its DNS queries are not logged", not doubt)


def forwarding(vpc: Subject) -> Iterator[Finding]:
    """Forwarding rules that hand questions to resolvers that are not the bank's."""
    associations, doubt = _beside(vpc, "aws_route53_resolver_rule_association", "vpc_id")
    if doubt:
        yield Finding(doubt, False)
    for association in associations:
        meant = link(association, "resolver_rule_id", "aws_route53_resolver_rule")
        for rule in meant.found:
            targets = rule.raw("target_ip") if rule.is_set("target_ip") else []
            for target in targets if isinstance(targets, list) else [{"ip": UNKNOWN}]:
                address = target.get("ip") or target.get("ipv6") if isinstance(target, dict) else UNKNOWN
                reach = ranges.reach(vpc.world, address)
                if reach != "internal":
                    asked = f"{rule} forwards {rule.raw('domain_name')} to {address}"
                    yield Finding(
                        f"{asked}, which is not the bank's" if reach == "public" else asked, reach == "public"
                    )
        if meant.outside or meant.why:
            yield Finding(f"{association} forwards by a rule that the plan does not show", False)


def _beside(vpc: Subject, type: str, path: str) -> tuple[list[Subject], str]:
    found, loose = _by_target(vpc.world, type, path, *VPCS)
    return found[vpc.key], loose[0] if loose else ""


def _by_target(world: World, type: str, path: str, *types: str) -> tuple[dict[Key, list[Subject]], list[str]]:
    at = f"{type} by {path}"
    if at not in world.kept:
        found: dict[Key, list[Subject]] = defaultdict(list)
        loose = []
        for each in world.of(type):
            meant = link(each, path, *types)
            if meant.sure:
                for target in meant.found:
                    found[target.key].append(each)
            else:
                loose.append(f"{each} may be of it: {meant.doubt}")
        world.kept[at] = (found, loose)
    kept: tuple[dict[Key, list[Subject]], list[str]] = world.kept[at]
    return kept
