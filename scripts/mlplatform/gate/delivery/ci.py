"""Whether a role is one of CI: taken on by pipelines alone, and by nobody who could ask for it by hand."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam import identities, oidc
from mlplatform.gate.iam.rights import may_cover
from mlplatform.gate.iam.trust import principals
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

_SERVICES = ("codebuild.amazonaws.com", "codepipeline.amazonaws.com")
_TAKING_ON = tuple(f"sts:AssumeRole{way}" for way in ("", "WithSAML", "WithWebIdentity"))


def taken_on_by_ci(role: Subject) -> Answers:
    """Everyone that a role trusts, and why one of them is not CI: CodeBuild, CodePipeline, or a Git host
    whose tokens are fixed to one repository, one ref or environment and one audience, as IAM-16 wants it."""
    trust = identities.of(role).trust
    if trust is None:
        yield undecided(f"who takes on {role} is known only after apply")
        return
    found = [answer for statement in trust.allowing() for answer in _trusted(role, statement)]
    yield from found or [failed(f"nothing that CI could come with is trusted by {role}")]


def _trusted(role: Subject, statement: Statement) -> Iterator[Answer]:
    if not any(may_cover(statement, way) for way in _TAKING_ON):
        return
    if statement.not_principals:
        yield failed(f"everyone but some takes on {role}", str(statement))
    for kind, name in principals(statement):
        if kind == "Federated":
            continue
        if is_symbol(kind) or is_symbol(name):
            yield undecided(f"who takes on {role} is known only after apply", str(statement))
        elif kind == "Service" and name in _SERVICES:
            yield held()
        else:
            yield failed(f"{name} takes on {role}, and is not CI", str(statement))
    yield from _federated(role, statement)


def _federated(role: Subject, statement: Statement) -> Iterator[Answer]:
    """Each provider of identities that is trusted; people sign in through all but those of web identities."""
    named = statement.principals.get("Federated", ())
    hosts = list(oidc.hosts(role, statement))
    if len(hosts) < len(named):
        yield failed(f"people sign in to {role}", str(statement))
    for host in hosts:
        if host is None:
            yield undecided(f"whose tokens take on {role} is known only after apply", str(statement))
        elif oidc.kind_of(host, statement):
            yield from oidc.answers(statement, host)
        else:
            yield failed(f"tokens of {host} take on {role}, which is no host of pipelines", str(statement))
