"""Whether a call gets through an endpoint: by its groups, its network ACLs, its routes and its policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.globs import overlap
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.network import acls, layers, ranges
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.network.groups import Rule, groups
from mlplatform.gate.network.links import Link
from mlplatform.gate.network.places import Place
from mlplatform.gate.network.topology import Key, topology
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

HTTPS = 443
_ANSWERS = (32768, 60999)  # the ports from which Linux asks
_AN_ADDRESS_OF_S3 = "52.216.0.1/32"


@dataclass(frozen=True)
class Hop:
    """A hop of a call: what it is, and whether it holds. ``holds`` is None where the plan does not tell."""

    line: str
    holds: bool | None = True


def hops(place: Place, endpoint: Endpoint) -> Iterator[Hop]:
    """The hops of a call to an endpoint up to its policy, in their order."""
    yield Hop(f"{endpoint.subject} in {place.vpc}", None if not endpoint.vpc.sure else True)
    if place.why:
        yield Hop(f"{place.by}: {place.why}", None)
    if endpoint.is_interface:
        yield _names(endpoint, place.vpc)
        found = [_by_groups(place, endpoint), *_by_acls(place, endpoint)]
    else:
        found = [*_by_routes(place, endpoint), _to_prefix_list(place, endpoint)]
    # Where groups or subnets of the caller are not known, others may do what those known do not.
    yield from (replace(hop, holds=None) if place.why and hop.holds is False else hop for hop in found)


def _names(endpoint: Endpoint, vpc: Subject) -> Hop:
    try:
        on = endpoint.private_dns()
    except Undecided as why:
        return Hop(why.reason, None)
    if not on:
        return Hop(
            f"private DNS of {endpoint.subject} is off: the service's name leads to its public address", False
        )
    hostnames = vpc.raw("enable_dns_hostnames") if vpc.configured("enable_dns_hostnames") else None
    if vpc.raw("enable_dns_support") is False or (vpc.type == "aws_vpc" and hostnames in (None, False)):
        return Hop(f"{vpc} answers no private names: enable_dns_support and enable_dns_hostnames", False)
    return Hop(f"private DNS of {endpoint.subject}", None if hostnames == UNKNOWN else True)


def _by_groups(place: Place, endpoint: Endpoint) -> Hop:
    """Out of one of the groups of the caller, and into one of the endpoint's, on 443."""
    theirs = [group for given in endpoint.groups for group in given.found]
    for given in endpoint.groups:
        if given.outside or given.why or not given.sure:
            return Hop(f"the groups of {endpoint.subject} are not shown: {given.doubt}", None)
    if not theirs:
        line = f"{endpoint.subject} has no group of its own, and its VPC's own group lets in that group alone"
        return Hop(line, False)
    own = _callers(place, theirs)
    out, into = (_passes(own, theirs, place, egress) for egress in (True, False))
    names, doors = _listed(own) or "no group", _listed(theirs)
    if place.groups is None:
        names = "every group that jobs may have" if own else names
    if out is False or into is False:
        broken = (
            f"{names} lets nothing out to {doors}"
            if out is False
            else f"{doors} lets nothing in from {names}"
        )
        return Hop(f"{broken} on {HTTPS}", False)
    line = f"{names} to {doors} on {HTTPS}"
    doubt = out or into
    return Hop(f"{line}: {doubt}", None) if doubt else Hop(line)


def _callers(place: Place, theirs: list[Subject]) -> list[Subject]:
    """The groups of a caller; of jobs, whose groups are said when they start, every group of the VPC that may
    be meant for them."""
    if place.groups is not None:
        return list(place.groups)
    door = {group.key for group in theirs}
    return [
        group
        for group in place.vpc.world.of("aws_security_group")
        if group.key not in door and place.vpc in topology(group.world).vpc_of[group.key].found
    ]


def _listed(subjects: list[Subject]) -> str:
    return ", ".join(map(str, subjects))


def _passes(own: list[Subject], theirs: list[Subject], place: Place, egress: bool) -> str | bool:
    """False where nothing passes; else why it may not, empty where it surely does."""
    sides, others = (own, theirs) if egress else (theirs, own)
    doubts = []
    for side in sides:
        for rule in groups(side.world).rules(side, egress):
            if rule.may_cover("tcp", HTTPS):
                answer = _lets(rule, others, place)
                if answer is True:
                    return ""
                if answer is None:
                    doubts.append(f"{rule.written}: {rule.doubt}")
    return doubts[0] if doubts else False


def _lets(rule: Rule, others: list[Subject], place: Place) -> bool | None:
    """Whether a rule speaks of one of some groups, or of all subnets of the caller."""
    named = any(other in rule.groups.found for other in others) or (
        rule.itself and rule.owner.only() in others
    )
    ranged = bool(place.subnets) and all(
        ranges.within(str(subnet.raw("cidr_block")), rule.cidrs) for subnet in place.subnets
    )
    if named or ranged:
        sure = rule.owner.sure and not rule.why and (rule.groups.sure or ranged)
        return True if sure else None
    return None if rule.why or rule.groups.why or UNKNOWN in rule.cidrs else False


def _by_acls(place: Place, endpoint: Endpoint) -> Iterator[Hop]:
    for client in place.subnets:
        for door in (subnet for given in endpoint.subnets for subnet in given.found):
            if client == door:
                continue  # traffic within a subnet passes no ACL
            here, there = (str(subnet.raw("cidr_block") or UNKNOWN) for subnet in (client, door))
            asked = [
                (client, acls.lets(client, True, there, (HTTPS, HTTPS))),
                (door, acls.lets(door, False, here, (HTTPS, HTTPS))),
                (door, acls.lets(door, True, here, _ANSWERS)),
                (client, acls.lets(client, False, there, _ANSWERS)),
            ]
            yield from _refused(asked, f"{client} and {door}")


def _refused(asked: list[tuple[Subject, bool | None]], between: str) -> Iterator[Hop]:
    for subnet, answer in asked:
        if answer is not True:
            said = "does not let HTTPS through" if answer is False else "may not let HTTPS through"
            yield Hop(f"{acls.name(subnet)} {said} between {between}", answer)


def _by_routes(place: Place, endpoint: Endpoint) -> Iterator[Hop]:
    """A gateway endpoint puts its route into tables; each subnet of the caller has to use one of them."""
    has: dict[Key, Link] = {table.key: given for given in endpoint.tables for table in given.found}
    doubt = next((given.doubt for given in endpoint.tables if given.why), "")
    for subnet in place.subnets:
        uses = topology(subnet.world).uses(subnet)
        shown = [use for use in uses if use.table is not None]
        if any(use.table and use.table.key not in has for use in shown) and not doubt:
            yield Hop(f"the route table of {subnet} has no route to {endpoint.subject}", False)
        elif doubt or len(shown) != len(uses) or not all(use.sure for use in uses):
            yield Hop(f"the route table of {subnet} may have no route to {endpoint.subject}", None)
        asked = [
            (subnet, acls.lets(subnet, True, _AN_ADDRESS_OF_S3, (HTTPS, HTTPS))),
            (subnet, acls.lets(subnet, False, _AN_ADDRESS_OF_S3, _ANSWERS)),
        ]
        yield from _refused(asked, f"{subnet} and {endpoint.subject}")


def _to_prefix_list(place: Place, endpoint: Endpoint) -> Hop:
    answers = [
        _to_service(rule, endpoint)
        for group in _callers(place, [])
        for rule in groups(group.world).rules(group, egress=True)
        if rule.may_cover("tcp", HTTPS)
    ]
    names = _listed(list(place.groups)) if place.groups is not None else "every group that jobs may have"
    if True in answers:
        return Hop(f"{names} to the prefix list of {endpoint.subject} on {HTTPS}")
    line = f"{names} lets nothing out to the prefix list of {endpoint.subject} on {HTTPS}"
    return Hop(line, None if None in answers else False)


def _to_service(rule: Rule, endpoint: Endpoint) -> bool | None:
    ranged = ranges.within(_AN_ADDRESS_OF_S3, rule.cidrs)
    read = any(ranges.is_service(endpoint.subject.world, name) for name in rule.prefixes.outside)
    if endpoint.subject in rule.prefixes.found or ranged or read:
        sure = rule.owner.sure and not rule.why and (ranged or read or rule.prefixes.sure)
        return True if sure else None
    return None if rule.why or not rule.prefixes.unset or UNKNOWN in rule.cidrs else False


def policy_lets(endpoint: Endpoint, action: str, held: tuple[Statement, ...]) -> Hop:
    """Whether the policy of an endpoint lets an action through, for one of the organization, on something
    that the statements ``held`` by the caller are about."""
    try:
        policies = endpoint.policies()
    except Undecided as why:
        return Hop(why.reason, None)
    where = f"the policy of {endpoint.subject}"
    if endpoint.service == "s3" and action.lower().startswith("ecr:"):
        read = [layers.lets_read(endpoint, policy) for policy in policies]
        holds = False if False in read else None if None in read else True
        return Hop(f"{where} {'lets' if holds else 'does not let'} the layers of ECR's images be read", holds)
    for policy in policies:
        if any(covers(s, action) and "*" in s.resources and not s.conditions for s in policy.denying()):
            return Hop(f"{where} refuses {action}", False)
        answers = [_allows(endpoint, s, action, held) for s in policy.allowing()]
        if True not in answers:
            return Hop(f"{where} does not let {action} through", None if None in answers else False)
    return Hop(f"{where} lets {action} through")


def _allows(
    endpoint: Endpoint, statement: Statement, action: str, held: tuple[Statement, ...]
) -> bool | None:
    if not covers(statement, action):
        return None if any(map(is_symbol, statement.actions)) else False
    if not _about(statement, held):
        return False
    own = endpoint.subject.world.settings.organization_id
    keys = {"aws:principalorgid": (own,), "aws:resourceorgid": (own,)} if own else {}
    met = meets(statement.conditions, Request("a call of one of the organization", keys))
    return False if met == "no" else None if met == "later" else True


def _about(statement: Statement, held: tuple[Statement, ...]) -> bool:
    """Whether a statement is about one of the resources that others are about."""
    wanted = [resource for each in held for resource in each.resources]
    if not statement.resources or "*" in statement.resources or not wanted or "*" in wanted:
        return True
    return any(
        is_symbol(one) or is_symbol(other) or "${" in other or overlap(one, other)
        for one in statement.resources
        for other in wanted
    )
