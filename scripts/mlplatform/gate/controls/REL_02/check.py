"""REL-02: Terraform's state and plans are read by the roles that deploy, and by nobody else."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.reliability import kept_buckets
from mlplatform.gate.reliability.state import holds_state
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_READING = ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject")


def check(bucket: Subject) -> Answers:
    if holds_state(bucket):
        yield from kept_buckets.refuses(bucket, _READING, "it to all but named roles")
