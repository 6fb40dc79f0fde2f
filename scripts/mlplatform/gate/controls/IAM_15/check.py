"""IAM-15: a resource policy grants to roles, not past their boundary.

A grant to a role's ARN is limited by the role's boundary; one to everybody with a condition on who asks, to a
session of a role or to a user is not. Endpoint policies grant nothing, so they may be written so.
"""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, undecided
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.asked import DOCUMENTS, of_each
from mlplatform.gate.iam.identities import PRINCIPALS
from mlplatform.gate.iam.rights import symbols
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS
_WHO = ("aws:principalarn", "aws:userid", "aws:username")


def check(subject: Subject) -> Answers:
    def past_boundary(statement: Statement, _: Policy) -> Iterator[Answer]:
        if statement.allows and statement.not_principals:
            yield failed("NotPrincipal in an Allow grants to everybody else", str(statement))
        for kind, name in trust.principals(statement) if statement.allows else ():
            if is_symbol(kind) or (is_symbol(name) and not _is_ours(subject, name)):
                yield undecided("a principal is known only after apply", str(statement))
            elif ":assumed-role/" in name or ":federated-user/" in name:
                yield failed(f"{name} is a session, which no boundary limits here", str(statement))
            elif kind in ("*", "AWS") and name == "*":
                yield from _by_condition(statement)

    yield from of_each(subject, past_boundary, "resource", "key")


def _is_ours(subject: Subject, name: str) -> bool:
    return all(meant is not None and meant.type in PRINCIPALS for meant in symbols(subject, name))


def _by_condition(statement: Statement) -> Iterator[Answer]:
    if statement.conditions_unknown:
        yield undecided("it grants to everybody, on conditions known only after apply", str(statement))
    for condition in statement.conditions:
        if condition.key.lower() in _WHO:
            said = f"it grants to everybody whose {condition.key} fits, past boundaries and session policies"
            yield failed(said, str(statement))
