"""S3-10: nobody of one use case reads, writes or lists the buckets of another."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.stores import buckets, isolation
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_OBJECTS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")


def check(bucket: Subject) -> Answers:
    yield from isolation.answers(bucket, _thing)


def _thing(bucket: Subject) -> isolation.Thing:
    asked = {
        **dict.fromkeys(_OBJECTS, buckets.object_arn(bucket)),
        "s3:ListBucket": buckets.bucket_arn(bucket),
    }
    return isolation.Thing(bucket, asked, {}, buckets.statements(bucket), by_itself=True)
