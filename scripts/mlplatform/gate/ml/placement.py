"""Where something of SageMaker stands: in subnets and behind security groups of the bank, in its buckets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, Undecided, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_DEFAULT = {"aws_subnet": "aws_default_subnet", "aws_security_group": "aws_default_security_group"}
_URI = re.compile(r"s3://([^/]+)(?:/.*)?")


def in_our_network(subject: Subject, path: str) -> Answers:
    """Whether the ``vpc_config`` at ``path`` is there, and names subnets and security groups of the bank."""
    if not subject.blocks(path):
        yield failed(f"{path} is not set, so it runs in a network of AWS")
        return
    approved = subject.world.settings
    for block in subject.blocks(path):
        yield from ours(subject, f"{block}.subnets", "aws_subnet", approved.approved_subnet_ids)
        groups = approved.approved_security_group_ids
        yield from ours(subject, f"{block}.security_group_ids", "aws_security_group", groups)


def ours(subject: Subject, path: str, type: str, approved: tuple[str, ...]) -> Answers:
    """Whether all that a list names is of the plans, or approved by the settings."""
    value = subject.raw(path)
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if not listed:
        yield failed(f"{path} is empty")
    for each in dict.fromkeys(str(item) for item in listed):
        yield _our_id(subject, path, each, type, approved)


def _our_id(subject: Subject, path: str, each: str, type: str, approved: tuple[str, ...]) -> Answer:
    default = _DEFAULT[type]
    if each == UNKNOWN:
        try:
            meant = subject.refers(path, type, default)
        except Undecided as why:
            return undecided(why.reason)
    else:
        meant = subject.world.named(each, type, default)
    of_aws = [found for found in meant if found.type == default]
    if of_aws:
        return failed(f"{path} means {of_aws[0]}, which AWS made with the VPC")
    if meant or each in approved:
        return held()
    if each == UNKNOWN:
        return undecided(f"{path} is known only after apply, and comes from no {type} of these plans")
    return failed(f"{path} names {each}, which is no {type} of these plans and not approved by the settings")


def buckets(subject: Subject, path: str) -> list[Subject]:
    """The buckets of the plans that the ``s3://`` address at ``path`` may lie in. Undecided where it is in
    none of them: then nobody can tell whose it is."""
    value = subject.raw(path)
    if value == UNKNOWN:
        meant = subject.refers(path, "aws_s3_bucket")
        others = [r.address for r in subject.origin(path).resources if r.mode == "managed"]
        if set(others) - {bucket.address for bucket in meant}:
            raise Undecided(f"{path} is known only after apply, and is made from {', '.join(others)}")
        return meant
    found = _URI.fullmatch(str(value))
    named = subject.world.named(found[1], "aws_s3_bucket") if found else []
    if found and not named:
        raise Undecided(
            f"{path} is in bucket {found[1]}, which is none of these plans: whose it is is not told"
        )
    return named


def in_our_bucket(subject: Subject, path: str) -> Answer:
    """Whether what is written to ``path`` is written to a bucket of the plans."""
    if subject.raw(path) in (None, ""):
        return failed(f"{path} is not set")
    try:
        found = buckets(subject, path)
    except Undecided as why:
        return undecided(why.reason)
    return held() if found else failed(f"{path} is {subject.raw(path)}, which is no address in S3")


def variants(configuration: Subject) -> Iterator[str]:
    """The paths of all variants of an endpoint configuration, shadows included."""
    for kind in ("production_variants", "shadow_production_variants"):
        yield from configuration.blocks(kind)
