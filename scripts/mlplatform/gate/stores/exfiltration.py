"""Whether an identity can put data into a bucket that is not the organization's.

The names of buckets are the world's: whoever comes first has them. So a pattern with a wildcard in the name,
and a variable in it, means foreign buckets as well; so may a name that no bucket of the plans has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mlplatform.gate import names
from mlplatform.gate.holding.denials import Request as Refused
from mlplatform.gate.holding.denials import outcome
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.conditions import Request, meets
from mlplatform.gate.iam.globs import witness
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right, left, symbols
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.stores import unread
from mlplatform.gate.stores.perimeter import FOREIGN, organizations
from mlplatform.plan.reader import UNKNOWN

PUT = "s3:PutObject"
_PLACES = ("aws_s3_bucket", "aws_s3_access_point")
_GENEROUS = ("AdministratorAccess", "PowerUserAccess", "AmazonS3FullAccess", "AmazonSageMakerFullAccess")
_STRANGER = "999999999999"


@dataclass(frozen=True)
class Found:
    """Whether a right is held to the organization, and otherwise what it reaches."""

    verdict: Literal["held", "open", "later"]
    says: str = ""


def puts(identity: Identity) -> Iterator[tuple[Right, bool]]:
    """What an identity may put, by its policies and those that AWS manages; and whether that is certain."""
    for right in identity.rights(PUT):
        yield right, right.certain or is_symbol(right.resource)
    for arn, name in unread.managed(identity, ("*ReadOnly*",)):
        said = Statement(True, arn, ("*",), (), ("*",), (), {}, {}, (), {"Policy": arn})
        for right in left(identity, Right(PUT, said, ("*",))):
            yield right, name in _GENEROUS


def foreign_bucket(identity: Identity, right: Right) -> Found:
    """Whether a right reaches a bucket outside the organization."""
    if is_symbol(right.resource):
        return _symbol(identity, right)
    asked = [_foreign(identity, right, pattern) for pattern in ("*", *_spared(right))]
    return next((found for found in asked if found.verdict != "held"), Found("held"))


def _symbol(identity: Identity, right: Right) -> Found:
    meant = symbols(identity.subject, right.resource) if right.resource != UNKNOWN else [None]
    if all(each and each.type in _PLACES for each in meant):
        return Found("held")
    free = _free(identity, right, "arn:aws:s3:::zz-any/zz-any")
    return Found("held" if free == "no" else "later", "where it may put objects is known only after apply")


def _foreign(identity: Identity, right: Right, within: str) -> Found:
    spared = _spared(right) if within == "*" else []
    example = witness((*right.inside, within, "arn:aws:s3:::?*/?*"), (*right.outside, *spared))
    if example is None:
        return Found("held")
    free = _free(identity, right, example)
    if free == "no" or _is_of_aws(identity.subject.world.settings.aws_owned_buckets, example):
        return Found("held")
    written = right.resource if within == "*" else within
    bucket = written.partition("/")[0]
    if "*" in bucket or "?" in bucket or "${" in bucket or not bucket.startswith("arn:"):
        says = f"it may put objects into a bucket of anybody's, such as {example.partition('/')[0]}"
        return Found("later" if free == "later" else "open", says)
    if identity.subject.world.named(bucket, *_PLACES):
        return Found("held")
    return Found("later", f"nothing tells whose bucket {names.ending(bucket).partition(':')[2]} is")


def _free(identity: Identity, right: Right, resource: str) -> Literal["yes", "no", "later"]:
    """Whether a request to a foreign bucket is let through by the Allow's own conditions and by each Deny."""
    own = identity.subject.world.settings.organization_id
    named = organizations((right.statement, *right.limits)) | _of_resources(right)
    verdicts = set()
    for organization in sorted({FOREIGN} | (named - {own} if own else set())):
        keys = {
            "aws:resourceorgid": (organization,),
            "aws:resourceorgpaths": (f"{organization}/r-zzzz/",),
            "aws:resourceaccount": (_STRANGER,),
            "s3:resourceaccount": (_STRANGER,),
        }
        met = meets(right.statement.conditions, Request("", keys))
        refused = outcome(right.limits, Refused(PUT, keys, resource)).verdict
        if met == "no" or refused == "denied":
            verdicts.add("no")
        else:
            verdicts.add("later" if "later" in (met, "later" if refused == "undecided" else "") else "yes")
    return "yes" if "yes" in verdicts else "later" if "later" in verdicts else "no"


def _of_resources(right: Right) -> set[str]:
    return {
        value
        for statement in (right.statement, *right.limits)
        for condition in statement.on("aws:ResourceOrgID")
        for value in condition.values
        if not is_symbol(value) and "*" not in value
    }


def _spared(right: Right) -> list[str]:
    """What Deny statements leave out by name: there, they hold nothing."""
    return [pattern for denial in right.limits for pattern in denial.not_resources]


def _is_of_aws(patterns: tuple[str, ...], arn: str) -> bool:
    """Whether the bucket of an object is one of those that are AWS's."""
    name = arn.removeprefix("arn:aws:s3:::").partition("/")[0]
    return any(glob(pattern, name) for pattern in patterns)
