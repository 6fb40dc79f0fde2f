"""EFS-04: a file system is backed up, by its own backup policy or by a plan of AWS Backup."""

from collections.abc import Mapping

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.reliability import backups
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_efs_file_system",)


def check(system: Subject) -> Answers:
    doubts = []
    for policy in system.attached("aws_efs_backup_policy", "file_system_id"):
        status = policy.raw("backup_policy.0.status")
        if status == "ENABLED":
            yield held(str(policy))
            return
        if status != "DISABLED":
            doubts.append(f"{policy}: its status is known only after apply")
    arn = backups.arn_with_stand_ins(system, "elasticfilesystem", "file-system")
    found = backups.selected(system.world, system, arn, _tags(system))
    if found.status == "fail" and not doubts:
        yield failed("nothing backs it up: no aws_efs_backup_policy, and no aws_backup_selection takes it in")
    elif found.status == "pass":
        yield found
    else:
        yield undecided((doubts or [found.reason])[0])


def _tags(system: Subject) -> Mapping[str, str | None] | None:
    found = [system.raw(attribute) for attribute in ("tags_all", "tags")]
    if found[1] == UNKNOWN:
        return None
    tags = next((each for each in found if isinstance(each, Mapping)), {})
    return {key: None if value == UNKNOWN else str(value) for key, value in tags.items()}
