"""Whom a role trusts, to which service a role may be passed, and what a condition demands of a request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlplatform.gate.iam.globs import arns_overlap, is_exact, within
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.keys import is_negated
from mlplatform.gate.iam.rights import Right, covers
from mlplatform.gate.policy import Condition, Statement, is_symbol

_ACCOUNT = re.compile(r"arn:[^:]*:(?:iam|sts)::(?P<account>[^:]*):.*|(?P<bare>\d{12})")
_VARIABLE = re.compile(r"\$\{[^}]*\}")
_WIDE = re.compile(r"[*?]*")


def trusts_service(role: Identity, service: str) -> bool | None:
    """Whether a service may take a role; None where the plan does not tell."""
    if role.subject.type != "aws_iam_role":
        return False
    if role.trust is None:
        return None
    found: bool | None = False
    for statement in role.trust.allowing():
        if covers(statement, "sts:AssumeRole"):
            names = [n for kind in ("Service", "*") for n in statement.principals.get(kind, ())]
            if any(name in ("*", service) for name in names) or statement.not_principals:
                return True
            found = None if any(map(is_symbol, names)) else found
    return found


def passes_to(right: Right, service: str) -> bool | None:
    """Whether a right to pass roles holds for a service; None where a condition is known only after apply."""
    answers = [holds(c, service) for c in right.statement.on("iam:PassedToService")]
    if any(_refuses(denial, service) for denial in right.limits) or False in answers:
        return False
    return None if None in answers or right.statement.conditions_unknown else True


def _refuses(denial: Statement, service: str) -> bool:
    """Whether a Deny on every resource, with conditions on the service alone, keeps a role from it."""
    alone = all(condition.on("iam:PassedToService") for condition in denial.conditions)
    everywhere = "*" in denial.resources
    return alone and everywhere and all(holds(c, service) is True for c in denial.conditions)


def holds(condition: Condition, value: str) -> bool | None:
    """Whether a condition holds where the request has this value; None where that is not known. A star in the
    value stands for a part of it that is not known."""
    if any(map(is_symbol, condition.values)):
        return None
    if condition.plain == "null":
        return "false" in (text.lower() for text in condition.values)
    answers = [_fits(condition, pattern, value) for pattern in condition.values]
    found = True if True in answers else None if None in answers else False
    return found if found is None or not is_negated(condition) else not found


def _fits(condition: Condition, pattern: str, value: str) -> bool | None:
    if "ignorecase" in condition.plain:
        pattern, value = pattern.lower(), value.lower()
    wild = "like" in condition.plain or condition.plain.startswith("arn")
    if not wild and is_exact(value) and "${" not in pattern:
        return pattern == value
    pattern = _VARIABLE.sub("*", pattern)
    if not arns_overlap(pattern, value):
        return False
    return True if wild and within(value, [pattern]) and "${" not in pattern else None


def is_wide(value: str) -> bool:
    """Whether a value of a condition lets every other one through."""
    return bool(_WIDE.fullmatch(value))


def demands(condition: Condition) -> bool:
    """Whether a condition on an Allow wants the key, with one of several values that are not mere stars."""
    if is_negated(condition) or condition.if_exists or condition.plain == "null":
        return False
    return condition.set_operator != "forallvalues" and not any(map(is_wide, condition.values))


def refuses_others(condition: Condition) -> bool:
    """Whether a condition on a Deny holds for every value but some, and for none at all."""
    if not is_negated(condition) or condition.set_operator or condition.plain == "null":
        return False
    return not any(map(is_wide, condition.values))


def principals(statement: Statement) -> Iterator[tuple[str, str]]:
    """Each principal of a statement with its kind; a bare star is of kind ``*``."""
    for kind, ids in statement.principals.items():
        for name in ids:
            yield kind, name


def account(principal: str) -> str | None:
    """The account of a principal of kind AWS; None for a star, and for what is not known."""
    found = _ACCOUNT.fullmatch(principal)
    return (found["account"] or found["bare"]) if found else None


def is_account(principal: str) -> bool:
    """Whether a principal is an account whole: its number, or its root."""
    return principal.isdigit() or principal.endswith(":root")


def admits(statement: Statement, arn: str) -> bool | None:
    """Whether the conditions of a trust statement let a principal through by its ARN; None where the plan
    does not tell. Conditions on anything else are taken to hold."""
    answers = [holds(condition, arn) for condition in statement.on("aws:PrincipalArn")]
    if False in answers:
        return False
    return None if None in answers or statement.conditions_unknown else True
