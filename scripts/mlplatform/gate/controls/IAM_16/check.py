"""IAM-16: trust in a Git host is trust in one repository, at one ref or environment, for one audience."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, held, undecided
from mlplatform.gate.iam import identities, oidc, strength
from mlplatform.gate.iam.asked import of_each
from mlplatform.gate.iam.rights import speaks_of
from mlplatform.gate.policy import Policy, Statement
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)


def check(role: Subject) -> Answers:
    rank = _rank(role)

    def pinned(statement: Statement, _: Policy) -> Iterator[Answer]:
        spoken = speaks_of(statement, "sts:AssumeRoleWithWebIdentity")
        if not statement.allows or spoken is False:
            return
        if spoken is None:
            yield undecided("an action is known only after apply", str(statement))
        for host in oidc.hosts(role, statement):
            if host is None:
                yield undecided("the provider is known only after apply", str(statement))
            elif oidc.kind_of(host, statement):
                yield from (_ranked(answer, rank) for answer in oidc.answers(statement, host))

    yield from of_each(role, pinned, "trust")


def _ranked(answer: Answer, rank: str) -> Answer:
    if answer.status == "pass":
        return held(rank)
    reason = "; ".join(filter(None, (answer.reason, rank)))
    return Answer(answer.status, reason, answer.path, answer.address)


def _rank(role: Subject) -> str:
    """That the role is an administrator, where it is one."""
    identity = identities.of(role)
    by_arn = any(arn.endswith(("/AdministratorAccess", "/IAMFullAccess")) for arn in identity.managed_arns)
    by_right = any(right.action.startswith("iam:") and right.certain for right in strength.powers(identity))
    return "the role administers the account" if by_arn or by_right else ""
