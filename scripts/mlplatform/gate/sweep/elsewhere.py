"""Where a key comes from that the resource itself does not name, and where S3 takes none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mlplatform.gate.answers import Answer, Undecided, held, undecided
from mlplatform.gate.answers import failed as fails
from mlplatform.gate.expect import our_key
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import Subject

_BUCKET_DEFAULT = "aws_s3_bucket_server_side_encryption_configuration"


def inherited(subject: Subject, what: str, rule: Mapping[str, Any]) -> Answer:
    """The default of another resource, which is judged itself if it is in the plans."""
    found = subject.refers(rule["attribute"], rule["type"])
    if found:
        return held(f"{rule['why']}: {found[0]}")
    return undecided(f"{what}: it takes {rule['why']}, and {rule['attribute']} is not in these plans")


def said_instead(subject: Subject, what: str, rule: Mapping[str, Any]) -> Answer:
    """A resource of its own, which is judged itself."""
    found = subject.attached(rule["type"], rule["attribute"])
    if found:
        return held(f"said by {found[0]}")
    return fails(f"{what}, no {rule['type']} is for it, and AWS takes a key that is not the bank's")


def ebs_default(subject: Subject) -> Answer | None:
    """The account's default key of EBS, in the same plan and Region; None where the plan has none."""
    for default in subject.world.of("aws_ebs_default_kms_key"):
        turned_on = [
            switch
            for switch in subject.world.of("aws_ebs_encryption_by_default")
            if _same_region(switch, default) and switch.raw("enabled") in (True, None)
        ]
        if turned_on and _same_region(subject, default):
            return our_key(default, "key_arn")
    return None


def _same_region(one: Subject, other: Subject) -> bool:
    return one.plan is other.plan and _provider(one) == _provider(other)


def _provider(subject: Subject) -> object:
    block = subject.world.resolvers[id(subject.plan)].configuration(subject.resource)
    return (block or {}).get("provider_config_key")


def special(subject: Subject, path: str, block: str) -> Answer | None:
    """S3 delivers access logs to no bucket whose default is a key of KMS: there, AES256 has to do."""
    if subject.type != _BUCKET_DEFAULT or subject.raw(f"{block}.sse_algorithm") != "AES256":
        return None
    if subject.is_set(path):
        return None
    try:
        found = subject.refers("bucket", "aws_s3_bucket")
    except Undecided as why:
        return undecided(
            f"sse_algorithm is AES256, which only a bucket of access logs may have: {why.reason}"
        )
    if found and all(map(buckets.takes_access_logs_alone, found)):
        return held("S3 delivers access logs to no bucket with a key of KMS")
    return None
