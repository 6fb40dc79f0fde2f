"""REL-03: no apply takes away what cannot be made again."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_FORCED = {
    "aws_backup_vault": "force_destroy",
    "aws_ecr_repository": "force_delete",
    "aws_s3_bucket": "force_destroy",
}
_KEPT = (
    *_FORCED,
    "aws_codeartifact_domain",
    "aws_codeartifact_repository",
    "aws_efs_file_system",
    "aws_kms_key",
    "aws_kms_replica_key",
    "aws_sagemaker_domain",
)
CONCERNS = (*_KEPT, *(f"-{type}" for type in _KEPT))


def check(subject: Subject) -> Answers:
    actions = subject.resource.actions
    if "delete" in actions:
        how = "replaces" if "create" in actions else "destroys"
        yield failed(f"the plan {how} it, and what it holds is gone")
        return
    forced = _FORCED.get(subject.type, "")
    value = subject.raw(forced) if forced else False
    if value == UNKNOWN:
        yield undecided(f"{forced} is known only after apply")
    elif value is True:
        yield failed(f"{forced} is true: an apply that removes it also empties it")
    else:
        yield held()
