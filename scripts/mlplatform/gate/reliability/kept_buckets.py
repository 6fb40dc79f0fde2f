"""What a bucket whose content must not be lost is asked: who can reach, change and delete what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mlplatform.gate.answers import Answer, failed, held, judged, undecided
from mlplatform.gate.expect import equal, our_key
from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.policy import Statement
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

FOUR = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
_DAYS_IN_A_YEAR = 365


def blocks_public_access(bucket: Subject) -> Iterator[Answer]:
    """Whether all four blocks of public access are on."""
    blocks = bucket.attached("aws_s3_bucket_public_access_block", "bucket")
    if not blocks:
        yield failed("has no block of public access")
    for block in blocks:
        for flag in FOUR:
            yield _about(block, equal(block, flag, True))


def is_versioned(bucket: Subject) -> Answer:
    """Whether old versions are kept."""
    found = bucket.attached("aws_s3_bucket_versioning", "bucket")
    if not found and bucket.is_set("versioning"):
        return equal(bucket, "versioning.0.enabled", True)
    if not found:
        return failed("has no versioning")
    return _about(found[0], equal(found[0], "versioning_configuration.0.status", "Enabled"))


def is_logged(bucket: Subject) -> Answer:
    """Whether access to it is logged, to another bucket."""
    found = bucket.attached("aws_s3_bucket_logging", "bucket")
    if not found and not bucket.is_set("logging"):
        return failed("has no access log")
    log, path = (found[0], "target_bucket") if found else (bucket, "logging.0.target_bucket")
    target = log.refers(path, "aws_s3_bucket")
    return judged(
        bucket.key not in {each.key for each in target}, f"{log} logs into the bucket that it watches"
    )


def uses_our_key(bucket: Subject) -> Answer:
    """Whether its default encryption has a key of the bank."""
    for found in bucket.attached("aws_s3_bucket_server_side_encryption_configuration", "bucket"):
        key = "rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id"
        return _about(found, our_key(found, key, absent="a key of S3"))
    inline = "server_side_encryption_configuration"
    if bucket.is_set(inline):
        path = f"{inline}.0.rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id"
        return our_key(bucket, path, absent="a key of S3")
    return failed("has no default encryption with a key of the bank")


def is_locked(bucket: Subject) -> Answer:
    """Whether nobody at all can delete what is in it for as long as logs are kept."""
    found = bucket.attached("aws_s3_bucket_object_lock_configuration", "bucket")
    if not found:
        return failed("has no Object Lock with a default retention")
    lock, rule = found[0], "rule.0.default_retention.0"
    mode = equal(lock, f"{rule}.mode", "COMPLIANCE")
    if mode.status != "pass":
        return _about(lock, mode)
    days, years = lock.known(f"{rule}.days"), lock.known(f"{rule}.years")
    kept = int(days or 0) or int(years or 0) * _DAYS_IN_A_YEAR
    wanted = bucket.world.settings.log_retention_days
    return judged(kept >= wanted, f"{lock} keeps for {kept} days; at least {wanted} are asked for")


def is_replicated(bucket: Subject) -> Answer:
    """Whether it is replicated to another bucket, with a key there."""
    for found in bucket.attached("aws_s3_bucket_replication_configuration", "bucket"):
        for rule in found.blocks("rule"):
            key = f"{rule}.destination.0.encryption_configuration.0.replica_kms_key_id"
            if found.known(f"{rule}.status") == "Enabled" and found.raw(key):
                return held()
    return failed("is not replicated with a key at the destination")


def refuses(
    bucket: Subject, actions: Iterable[str], words: str, keys: dict[str, Values] | None = None
) -> Iterator[Answer]:
    """Whether its policy denies actions to everyone, save named roles. ``words`` say what is asked for."""
    statements = [_here(statement, bucket) for statement in buckets.statements(bucket)]
    arn = _arn(bucket)
    for action in actions:
        resource = arn if action in ("s3:DeleteBucket", "s3:ListBucket") else f"{arn}/zz-object"
        request = Request(action, keys or {}, resource, by_anyone=True)
        came = outcome(statements, request, bucket.world.settings.platform_role_arns)
        evidence = [str(statement) for statement, _ in came.nearest[:1]]
        why = f": {came.nearest[0][1]}" if came.nearest else ""
        if came.verdict == "denied":
            yield held()
        elif came.verdict == "undecided":
            yield undecided(f"whether its policy denies {words} ({action}) is not known{why}", *evidence)
        else:
            yield failed(f"its policy does not deny {words} ({action}){why}", *evidence)


def _arn(bucket: Subject) -> str:
    name = bucket.raw("bucket")
    return f"arn:aws:s3:::{name if isinstance(name, str) and name != UNKNOWN else 'zz-bucket'}"


def _here(statement: Statement, bucket: Subject) -> Statement:
    """The statement with the bucket's ARN in place of its symbol. Named twice, the symbol stands for the
    bucket and for its objects; named once, for which of the two nobody can tell."""
    symbol = f"<{bucket.address}>"
    if statement.resources.count(symbol) < 2:
        return statement
    others = tuple(resource for resource in statement.resources if resource != symbol)
    return replace(statement, resources=(*others, _arn(bucket), f"{_arn(bucket)}/*"))


def _about(subject: Subject, answer: Answer) -> Answer:
    return replace(answer, reason=f"{subject}: {answer.reason}") if answer.status != "pass" else answer
