"""REL-01: Terraform's state is encrypted, kept in versions, closed, watched, and not lost with one bucket."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.holding.denials import Values
from mlplatform.gate.reliability import kept_buckets
from mlplatform.gate.reliability.state import holds_state
from mlplatform.gate.world import Subject

CONCERNS = ("aws_dynamodb_table", "aws_s3_bucket")
_PLAIN: dict[str, Values] = {"aws:securetransport": ("false",)}


def check(subject: Subject) -> Answers:
    if subject.type == "aws_dynamodb_table":
        if subject.raw("hash_key") == "LockID":
            yield failed(
                "locks state in DynamoDB, which is deprecated; the backend's use_lockfile locks in S3"
            )
        return
    if not holds_state(subject):
        return
    yield kept_buckets.uses_our_key(subject)
    yield kept_buckets.is_versioned(subject)
    yield from kept_buckets.blocks_public_access(subject)
    yield from kept_buckets.refuses(subject, ("s3:GetObject", "s3:PutObject"), "requests without TLS", _PLAIN)
    yield kept_buckets.is_logged(subject)
    locked, copied = kept_buckets.is_locked(subject), kept_buckets.is_replicated(subject)
    if "pass" not in (locked.status, copied.status):
        yield failed(f"{locked.reason}, and {copied.reason}")
