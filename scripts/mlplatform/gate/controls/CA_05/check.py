"""CA-05: who may do what by the policy of a domain or of a repository."""

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.delivery.ci import taken_on_by_ci
from mlplatform.gate.delivery.codeartifact import MANAGES, PUBLISHES
from mlplatform.gate.iam import grantees
from mlplatform.gate.iam.grantees import Grantee
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codeartifact_domain_permissions_policy", "aws_codeartifact_repository_permissions_policy")
_ALL = ("*", "*:*", "codeartifact:*")


def check(subject: Subject) -> Answers:
    policy = subject.policy("policy_document")
    for statement in policy.allowing() if policy else ():
        if statement.not_actions or set(statement.actions) & set(_ALL):
            yield failed("allows every action", str(statement))
        manages = any(may_cover(statement, action) for action in MANAGES)
        publishes = any(may_cover(statement, action) for action in PUBLISHES)
        for grantee in grantees.of(subject, statement):
            yield _of_the_bank(subject, statement, grantee)
            if manages and not grantees.is_platform(subject, grantee):
                yield failed(f"{grantee} may manage it, and is no role of the platform", str(statement))
            if publishes:
                yield from _is_ci(subject, statement, grantee)
    yield held()


def _of_the_bank(subject: Subject, statement: Statement, grantee: Grantee) -> Answer:
    ours = grantees.is_of_the_bank(subject, statement, grantee)
    if ours is None:
        return undecided(f"whether {grantee} is of the bank cannot be told", str(statement))
    return held() if ours else failed(f"is open to {grantee}, which is not of the bank alone", str(statement))


def _is_ci(subject: Subject, statement: Statement, grantee: Grantee) -> Answers:
    if grantees.is_platform(subject, grantee):
        yield held()
    elif grantee.subject is not None:
        yield from (_why(grantee, answer) for answer in taken_on_by_ci(grantee.subject))
    elif grantee.kind in ("principal", "unknown"):
        yield undecided(f"{grantee} may publish; whether it is a role of CI, no plan tells", str(statement))
    else:
        yield failed(f"{grantee} may publish, which is no single role of CI", str(statement))


def _why(grantee: Grantee, answer: Answer) -> Answer:
    if answer.status == "pass":
        return answer
    return Answer(answer.status, f"{grantee} may publish: {answer.reason}", answer.path)
