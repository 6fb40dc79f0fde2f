"""AWS Backup's jobs on demand: one runs when it is first looked at, and has ended at the second look."""

from __future__ import annotations

from datetime import UTC, datetime

from moto.efs.models import efs_backends

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "backup"


@operation(SERVICE, "StartBackupJob")
def start(scene: Scene, request: Record) -> Record:
    """A job for a file system; the same token again is the same job."""
    token = request.get("IdempotencyToken")
    for job in scene.records("Job"):
        if token is not None and job.get("_token") == token:
            return job
    vault = engine.find(scene, "Vault", {"BackupVaultName": request["BackupVaultName"]})
    _check_life(vault, request.get("Lifecycle", {}))
    arn = request["ResourceArn"]
    efs = efs_backends[scene.caller.account][scene.caller.region]
    if ":file-system/" not in arn or arn.rpartition("/")[2] not in efs.file_systems_by_id:
        raise AwsError("ResourceNotFoundException", f"{arn} does not exist, or is no file system")
    names = ("BackupVaultName", "ResourceArn", "IamRoleArn")
    return engine.create(
        scene,
        "Job",
        {
            **{name: request[name] for name in names},
            "BackupVaultArn": vault["BackupVaultArn"],
            "ResourceType": "EFS",
            "RecoveryPointLifecycle": request.get("Lifecycle", {}),
            "_token": token,
        },
    )


@operation(SERVICE, "DescribeBackupJob")
def describe(scene: Scene, request: Record) -> Record:
    """The job as it is; after this it has ended, and its recovery point stands."""
    job = engine.find(scene, "Job", {"BackupJobId": request["BackupJobId"]})
    shown = dict(job)
    if job["State"] == "RUNNING":
        _complete(scene, job)
    return shown


def _complete(scene: Scene, job: Record) -> None:
    vault = engine.find(scene, "Vault", {"BackupVaultName": job["BackupVaultName"]})
    names = ("BackupVaultName", "BackupVaultArn", "ResourceArn", "ResourceType", "IamRoleArn")
    point = engine.create(
        scene,
        "RecoveryPoint",
        {
            **{name: job[name] for name in names},
            "EncryptionKeyArn": vault["EncryptionKeyArn"],
            "Lifecycle": job["RecoveryPointLifecycle"],
        },
    )
    job |= {
        "State": "COMPLETED",
        "PercentDone": "100.0",
        "RecoveryPointArn": point["RecoveryPointArn"],
        "EncryptionKeyArn": vault["EncryptionKeyArn"],
        "CompletionDate": datetime.now(UTC).replace(tzinfo=None),
    }


def _check_life(vault: Record, life: Record) -> None:
    """A locked vault takes nothing that stays shorter or longer than it says."""
    days, shortest, longest = (
        life.get("DeleteAfterDays"),
        vault.get("MinRetentionDays"),
        vault.get("MaxRetentionDays"),
    )
    if (longest and (days is None or days > longest)) or (shortest and days is not None and days < shortest):
        name, kept = vault["BackupVaultName"], days or "unlimited"
        text = f"retention of {kept} days; vault {name} takes {shortest} to {longest}"
        raise AwsError("InvalidParameterValueException", text)
