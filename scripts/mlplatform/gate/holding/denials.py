"""Whether Deny statements stop a request that is only partly known.

A request names the keys that matter and leaves the others open: whoever makes it may choose those. A Deny
counts only where it holds whatever is chosen, so that what is called denied is denied. Two things are let
through as exemptions that a bank makes on purpose: named roles, and a tag of the principal or the resource
(ORG-05 asks who may set those).
"""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from mlplatform.gate.iam import conditions
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.identities import covers
from mlplatform.gate.policy import Condition, Statement, is_symbol

Verdict = Literal["denied", "open", "undecided"]
Values = tuple[str, ...] | None
"""What a request carries under a key; None where it carries none."""

OURS = (
    "aws_iam_role",
    "aws_kms_key",
    "aws_organizations_account",
    "aws_organizations_organization",
    "aws_s3_bucket",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
)
"""Types whose ids nobody from outside can have."""
TAGS = ("aws:principaltag/", "aws:resourcetag/")
_ROLE = re.compile(r"arn:[^:]*:iam::([^:]*):role/(.+)")
_VARIABLE = re.compile(r"\$\{([^}*?$,]+)\}")
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "numericlessthan": operator.lt,
    "numericlessthanequals": operator.le,
    "numericgreaterthan": operator.gt,
    "numericgreaterthanequals": operator.ge,
}
_LEAST = 4
"""So many letters a pattern of a role's name begins with, to count as a name."""


@dataclass(frozen=True)
class Request:
    """A request. ``keys`` are in small letters; what is not among them is open. ``resource`` is an ARN that
    stands for all that a Deny would have to reach."""

    action: str
    keys: Mapping[str, Values] = field(default_factory=dict)
    resource: str = "zz-any"
    by_anyone: bool = False
    """Whether it may also come from outside the organization, where anyone sets tags and names roles."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of a request, and the statements that speak of its action but let it through, each with
    why it does."""

    verdict: Verdict
    nearest: tuple[tuple[Statement, str], ...] = ()


def outcome(statements: Iterable[Statement], request: Request, platform: Sequence[str] = ()) -> Outcome:
    """What Deny statements make of a request; ``platform`` are patterns of roles that may be let through."""
    tried = [
        _applies(statement, request, platform)
        for statement in statements
        if not statement.allows and _speaks(statement, request.action)
    ]
    verdicts = {attempt.verdict for attempt in tried}
    if "denied" in verdicts:
        return Outcome("denied")
    tried.sort(key=lambda attempt: (attempt.verdict != "undecided", attempt.far))
    verdict: Verdict = "undecided" if "undecided" in verdicts else "open"
    return Outcome(verdict, tuple((attempt.statement, attempt.why) for attempt in tried))


@dataclass(frozen=True)
class _Attempt:
    """What one statement makes of a request; ``far`` orders by how many of its lines fail to hold."""

    statement: Statement
    verdict: Verdict
    why: str = ""
    far: tuple[int, bool] = (0, False)


def negated(condition: Condition) -> bool:
    """Whether the operator is one of difference, such as ``StringNotEquals``."""
    return "not" in condition.plain


def exempts(condition: Condition, platform: Sequence[str] = (), by_anyone: bool = False) -> bool:
    """Whether a line of a Deny's conditions only leaves out named roles, or what has a tag."""
    key = condition.key.lower()
    if key.startswith(TAGS[1:] if by_anyone else TAGS):
        return negated(condition) or _demands_absence(condition)
    if key != "aws:principalarn" or not negated(condition):
        return False
    return all(_is_named(value, platform, by_anyone) for value in condition.values)


def _speaks(statement: Statement, action: str) -> bool:
    """Whether a statement is about an action, or may be once it is known."""
    return covers(statement, action) or any(map(is_symbol, (*statement.actions, *statement.not_actions)))


def _applies(statement: Statement, request: Request, platform: Sequence[str]) -> _Attempt:
    if not covers(statement, request.action) or any(map(is_symbol, statement.not_actions)):
        return _Attempt(statement, "undecided", "its actions are known only after apply")
    found = [_reaches(statement, request.resource)]
    found += [_holds(line, request, platform) for line in statement.conditions]
    failing = [(verdict, why) for verdict, why in found if verdict != "denied"]
    if not failing:
        return _Attempt(statement, "denied")
    asked = any(line.key.lower() in request.keys for line in statement.conditions)
    verdict, why = next((each for each in failing if each[0] == "open"), failing[0])
    return _Attempt(statement, verdict, why, (len(failing), not asked))


def _reaches(statement: Statement, resource: str) -> tuple[Verdict, str]:
    if statement.not_principals or (statement.principals and not _is_anyone(statement.principals)):
        return "open", "it is not for every principal"
    if any(map(is_symbol, (*statement.resources, *statement.not_resources))):
        return "undecided", "its resources are known only after apply"
    if statement.not_resources:
        spared = [pattern for pattern in statement.not_resources if glob(pattern, resource)]
        return ("open", f"its NotResource leaves out {spared[0]}") if spared else ("denied", "")
    if not statement.resources or any(glob(pattern, resource) for pattern in statement.resources):
        return "denied", ""
    return "open", f"its Resource {', '.join(statement.resources)} does not reach all that the action is for"


def _is_anyone(principals: Mapping[str, tuple[str, ...]]) -> bool:
    return "*" in principals or "*" in principals.get("AWS", ())


def _holds(condition: Condition, request: Request, platform: Sequence[str]) -> tuple[Verdict, str]:
    """``denied`` where a line holds whatever is chosen, ``open`` where it can be made not to hold."""
    if is_symbol(condition.key):
        return "undecided", "its conditions are known only after apply"
    key = condition.key.lower()
    if key not in request.keys:
        if exempts(condition, platform, request.by_anyone):
            return "denied", ""
        known = tuple(value for value in condition.values if not is_symbol(value))
        if len(known) < len(condition.values) and exempts(
            replace(condition, values=known), platform, request.by_anyone
        ):
            return "undecided", f"whom it leaves out by {condition.key} is known only after apply"
        return "open", f"it denies only under a condition on {condition.key} ({condition.operator})"
    values = request.keys[key]
    found = _met(condition, request)
    if found == "yes":
        return "denied", ""
    if found == "later":
        return "undecided", f"what it compares {condition.key} with is not known"
    shown = "absent" if values is None else ", ".join(values)
    doubt = "does not hold" if found == "no" else "does not surely hold"
    return "open", f"{condition.operator} on {condition.key} {doubt} where it is {shown}"


def _met(condition: Condition, request: Request) -> conditions.Verdict:
    """As ``conditions.met``, with addresses, and with variables that the request tells."""
    values = request.keys[condition.key.lower()]
    if condition.plain in ("ipaddress", "notipaddress"):
        return _met_by_address(condition, values)
    if condition.plain in _COMPARED:
        return _met_by_number(condition, values)
    asked = conditions.Request("", {key: carried or () for key, carried in request.keys.items()}, OURS)
    told = tuple(_VARIABLE.sub(lambda name: _told(name, request), value) for value in condition.values)
    return conditions.met(replace(condition, values=told), asked)


def _met_by_address(condition: Condition, values: Values) -> conditions.Verdict:
    if values is None:
        return "yes" if condition.if_exists or negated(condition) else "no"
    if any(map(is_symbol, condition.values)):
        return "later"
    inside = any(_is_in(value, wanted) for value in values for wanted in condition.values)
    return "yes" if inside is not negated(condition) else "no"


def _met_by_number(condition: Condition, values: Values) -> conditions.Verdict:
    if values is None:
        return "yes" if condition.if_exists else "no"
    if any(map(is_symbol, condition.values)):
        return "later"
    try:
        given, wanted = [float(value) for value in values], [float(value) for value in condition.values]
    except ValueError:
        return "no"
    holds = _COMPARED[condition.plain]
    return "yes" if any(holds(value, each) for value in given for each in wanted) else "no"


def _told(name: re.Match[str], request: Request) -> str:
    carried = request.keys.get(name[1].lower())
    return carried[0] if carried and len(carried) == 1 else name[0]


def _is_in(address: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def _demands_absence(condition: Condition) -> bool:
    return condition.plain == "null" and all(value.lower() == "true" for value in condition.values)


def _is_named(value: str, platform: Sequence[str], by_anyone: bool) -> bool:
    """Whether an ARN is of certain roles: by the name's first letters, or the path of linked roles. Where
    anyone may ask, the account has to be named too."""
    if value in platform or (is_symbol(value) and conditions.symbol_types(value) <= {"aws_iam_role"}):
        return True
    role = _ROLE.fullmatch(re.sub(r"\$\{[^}]*\}", "$", value))
    if role is None:
        return False
    path, _, name = role[2].rpartition("/")
    if path.startswith("aws-service-role"):
        return True
    return len(re.split(r"[*?$]", name)[0]) >= _LEAST and (role[1].isdigit() or not by_anyone)
