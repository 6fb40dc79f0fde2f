"""S3-04: a bucket encrypts with a key of the bank by default."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.expect import equal, one_of, our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_CONFIGURATION = "aws_s3_bucket_server_side_encryption_configuration"


def check(bucket: Subject) -> Answers:
    # S3 delivers its access logs only to a bucket under S3's own key.
    takes_access_logs = bool(bucket.world.attached(bucket, "aws_s3_bucket_logging", "target_bucket"))
    configurations = bucket.attached(_CONFIGURATION, "bucket")
    if not configurations:
        yield failed("has no encryption configuration, and S3 takes a key of its own")
    for configuration in configurations:
        for rule in configuration.blocks("rule"):
            default = f"{rule}.apply_server_side_encryption_by_default.0"
            if takes_access_logs:
                yield one_of(configuration, f"{default}.sse_algorithm", ("AES256", "aws:kms", "aws:kms:dsse"))
                continue
            yield one_of(configuration, f"{default}.sse_algorithm", ("aws:kms", "aws:kms:dsse"))
            yield our_key(configuration, f"{default}.kms_master_key_id", absent="its own key for S3")
            yield equal(configuration, f"{rule}.bucket_key_enabled", True, absent="false")
