"""LOG-02: nobody can open, change or delete the record of a trail."""

from collections.abc import Iterator
from dataclasses import replace

from mlplatform.gate.answers import Answer, Answers, undecided
from mlplatform.gate.reliability import kept_buckets
from mlplatform.gate.world import Subject

CONCERNS = ("aws_cloudtrail",)
_DELETING = ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteBucket")


def check(trail: Subject) -> Answers:
    buckets = trail.refers("s3_bucket_name", "aws_s3_bucket")
    if not buckets:
        yield undecided(f"its bucket {trail.text('s3_bucket_name')} is in none of these plans")
    for bucket in buckets:
        for answer in _kept(bucket):
            yield replace(answer, reason=f"{bucket} {answer.reason}" if answer.reason else "")


def _kept(bucket: Subject) -> Iterator[Answer]:
    yield from kept_buckets.blocks_public_access(bucket)
    yield kept_buckets.is_logged(bucket)
    yield kept_buckets.is_locked(bucket)
    yield from kept_buckets.refuses(bucket, _DELETING, "deletion")
