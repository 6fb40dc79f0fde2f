"""Whether a statement of a resource's policy admits somebody from outside the organization."""

from __future__ import annotations

from collections.abc import Iterator

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, failed, undecided
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.policy import Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

_OUTSIDE = "o-zzzzzzzzzz"
_ORGANIZATION = ("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceOrgID")


def outsiders(subject: Subject, policy: Policy) -> Iterator[Answer]:
    """What is wrong with a policy that is for the organization alone; nothing where it is so."""
    for statement in policy.allowing():
        for kind, id in [(kind, id) for kind, ids in statement.principals.items() for id in ids]:
            if kind in ("AWS", "*"):
                yield from principal(subject, statement, id)
            elif kind != "Service":
                yield from _other(statement, kind, id)
            else:
                yield from _service(statement, id)
        if statement.not_principals:
            yield from admitted(subject, statement, None, "everyone but those named")


def principal(subject: Subject, statement: Statement, id: str) -> Iterator[Answer]:
    """Whether one principal is of the organization, by its account or by a condition."""
    if is_symbol(id):
        if id == "<unknown>" or "data." in id or not _is_of_the_plans(id):
            yield undecided(f"a principal is known only after apply: {id}", str(statement))
        return
    if id == "*":
        yield from admitted(subject, statement, None, "anyone")
    elif account := accounts.of_arn(id):
        yield from admitted(subject, statement, account, id)
    else:
        yield undecided(f"{id} tells no account", str(statement))


def admitted(subject: Subject, statement: Statement, account: str | None, who: str) -> Iterator[Answer]:
    """What is wrong with admitting an account, anyone where there is none."""
    ours = accounts.is_ours(account, subject) if account else False
    if ours:
        return
    verdict = _outside(subject, statement, account)
    if verdict == "no":
        return
    if verdict == "later":
        yield undecided(f"{who} may be from outside: a condition is known only after apply", str(statement))
    elif ours is None:
        yield undecided(f"neither the plan nor the settings tell whether {who} is the bank's", str(statement))
    else:
        yield failed(f"{who} is admitted from outside the organization", str(statement))


def _outside(subject: Subject, statement: Statement, account: str | None) -> str:
    """Whether a request from outside meets a statement's conditions: of no organization, of a foreign one,
    and of those that conditions name and that are not the bank's."""
    own = subject.world.settings.organization_id
    named = {v for key in _ORGANIZATION for c in statement.on(key) for v in c.values if not is_symbol(v)}
    others = {value.split("/")[0] for value in named} - ({own} if own else named)
    who = {
        "aws:principalaccount": (account or "000000000000",),
        "kms:calleraccount": (account or "000000000000",),
    }
    found = set()
    for organization in ((), (_OUTSIDE,), *((other,) for other in sorted(others))):
        keys = {"aws:principalorgid": organization, "aws:sourceorgid": organization}
        paths = {"aws:principalorgpaths": tuple(f"{each}/r-zzzz/" for each in organization)}
        found.add(meets(statement.conditions, Request("", {**who, **keys, **paths})))
    return "yes" if found & {"yes", "open"} else "later" if "later" in found else "no"


def _service(statement: Statement, host: str) -> Iterator[Answer]:
    """A service comes for whoever asks it, so that it must say for whom."""
    sources = ("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths")
    if statement.conditions_unknown:
        yield undecided(f"whom {host} comes for is known only after apply", str(statement))
    elif not any(c.key.lower() in sources and not c.if_exists for c in statement.conditions):
        yield failed(
            f"{host} is admitted for any account (no aws:SourceAccount or aws:SourceArn)", str(statement)
        )


def _other(statement: Statement, kind: str, id: str) -> Iterator[Answer]:
    tell = undecided if is_symbol(id) or is_symbol(kind) else failed
    yield tell(f"{kind} {id} is of no account of the organization", str(statement))


def _is_of_the_plans(id: str) -> bool:
    return all(".aws_iam_" in f".{name}" for name in id.strip("<>").split(" | "))
