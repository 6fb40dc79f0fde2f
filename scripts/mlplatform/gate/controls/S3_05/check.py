"""S3-05: a bucket refuses whatever is to be encrypted otherwise than with the bank's key."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.holding.denials import Request, outcome
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import Subject

CONCERNS = ("aws_s3_bucket",)
_FOREIGN = ("arn:aws:kms:eu-west-2:999999999999:key/zz-any",)
# What an upload may ask for, in its headers: how, with which key of KMS, and with which key of its own.
_UPLOADS = {
    "another key": (("aws:kms",), _FOREIGN, None),
    "another key, twice over": (("aws:kms:dsse",), _FOREIGN, None),
    "the key that AWS manages (aws:kms, and no key named)": (("aws:kms",), None, None),
    "a key of S3 (AES256)": (("AES256",), None, None),
    "a key of the caller's own (SSE-C)": (None, None, ("AES256",)),
}


def check(bucket: Subject) -> Answers:
    if buckets.takes_access_logs_alone(bucket):
        return  # S3 itself puts them there, with a key of its own
    statements = buckets.statements(bucket)
    for what, (how, key, own) in _UPLOADS.items():
        request = Request(
            "s3:PutObject",
            {
                "s3:x-amz-server-side-encryption": how,
                "s3:x-amz-server-side-encryption-aws-kms-key-id": key,
                "s3:x-amz-server-side-encryption-customer-algorithm": own,
                "aws:principalisawsservice": ("false",),
                "aws:securetransport": ("true",),
            },
            buckets.object_arn(bucket),
        )
        found = outcome(statements, request, bucket.world.settings.platform_role_arns)
        near = [f"{why}: {statement}" for statement, why in found.nearest[:2]]
        if found.verdict == "denied":
            yield held()
        elif found.verdict == "undecided":
            yield undecided(f"whether an upload with {what} is refused is known only after apply", *near)
        else:
            yield failed(f"an upload with {what} is not refused", *near)
