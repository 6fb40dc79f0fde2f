"""NET-05: what a security group lets out stays with groups, endpoints and the bank's own ranges."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import inside, ranges
from mlplatform.gate.network.groups import WRITTEN_IN, Rule, groups
from mlplatform.gate.world import Subject

CONCERNS = WRITTEN_IN


def check(subject: Subject) -> Answers:
    rules = [rule for rule in groups(subject.world).by_source[subject.key] if rule.egress]
    for rule in rules:
        yield from _judged(rule)
    if not rules and subject.type.endswith("security_group"):
        yield held("lets nothing out by itself")


def _judged(rule: Rule) -> Answers:
    world = rule.written.world
    reaches = [ranges.reach(world, cidr) for cidr in rule.cidrs]
    if not rule.prefixes.unset:
        reaches.append(ranges.prefix_list(world, rule.prefixes))
    reaches += ["public" for name in rule.groups.outside if inside.of_group_outside(rule, name) == "public"]
    worst = ranges.worst(reaches)
    if worst == "public" and not rule.way_known:
        yield undecided(rule.why, rule.line)
    elif worst == "public":
        yield failed("lets out to addresses that are not the bank's", rule.line)
    elif worst == "unknown" or rule.groups.why:
        yield undecided(f"where it lets out is not known: {rule.groups.why or rule.doubt}", rule.line)
    else:
        yield held()
