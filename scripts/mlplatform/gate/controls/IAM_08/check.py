"""IAM-08: a role trusts named roles of other accounts, in the organization or by an external id."""

from collections.abc import Iterator

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.asked import of_each
from mlplatform.gate.iam.identities import PRINCIPALS
from mlplatform.gate.iam.rights import speaks_of, symbols
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)


def check(role: Subject) -> Answers:
    def stranger(statement: Statement, _: Policy) -> Iterator[Answer]:
        spoken = speaks_of(statement, "sts:AssumeRole")
        if not statement.allows or spoken is False:
            return
        if spoken is None:
            yield undecided("an action is known only after apply", str(statement))
            return
        if statement.not_principals:
            yield failed("NotPrincipal in an Allow trusts everybody else", str(statement))
        for kind, name in trust.principals(statement):
            if kind in ("AWS", "*") or is_symbol(kind):
                yield _of(role, statement, name)

    yield from of_each(role, stranger, "trust")


def _of(role: Subject, statement: Statement, name: str) -> Answer:
    if is_symbol(name):
        ours = all(meant and meant.type in PRINCIPALS for meant in symbols(role, name))
        return held() if ours else undecided("who is trusted is known only after apply", str(statement))
    if name == "*":
        return failed("it trusts everybody", str(statement))
    own, whose = accounts.of(role), trust.account(name)
    if own is not None and own == whose:
        return held("of the same account")
    foreign = own is not None or whose in role.world.settings.trusted_account_ids
    limited = _limited(role, statement)
    if trust.is_account(name) or ":role/" not in name:
        said = f"{name} is trusted, where a role should be named"
        return failed(said, str(statement)) if foreign else undecided(f"{said}, if it is of another account")
    if limited is None:
        return undecided("conditions are known only after apply", str(statement))
    if limited:
        return held()
    said = f"{name} is trusted without aws:PrincipalOrgID or sts:ExternalId"
    return failed(said, str(statement)) if foreign else undecided(f"{said}, if it is of another account")


def _limited(role: Subject, statement: Statement) -> bool | None:
    """Whether a statement wants the bank's organization or an external id."""
    found = [_wants(role, c) for c in (*statement.on("aws:PrincipalOrgID"), *statement.on("sts:ExternalId"))]
    if True in found:
        return True
    return None if None in found or statement.conditions_unknown else False


def _wants(role: Subject, condition: Condition) -> bool | None:
    if not trust.demands(condition):
        return False
    if any(map(is_symbol, condition.values)):
        return None
    if condition.on("sts:ExternalId"):
        return not any("*" in value for value in condition.values)
    wanted = role.world.settings.organization_id
    return all(value == wanted if wanted else "*" not in value for value in condition.values)
