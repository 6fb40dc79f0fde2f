"""What Studio needs to work, and whether the groups of a profile let it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlplatform.gate.network import ranges, studio
from mlplatform.gate.network.groups import Rule, groups
from mlplatform.gate.network.studio import Profile
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

NFS = 2049
APPS = (8192, 65535)


@dataclass(frozen=True)
class Need:
    """One thing that has to be open. ``met`` is None where the plan does not tell, and ``why`` says so."""

    what: str
    met: bool | None
    why: str = ""
    evidence: tuple[str, ...] = ()


def needs(profile: Profile) -> Iterator[Need]:
    """The way to the home of a person, and the ways between their apps."""
    yield _home(profile)
    for group in profile.groups.found[:1]:
        yield _among(group, egress=True)
        yield _among(group, egress=False)


def _home(profile: Profile) -> Need:
    what = f"NFS (tcp {NFS}) to the home file system"
    domain = profile.domain.only()
    if domain is None:
        return Need(what, None, f"its domain is not shown by the plan{_because(profile.domain.why)}")
    subnets = studio.domain_subnets(domain)
    if subnets.outside or subnets.why:
        return Need(what, None, f"the subnets of {domain} are not shown by the plan{_because(subnets.why)}")
    given = [profile.groups, *(each for _, each in studio.domain_groups(domain))]
    rules = [r for each in given for g in each.found for r in groups(g.world).rules(g, egress=True)]
    unsure = _doubts(rules, NFS)
    for subnet in subnets.found:
        cidr = subnet.raw("cidr_block")
        if cidr in (None, UNKNOWN):
            return Need(what, None, f"the range of {subnet} is known only after apply")
        if not any(_to_range(rule, str(cidr)) for rule in rules):
            lines = tuple(rule.line for rule in rules if rule.covers("tcp", NFS))
            return Need(what, None, unsure) if unsure else Need(f"{what} in {subnet}", False, "", lines)
    return Need(what, True)


def _because(why: str) -> str:
    return f": {why}" if why else ""


def _to_range(rule: Rule, cidr: str) -> bool:
    """Whether a rule surely lets NFS out to a range, or to a group that SageMaker made beside them."""
    if not rule.covers("tcp", NFS) or not rule.owner.sure:
        return False
    return ranges.within(cidr, rule.cidrs) or bool(rule.groups.outside)


def _doubts(rules: Iterable[Rule], port: int) -> str:
    """Why one of the rules may let a port through after all."""
    for rule in rules:
        if rule.may_cover("tcp", port) and (rule.why or not rule.owner.sure):
            return rule.why or f"{rule.written} may be of its group: {rule.owner.doubt}"
        if rule.covers("tcp", port) and UNKNOWN in rule.cidrs:
            return f"{rule.written} says only after apply to which range"
        if rule.covers("tcp", port) and not rule.groups.sure:
            return f"{rule.written} may mean it: {rule.groups.doubt}"
    return ""


def _among(group: Subject, egress: bool) -> Need:
    way = f"from {group} to itself" if egress else f"into {group} from itself"
    what = f"TCP {APPS[0]} to {APPS[1]} {way}"
    rules = groups(group.world).rules(group, egress)
    meant = [rule for rule in rules if rule.protocol in ("tcp", "-1") and _itself(rule, group)]
    sure = [r for r in meant if r.owner.sure and not r.why and (r.itself or r.groups.sure)]
    if _reaches(sure):
        return Need(what, True)
    maybe = [r for r in rules if r not in sure and (r in meant or r.why or r.groups.why)]
    if maybe:
        return Need(
            what, None, maybe[0].why or f"{maybe[0].written}: {maybe[0].groups.why or maybe[0].owner.doubt}"
        )
    return Need(what, False, "", tuple(rule.line for rule in sure))


def _itself(rule: Rule, group: Subject) -> bool:
    return rule.itself or group in rule.groups.found


def _reaches(rules: Iterable[Rule]) -> bool:
    """Whether the ports of rules together are all that apps use."""
    wanted = APPS[0]
    for first, last in sorted(rule.ports or (0, 65535) for rule in rules):
        if first > wanted:
            return False
        wanted = max(wanted, last + 1)
    return wanted > APPS[1]
