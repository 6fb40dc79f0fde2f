"""What an MLflow server keeps: where, under which key, and with a role that does nothing else."""

from __future__ import annotations

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.actions import expand
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject

ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"
OBJECTS = {
    f"s3:{name}"
    for name in (
        "AbortMultipartUpload",
        "DeleteObject",
        "GetBucketLocation",
        "GetObject",
        "ListBucket",
        "ListMultipartUploadParts",
        "PutObject",
    )
}
KEYS = {f"kms:{a}" for a in ("Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey")}
MODELS = {
    f"sagemaker:{name}"
    for name in (
        "AddTags",
        "CreateModelPackage",
        "CreateModelPackageGroup",
        "DescribeModelPackage",
        "DescribeModelPackageGroup",
        "UpdateModelPackage",
    )
}


def encrypted(bucket: Subject) -> Answers:
    """Whether what comes into a bucket is encrypted with a key of the bank, if nothing else is asked for."""
    found = bucket.attached(ENCRYPTION, "bucket")
    if not found:
        yield failed(f"{bucket} has no default encryption with a key of the bank")
    for each in found:
        for rule in each.blocks("rule"):
            path = f"{rule}.apply_server_side_encryption_by_default.0.kms_master_key_id"
            yield our_key(each, path, absent="a key that it manages")


def keeps_artefacts_alone(role: Subject, buckets: list[Subject]) -> Answers:
    """Whether a role can keep artefacts in these buckets, register models, and do no more."""
    stores = [form for bucket in buckets for form in (f"arn:aws:s3:::{bucket.raw('bucket')}", f"<{bucket}>")]
    identity = identities.of(role)
    yield from (undecided(why) for why in identity.undecided)
    yield from (failed(f"{role} has {policy} attached") for policy in identity.managed_arns)
    for statement in identity.trust.allowing() if identity.trust else ():
        if statement.principals != {"Service": ("sagemaker.amazonaws.com",)}:
            yield failed(f"{role} is taken by others than SageMaker", str(statement))
    for statement in identity.allowing:
        yield from _no_more(role, statement, stores)
    yield held()


def _no_more(role: Subject, statement: Statement, stores: list[str]) -> Answers:
    if any(map(is_symbol, statement.actions)):
        yield undecided(f"what {role} may do is known only after apply", str(statement))
        return
    asked = {action for pattern in statement.actions for action in expand(pattern)}
    more = sorted(asked - OBJECTS - KEYS - MODELS)
    if more or statement.not_actions or not asked:
        yield failed(
            f"{role} may do more than keep artefacts: {', '.join(more[:3]) or 'all but some'}", str(statement)
        )
    for resource in statement.resources or ("*",):
        if resource == "<unknown>":
            yield undecided(f"on what {role} may do it is known only after apply", str(statement))
        elif asked & OBJECTS and not any(resource == s or resource.startswith(f"{s}/") for s in stores):
            yield failed(f"{role} reaches {resource}, beyond its artefacts", str(statement))
        elif asked & KEYS and "*" in resource:
            yield failed(f"{role} uses {resource}, more than one key", str(statement))
