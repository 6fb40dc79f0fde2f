"""NET-06: what a security group lets in comes from its own VPC; to endpoints, by HTTPS alone."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import inside
from mlplatform.gate.network.groups import WRITTEN_IN, Rule, groups
from mlplatform.gate.world import Subject

CONCERNS = WRITTEN_IN


def check(subject: Subject) -> Answers:
    rules = [rule for rule in groups(subject.world).by_source[subject.key] if not rule.egress]
    for rule in rules:
        yield from _judged(rule)
    if not rules and subject.type.endswith("security_group"):
        yield held("lets nothing in by itself")


def _judged(rule: Rule) -> Answers:
    where = inside.where(rule)
    if where == "public" and not rule.way_known:
        yield undecided(rule.why, rule.line)
    elif where == "public":
        yield failed(f"lets in from outside {inside.named(rule)}", rule.line)
    elif where == "unknown" or rule.groups.why:
        yield undecided(f"from where it lets in is not known: {rule.groups.why or rule.doubt}", rule.line)
    elif inside.is_of_endpoints(rule) and rule.why:
        yield undecided(rule.why, rule.line)
    elif inside.is_of_endpoints(rule) and (rule.protocol, rule.ports) != ("tcp", (443, 443)):
        said = failed if rule.owner.sure else undecided
        yield said("lets in more than HTTPS, to a group of endpoints", rule.line)
    else:
        yield held()
