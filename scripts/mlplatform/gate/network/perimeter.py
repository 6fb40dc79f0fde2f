"""Whether the policy of an endpoint keeps to the organization: who asks, and whose resource is asked for."""

from __future__ import annotations

import re
from typing import Literal

from mlplatform.gate import accounts
from mlplatform.gate.iam import trust
from mlplatform.gate.iam.actions import access_level, expand, glob
from mlplatform.gate.iam.globs import is_exact, within
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.policy import Condition, Policy, Statement, is_symbol
from mlplatform.gate.world import Subject

Side = Literal["aws:PrincipalOrgID", "aws:ResourceOrgID"]
SIDES: tuple[Side, ...] = ("aws:PrincipalOrgID", "aws:ResourceOrgID")
_PATHS = {"aws:PrincipalOrgID": "aws:PrincipalOrgPaths", "aws:ResourceOrgID": "aws:ResourceOrgPaths"}
_ACCOUNTS = {"aws:PrincipalOrgID": "aws:PrincipalAccount", "aws:ResourceOrgID": "aws:ResourceAccount"}
_EQUAL = ("stringequals", "stringequalsignorecase", "stringlike")
_UNEQUAL = ("stringnotequals", "stringnotequalsignorecase", "stringnotlike")
_ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")
READS_OF_S3 = ("s3:GetObject", "s3:ListBucket")


def keeps(endpoint: Subject, policy: Policy, statement: Statement, side: Side) -> bool | None:
    """Whether an Allow statement lets only the organization through on one side: by its own conditions, or by
    a Deny for everybody else. None where the plan does not tell."""
    answers = [_demands(endpoint, condition, side) for condition in statement.conditions]
    answers += [_names_ours(endpoint, statement)] if side == "aws:PrincipalOrgID" else []
    answers += [_refuses(endpoint, deny, statement, side) for deny in policy.denying()]
    if True in answers:
        return True
    return None if None in answers else False


def _names_ours(endpoint: Subject, statement: Statement) -> bool | None:
    """Whether every principal of a statement is of an account of the bank."""
    if set(statement.principals) != {"AWS"}:
        return False
    found = [trust.account(name) for name in statement.principals["AWS"]]
    answers = [accounts.is_ours(each, endpoint) if each else False for each in found]
    return False if False in answers else None if None in answers else True


def _demands(endpoint: Subject, condition: Condition, side: Side) -> bool | None:
    if is_symbol(condition.key):
        return None
    if condition.if_exists or condition.set_operator == "forallvalues" or condition.plain not in _EQUAL:
        return False
    if condition.set_operator and not condition.on(_PATHS[side]):
        return False
    return _ours(endpoint, condition, side)


def _ours(endpoint: Subject, condition: Condition, side: Side) -> bool | None:
    """Whether every value of a condition means the bank; None where one is not known."""
    answers: list[bool | None] = []
    for value in condition.values:
        if is_symbol(value):
            answers.append(None if _concerns(condition, side) else False)
        elif condition.on(side):
            answers.append(_is_organization(endpoint, value))
        elif condition.on(_PATHS[side]):
            answers.append("/" in value and _is_organization(endpoint, value.partition("/")[0]))
        elif condition.on(_ACCOUNTS[side]) and is_exact(value):
            answers.append(accounts.is_ours(value, endpoint))
        else:
            answers.append(False)
    return False if False in answers or not answers else None if None in answers else True


def _concerns(condition: Condition, side: Side) -> bool:
    return any(condition.on(key) for key in (side, _PATHS[side], _ACCOUNTS[side]))


def _is_organization(endpoint: Subject, value: str) -> bool:
    own = endpoint.world.settings.organization_id
    return value == own if own else bool(_ORGANIZATION.fullmatch(value))


def _refuses(endpoint: Subject, deny: Statement, allow: Statement, side: Side) -> bool | None:
    """Whether a Deny takes from an Allow all that is not the organization's."""
    if "*" not in deny.principals.get("AWS", deny.principals.get("*", ())):
        return False
    if not _covers(deny.actions, allow.actions) or not _covers(deny.resources, allow.resources):
        return False
    if deny.conditions_unknown:
        return None
    rest = [c for c in deny.conditions if not _is_exception(c)]
    if len(rest) != 1 or rest[0].plain not in _UNEQUAL or rest[0].set_operator:
        return False  # a second condition narrows the Deny
    return _ours(endpoint, rest[0], side)


def _is_exception(condition: Condition) -> bool:
    """Calls that AWS's services make as themselves are commonly left out of such a Deny."""
    return (
        condition.on("aws:PrincipalIsAWSService")
        and condition.plain == "bool"
        and condition.values == ("false",)
    )


def _covers(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    if "*" in outer:
        return True
    plain = [pattern.lower() for pattern in outer]
    return bool(outer and inner) and all(within(pattern.lower(), plain) for pattern in inner)


def is_reviewed(endpoint: Endpoint, statement: Statement) -> bool | None:
    """Whether a statement is the exception for what AWS owns: it reads, and names what it reads, bucket by
    bucket or account by account. None where a part of it is known only after apply."""
    if any(map(is_symbol, (*statement.actions, *statement.resources))):
        return None
    named = bool(statement.resources) and all(names_owner(endpoint, each) for each in statement.resources)
    return named and reads_only(statement)


def names_owner(endpoint: Endpoint, resource: str) -> bool:
    """Whether an ARN says whose it is: an account, or a bucket that the bank knows as AWS's."""
    parts = resource.split(":", 5)
    if len(parts) != 6:
        return False
    if parts[2] == "s3":
        return is_bucket_of_aws(endpoint, parts[5].partition("/")[0])
    return bool(re.fullmatch(r"[0-9]{12}", parts[4]))


def is_bucket_of_aws(endpoint: Endpoint, bucket: str) -> bool:
    """Whether the settings name a bucket as AWS's, or it holds the layers of ECR's images in the region."""
    if endpoint.region and bucket == f"prod-{endpoint.region}-starport-layer-bucket":
        return True
    return any(bucket == known or (is_exact(bucket) and glob(known, bucket)) for known in _known(endpoint))


def _known(endpoint: Endpoint) -> tuple[str, ...]:
    return endpoint.subject.world.settings.aws_owned_buckets


def reads_only(statement: Statement) -> bool:
    """Whether every action of a statement reads."""
    actions = [action for pattern in statement.actions for action in expand(pattern)]
    known = bool(statement.actions) and all(expand(pattern) for pattern in statement.actions)
    return known and all(access_level(action) in ("Read", "List") for action in actions)


def is_everything(statement: Statement) -> bool:
    """Whether a statement lets anybody do anything, or all of a service, with anything."""
    if not any("*" in ids for ids in statement.principals.values()) and not statement.not_principals:
        return False
    wide = bool(statement.not_actions) or any(a == "*" or a.endswith(":*") for a in statement.actions)
    return wide and ("*" in statement.resources or bool(statement.not_resources))


def is_of_s3(statement: Statement) -> bool:
    """Whether every resource of a statement is of S3."""
    return bool(statement.resources) and all(
        each.startswith("arn:") and ":s3:" in each for each in statement.resources
    )
