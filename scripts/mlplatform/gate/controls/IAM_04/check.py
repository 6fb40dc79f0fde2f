"""IAM-04: roles are passed one by one, to one service, and none that is stronger than who passes it."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam import escalation, identities, strength, trust
from mlplatform.gate.iam import holders as all_holders
from mlplatform.gate.iam.asked import DOCUMENTS, holders, is_boundary, is_platform, of_each, workloads
from mlplatform.gate.iam.identities import PRINCIPALS, Identity
from mlplatform.gate.iam.rights import speaks_of, symbols
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = tuple(dict.fromkeys((*DOCUMENTS, *all_holders.HOLDERS)))


def check(subject: Subject) -> Answers:
    if subject.type in all_holders.HOLDERS and not is_platform(subject):
        identity = all_holders.of(subject)
        yield from _contained(identity) if identity else ()
    ceiling = subject.type == "aws_iam_policy" and is_boundary(subject) and not holders(subject)
    of_platform = holders(subject) and not any(workloads(subject))
    if not ceiling and not of_platform and not (subject.type in PRINCIPALS and is_platform(subject)):
        yield from of_each(subject, lambda statement, _: _exact(subject, statement, _), "identity")


def _exact(subject: Subject, statement: Statement, _: Policy) -> Iterator[Answer]:
    """Whether an Allow that passes roles names each, and the service."""
    spoken = speaks_of(statement, "iam:PassRole")
    if not statement.allows or spoken is False:
        return
    if spoken is None:
        yield undecided("an action is known only after apply", str(statement))
        return
    if statement.not_resources:
        yield failed("it passes every role that NotResource does not name", str(statement))
    for resource in statement.resources:
        if is_symbol(resource):
            if not all(meant and meant.type == "aws_iam_role" for meant in symbols(subject, resource)):
                yield undecided("a role that is passed is known only after apply", str(statement))
        elif "*" in resource or "?" in resource or "${" in resource:
            yield failed(f"it passes every role that fits {resource}", str(statement))
    if statement.conditions_unknown:
        yield undecided("conditions are known only after apply", str(statement))
    elif not any(map(_names_services, statement.on("iam:PassedToService"))):
        yield failed("no iam:PassedToService says to which service roles are passed", str(statement))


def _names_services(condition: Condition) -> bool:
    return trust.demands(condition) and not any("*" in v or "?" in v for v in condition.values)


def _contained(identity: Identity) -> Answers:
    for right in identity.rights("iam:PassRole"):
        roles, kind = escalation.meant(identity, right)
        yield held()
        for role in roles:
            verdict = strength.compare(identities.of(role), identity)
            if verdict.stronger:
                yield failed(f"it passes a role that may do more: {verdict.why}", str(right.statement))
            elif verdict.stronger is None:
                yield undecided(f"whether {role} may do more is not known: {verdict.why}")
        if kind == "foreign":
            yield undecided(
                f"{right.resource}, which it passes, is in none of the plans", str(right.statement)
            )
