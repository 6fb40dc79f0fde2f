"""To whom a policy of a resource gives something, as far as the plans and the settings tell.

Where a statement is for everyone or for a whole account and a condition demands ``aws:PrincipalArn``, it is
for the principals that the condition names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mlplatform.gate import accounts
from mlplatform.gate.iam import holders, trust
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.globs import is_exact
from mlplatform.gate.iam.rights import symbols
from mlplatform.gate.policy import Condition, Statement, is_symbol
from mlplatform.gate.world import Subject

Kind = Literal["anyone", "account", "principal", "pattern", "service", "federated", "unknown"]
_IAM = ("aws_iam_role", "aws_iam_user")


@dataclass(frozen=True)
class Grantee:
    """One of those who are given something. ``subject`` is the principal where it is in the plans."""

    text: str
    kind: Kind
    account: str | None = None
    subject: Subject | None = None

    def __str__(self) -> str:
        return str(self.subject or self.text)


def of(holder: Subject, statement: Statement) -> list[Grantee]:
    """Everyone that a statement of ``holder``'s policy speaks of."""
    if statement.not_principals:
        return [Grantee("everyone but some", "anyone")]
    found = [g for kind, name in trust.principals(statement) for g in _grantees(holder, kind, name)]
    named = [c for c in statement.on("aws:PrincipalArn") if trust.demands(c)]
    if not named:
        return found
    return [each for g in found for each in (_narrowed(holder, g, named) if _is_broad(g) else [g])]


def _is_broad(grantee: Grantee) -> bool:
    return grantee.kind in ("anyone", "account", "pattern")


def _narrowed(holder: Subject, broad: Grantee, named: list[Condition]) -> Iterator[Grantee]:
    # Every one of the conditions has to hold: one that names exact principals says most.
    exact = [c for c in named if all(map(is_exact, c.values)) and not any(map(is_symbol, c.values))]
    for value in (exact or named)[0].values:
        for grantee in _grantees(holder, "AWS", value):
            if broad.account is None or grantee.account in (None, broad.account):
                yield grantee


def _grantees(holder: Subject, kind: str, name: str) -> Iterator[Grantee]:
    if is_symbol(kind) or name == "<unknown>":
        yield Grantee("a principal that is known only after apply", "unknown")
    elif kind == "Service":
        yield Grantee(name, "service")
    elif kind in ("Federated", "CanonicalUser"):
        yield Grantee(name, "federated")
    elif is_symbol(name):
        for subject in symbols(holder, name):
            yield _known(subject) if subject else Grantee(name, "unknown")
    elif name == "*" or kind == "*":
        yield Grantee("everyone", "anyone")
    else:
        yield _by_arn(holder, name)


def _known(subject: Subject) -> Grantee:
    if subject.type not in _IAM:
        return Grantee(f"a principal that will come from {subject}", "unknown")
    return Grantee(subject.address, "principal", accounts.of(subject), subject)


def _by_arn(holder: Subject, name: str) -> Grantee:
    account = accounts.of_arn(name)
    if trust.is_account(name):
        return Grantee(name, "account", account)
    if not is_exact(name) or "${" in name:
        return Grantee(name, "pattern", account)
    role = _role_of_session(name)
    found = holder.world.named(role, *_IAM)
    one = found[0] if len(found) == 1 and accounts.of(found[0]) in (None, account) else None
    return Grantee(name, "principal", account, one)


def _role_of_session(arn: str) -> str:
    """The role of ``arn:aws:sts::1:assumed-role/name/session``; other ARNs as they are."""
    start, found, rest = arn.partition(":assumed-role/")
    return f"{start.replace(':sts:', ':iam:')}:role/{rest.split('/')[0]}" if found else arn


def in_organization(holder: Subject, statement: Statement) -> bool | None:
    """Whether the conditions of an Allow demand a principal of the bank's organization or of its accounts;
    None where a condition is known only after apply."""
    wanted = holder.world.settings.organization_id
    for condition in statement.conditions:
        if not trust.demands(condition) or any(map(is_symbol, condition.values)):
            continue
        if condition.on("aws:PrincipalOrgID") and (wanted is None or set(condition.values) == {wanted}):
            return True
        if condition.on("aws:PrincipalOrgPaths") and all(
            value.startswith(f"{wanted or 'o-'}") and "/" in value for value in condition.values
        ):
            return True
        if condition.on("aws:PrincipalAccount") and all(
            accounts.is_ours(v, holder) for v in condition.values
        ):
            return True
    return None if statement.conditions_unknown or _hidden(statement) else False


def _hidden(statement: Statement) -> bool:
    return any(
        any(map(is_symbol, condition.values))
        for key in ("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount")
        for condition in statement.on(key)
    )


def is_of_the_bank(holder: Subject, statement: Statement, grantee: Grantee) -> bool | None:
    """Whether a grantee is of the bank; None where that cannot be told."""
    if grantee.subject is not None:
        return True
    by_condition = in_organization(holder, statement)
    if by_condition or grantee.kind == "unknown":
        return by_condition or None
    if grantee.account is not None:
        ours = accounts.is_ours(grantee.account, holder)
        return ours if ours else ours or by_condition
    return by_condition


def is_platform(holder: Subject, grantee: Grantee) -> bool:
    """Whether the settings name a grantee as a role of the platform."""
    if grantee.subject is not None and holders.is_platform(grantee.subject):
        return True
    wanted = holder.world.settings.platform_role_arns
    return grantee.kind == "principal" and any(glob(pattern, grantee.text) for pattern in wanted)
