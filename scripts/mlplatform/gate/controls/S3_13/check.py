"""S3-13: buckets with models or state are replicated."""

import re

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.expect import equal, our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_MEANT = re.compile(r"(^|[^a-z])(models?|artifacts?|artefacts?|tf-?state|state)([^a-z]|$)")
_SAY = ("Name", "content", "name", "purpose")  # tags that tell what a bucket is for
_REPLICATION = "aws_s3_bucket_replication_configuration"


def check(bucket: Subject) -> Answers:
    if not _is_meant(bucket) or bucket.world.attached(bucket, _REPLICATION, "rule.0.destination.0.bucket"):
        return
    replications = bucket.attached(_REPLICATION, "bucket")
    if not replications:
        yield failed("holds models or state, and is not replicated")
    for replication in replications:
        for rule in replication.blocks("rule"):
            yield equal(replication, f"{rule}.status", "Enabled")
            key = f"{rule}.destination.0.encryption_configuration.0.replica_kms_key_id"
            yield our_key(replication, key, absent="no key of the bank")


def _is_meant(bucket: Subject) -> bool:
    tags = bucket.raw("tags_all")
    said = [bucket.raw("bucket"), *(tags.get(key) for key in _SAY if isinstance(tags, dict))]
    return any(isinstance(text, str) and _MEANT.search(text.lower()) for text in said)
