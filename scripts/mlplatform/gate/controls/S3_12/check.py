"""S3-12: what has been logged can be neither changed nor deleted, by nobody, for as long as logs are kept."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import equal
from mlplatform.gate.holding.denials import Request, outcome
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_LOCK = "aws_s3_bucket_object_lock_configuration"


def check(bucket: Subject) -> Answers:
    senders = buckets.takes_logs(bucket)
    if not senders:
        for why in buckets.may_take_logs(bucket):
            yield undecided(f"something may deliver logs to it: {why}")
        return
    yield from _versioned(bucket)
    yield from _refused(bucket)
    if any(sender.type not in buckets.NO_LOCK for sender in senders):
        yield from _locked(bucket)


def _versioned(bucket: Subject) -> Answers:
    found = bucket.attached("aws_s3_bucket_versioning", "bucket")
    if not found:
        yield failed("it has no versioning: what is written over is gone")
    for each in found:
        yield equal(each, "versioning_configuration.0.status", "Enabled")


def _refused(bucket: Subject) -> Answers:
    for action in ("s3:DeleteObject", "s3:DeleteObjectVersion"):
        found = outcome(buckets.statements(bucket), Request(action, {}, buckets.object_arn(bucket)))
        near = [f"{why}: {statement}" for statement, why in found.nearest[:2]]
        if found.verdict == "denied":
            yield held()
        elif found.verdict == "undecided":
            yield undecided(f"whether {action} is refused to everyone is known only after apply", *near)
        else:
            yield failed(f"{action} is not refused to everyone", *near)


def _locked(bucket: Subject) -> Answers:
    found = bucket.attached(_LOCK, "bucket")
    if not found:
        yield failed("it has no object lock: an administrator can delete what was logged")
    for lock in found:
        retention = "rule.0.default_retention.0"
        yield equal(lock, f"{retention}.mode", "COMPLIANCE")
        days = int(lock.known(f"{retention}.days") or 0) + 365 * int(lock.known(f"{retention}.years") or 0)
        wanted = bucket.world.settings.log_retention_days
        if days < wanted:
            yield failed(f"{lock} locks for {days} days; logs are kept for {wanted}")
