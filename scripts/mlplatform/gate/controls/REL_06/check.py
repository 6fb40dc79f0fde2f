"""REL-06: what people have in Studio, and data in buckets, is backed up, and a restore is tried."""

from mlplatform.gate.answers import Answers, judged
from mlplatform.gate.reliability import backups
from mlplatform.gate.stores import buckets
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_backup_plan", "aws_efs_file_system", "aws_s3_bucket", "aws_sagemaker_domain")
_TESTS, _TESTED = "aws_backup_restore_testing_plan", "aws_backup_restore_testing_selection"
_HOMES = "ManagedByAmazonSageMakerResource"
_FORMS = {
    "aws_efs_file_system": ("elasticfilesystem", "file-system"),
    "aws_sagemaker_domain": ("elasticfilesystem", "file-system"),
    "aws_s3_bucket": ("s3", ""),
}


def check(subject: Subject) -> Answers:
    world = subject.world
    if not world.of("aws_backup_plan"):
        return
    if subject.type == "aws_backup_plan":
        chosen = subject.attached("aws_backup_selection", "plan_id")
        yield judged(bool(chosen), "has no selection: it backs up nothing")
        tried = bool(world.of(_TESTS)) and bool(world.of(_TESTED))
        yield judged(
            tried, "no restore testing plan with a selection: whether it can be restored is not tried"
        )
    elif subject.type != "aws_s3_bucket" or not _is_not_data(subject):
        yield backups.selected(world, subject, _arn(subject), _tags(subject))


def _is_not_data(bucket: Subject) -> bool:
    """Whether a bucket is for logs, which Object Lock keeps (S3-12)."""
    return bool(buckets.takes_logs(bucket))


def _arn(subject: Subject) -> str:
    if subject.type == "aws_sagemaker_domain":  # the file system of the homes, which is not in a plan
        return "arn:aws:elasticfilesystem:zz:zz:file-system/zz"
    return backups.arn_with_stand_ins(subject, *_FORMS[subject.type])


def _tags(subject: Subject) -> backups.Tags | None:
    if subject.type == "aws_sagemaker_domain":
        arn = subject.raw("arn")
        return {_HOMES: arn if isinstance(arn, str) and arn != UNKNOWN else None}
    tags = subject.raw("tags_all")
    return None if tags == UNKNOWN else {name: str(value) for name, value in (tags or {}).items()}
