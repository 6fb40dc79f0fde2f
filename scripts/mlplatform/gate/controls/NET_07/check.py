"""NET-07: people in Studio do not reach each other's apps."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import studio
from mlplatform.gate.network.groups import groups
from mlplatform.gate.network.studio import Profile, admits
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_domain", "aws_sagemaker_user_profile")


def check(subject: Subject) -> Answers:
    yield from _domain(subject) if subject.type == "aws_sagemaker_domain" else _profile(studio.of(subject))


def _domain(domain: Subject) -> Answers:
    for path, given in studio.domain_groups(domain):
        if given.unset:
            yield failed(f"{path} is not set, and the VPC's own group admits itself")
        elif given.outside or given.why:
            yield undecided(
                f"{path} names a group that the plan does not show: {given.why or given.outside[0]}"
            )
        else:
            for group in given.found:
                yield held()
                for rule, sure in admits(group, group):
                    said = failed if sure and given.sure else undecided
                    yield said(
                        f"{group}, which everybody has, {'lets' if sure else 'may let'} itself in", rule.line
                    )


def _profile(profile: Profile) -> Answers:
    given = profile.groups
    if given.unset:
        yield failed("has no group of its own, and takes that of its domain, which others have")
        return
    if given.outside or given.why:
        yield undecided(f"has a group that the plan does not show: {given.why or given.outside[0]}")
    for group in given.found:
        yield held()
        others = [p for p in studio.sharing(group.world)[group.key] if p.subject != profile.subject]
        sure = given.sure and any(other.groups.sure for other in others)
        if others:
            yield (failed if sure else undecided)(f"shares {group} with {others[0].subject}")
        yield from _neighbours(group)


def _neighbours(group: Subject) -> Answers:
    for rule in groups(group.world).rules(group, egress=False):
        theirs = [g for g in rule.groups.found if g != group and studio.sharing(group.world)[g.key]]
        if theirs or rule.cidrs or not rule.prefixes.unset:
            sure = rule.owner.sure and not rule.why and (rule.groups.sure or bool(rule.cidrs))
            yield (failed if sure else undecided)(f"{group} lets in more than itself", rule.line)
        elif rule.why or rule.groups.why:
            yield undecided(f"{group} may let in more than itself: {rule.why or rule.groups.why}", rule.line)
