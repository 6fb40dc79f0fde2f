"""Evaluate a resource policy for one request, with its conditions: of a bucket, a repository, a domain.

Known: the operators and keys below. What this world cannot know (the VPC endpoint a request would have
come through, say) never refuses it: such a condition keeps a Deny from applying, and no Allow.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

Context = Mapping[str, str | None]  # condition key in lower case -> value, None where the request has none


class Verdict(Enum):
    """What a policy says of a request."""

    ALLOW = "allow"
    DENY = "deny"
    SILENT = "silent"


def evaluate(policy: str, action: str, resource: str, principal: str, context: Context) -> Verdict:
    """A Deny that applies wins over an Allow that applies. ``principal`` is an ARN or a service's name."""
    applying = effects(policy, action, resource, principal, context)
    if "Deny" in applying:
        return Verdict.DENY
    return Verdict.ALLOW if "Allow" in applying else Verdict.SILENT


def effects(policy: str, action: str, resource: str, principal: str, context: Context) -> set[str]:
    """The effects of the statements that apply to a request."""
    return {
        statement["Effect"]
        for statement in _list(json.loads(policy).get("Statement"))
        if _concerns(statement, action, resource, principal)
        and _holds(statement.get("Condition", {}), context, unknown=statement["Effect"] == "Allow")
    }


def _concerns(statement: dict[str, Any], action: str, resource: str, principal: str) -> bool:
    if "Action" in statement:
        acts = any(fnmatchcase(action.lower(), one.lower()) for one in _list(statement["Action"]))
    else:
        acts = not any(fnmatchcase(action.lower(), one.lower()) for one in _list(statement.get("NotAction")))
    if "Resource" in statement:
        touches = any(fnmatchcase(resource, one) for one in _list(statement["Resource"]))
    else:
        touches = not any(fnmatchcase(resource, one) for one in _list(statement.get("NotResource")))
    if "NotPrincipal" in statement:
        return acts and touches and not _names(statement["NotPrincipal"], principal)
    return acts and touches and _names(statement.get("Principal"), principal)


def _names(named: Any, principal: str) -> bool:
    if named == "*":
        return True
    if principal.endswith(".amazonaws.com"):
        return principal in _list((named or {}).get("Service"))
    account = account_of(principal) or ""
    forms = {"*", principal, account, f"arn:aws:iam::{account}:root"}
    return any(one in forms for one in _list((named or {}).get("AWS")))


def account_of(principal: str) -> str | None:
    """The account of a principal's ARN; None for a service."""
    return principal.split(":")[4] if principal.count(":") >= 5 else None


def _holds(conditions: dict[str, dict[str, Any]], context: Context, unknown: bool) -> bool:
    return all(
        _test(operator, key, [str(value) for value in _list(wanted)], context, unknown)
        for operator, keys in conditions.items()
        for key, wanted in keys.items()
    )


def _test(operator: str, key: str, wanted: list[str], context: Context, unknown: bool) -> bool:
    """One condition; ``unknown`` where we do not know the key or the operator."""
    if key.lower() not in context:
        return unknown
    found = context[key.lower()]
    if operator == "Null":
        return (found is None) == (wanted[0].lower() == "true")
    name = operator.removesuffix("IfExists")
    negated = "Not" in name
    compare = _OPERATORS.get(name.replace("Not", ""))
    if compare is None:
        return unknown
    if found is None:
        return negated or name != operator
    return any(compare(found, one) for one in wanted) != negated


_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "Bool": lambda found, one: found.lower() == one.lower(),
    "StringEquals": lambda found, one: found == one,
    "StringEqualsIgnoreCase": lambda found, one: found.lower() == one.lower(),
    "StringLike": lambda found, one: fnmatchcase(found, one),
    "NumericEquals": lambda found, one: float(found) == float(one),
    "NumericLessThan": lambda found, one: float(found) < float(one),
    "NumericLessThanEquals": lambda found, one: float(found) <= float(one),
    "NumericGreaterThan": lambda found, one: float(found) > float(one),
    "NumericGreaterThanEquals": lambda found, one: float(found) >= float(one),
    "ArnEquals": lambda found, one: fnmatchcase(found, one),
    "ArnLike": lambda found, one: fnmatchcase(found, one),
}


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def context_of(principal: str, resource_account: str) -> dict[str, str | None]:
    """The condition keys of any request. Loopback stands for TLS: the embedded AWS speaks plain HTTP on
    127.0.0.1, and a policy that demands TLS is meant for the network, which is not here."""
    account = account_of(principal)
    return {
        "aws:securetransport": "true",
        "aws:principalisawsservice": "false",
        "aws:principalarn": principal if account else None,
        "aws:principalaccount": account,
        "aws:resourceaccount": resource_account,
    }


def bucket_context(headers: Mapping[str, str], principal: str, bucket_account: str) -> dict[str, str | None]:
    """The condition keys of an S3 request."""
    lowered = {name.lower(): value for name, value in headers.items()}
    sent = {
        f"s3:{name}": lowered.get(name)
        for name in (
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-acl",
            "x-amz-storage-class",
        )
    }
    return {**sent, **context_of(principal, bucket_account)}
