"""AWS Backup: locks, air-gapped vaults, rules that would never work, requests that come in a box."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from mlplatform.local_aws import engine, tagging
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, after_create, operation
from mlplatform.local_aws.world import Caller, Record, fill

SERVICE = "backup"
COOLING_OFF_DAYS, COLD_DAYS, GAPPED_DAYS = 3, 90, 7


@after_create(SERVICE, "Vault")
def tag_vault(scene: Scene, record: Record, request: Record) -> None:
    """A vault's tags come under a name of their own."""
    tagging.put(scene, record["BackupVaultArn"], request.get("BackupVaultTags", {}))


@operation(SERVICE, "CreateLogicallyAirGappedBackupVault")
def create_gapped(scene: Scene, request: Record) -> Record:
    """A vault that is locked from its first hour, under a key of AWS."""
    shortest, longest = request["MinRetentionDays"], request["MaxRetentionDays"]
    if not GAPPED_DAYS <= shortest <= longest:
        raise _invalid(f"retention of {shortest} to {longest} days; the shortest is {GAPPED_DAYS} or more")
    kind = {"VaultType": "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "Locked": True}
    return engine.create(scene, "Vault", {**request, **kind})


@operation(SERVICE, "PutBackupVaultLockConfiguration")
def lock(scene: Scene, request: Record) -> Record:
    """With ``ChangeableForDays`` in compliance mode: nobody changes it after its date."""
    vault = _unlocked(scene, request)
    days = request.get("ChangeableForDays")
    if days is not None and days < COOLING_OFF_DAYS:
        raise _invalid(f"ChangeableForDays is {days}; it is {COOLING_OFF_DAYS} or more")
    for name in ("MinRetentionDays", "MaxRetentionDays", "LockDate"):
        vault.pop(name, None)
    vault |= {name: request[name] for name in ("MinRetentionDays", "MaxRetentionDays") if name in request}
    if days is not None:
        vault["LockDate"] = _now() + timedelta(days=days)
    vault["Locked"] = True
    return {}


@operation(SERVICE, "DeleteBackupVaultLockConfiguration")
def unlock(scene: Scene, request: Record) -> Record:
    """Take the lock off, while it can be."""
    vault = _unlocked(scene, request)
    for name in ("MinRetentionDays", "MaxRetentionDays", "LockDate"):
        vault.pop(name, None)
    vault["Locked"] = False
    return {}


@after_create(SERVICE, "Selection")
def show_selection(_scene: Scene, record: Record, _request: Record) -> None:
    """A list shows a selection's name and role."""
    record |= {name: record["BackupSelection"][name] for name in ("SelectionName", "IamRoleArn")}


@operation(SERVICE, "CreateBackupPlan")
def create_plan(scene: Scene, request: Record) -> Record:
    """A plan whose rules work; a list shows its name."""
    plan = {**request["BackupPlan"], "Rules": _ready(scene, request["BackupPlan"]["Rules"])}
    named = {"BackupPlanName": plan["BackupPlanName"], "BackupPlan": plan}
    record = engine.create(scene, "Plan", {**request, **named})
    tagging.put(scene, record["BackupPlanArn"], request.get("BackupPlanTags", {}))
    return record


@operation(SERVICE, "UpdateBackupPlan")
def update_plan(scene: Scene, request: Record) -> Record:
    """A new version of a plan; its rules are replaced."""
    record = engine.find(scene, "Plan", {"BackupPlanId": request["BackupPlanId"]})
    plan = {**request["BackupPlan"], "Rules": _ready(scene, request["BackupPlan"]["Rules"])}
    record |= {"BackupPlan": plan, "BackupPlanName": plan["BackupPlanName"]}
    record["VersionId"] = fill("{id48}", scene.caller, {})
    return record


@operation(SERVICE, "UpdateRegionSettings")
def update_region(scene: Scene, request: Record) -> Record:
    """Opt in and out; a resource type that the region does not know is refused."""
    record = engine.read(scene, "RegionSettings", {})
    for name in ("ResourceTypeOptInPreference", "ResourceTypeManagementPreference"):
        unknown = set(request.get(name, {})) - set(record[name])
        if unknown:
            raise _invalid(f"{name} has {', '.join(sorted(unknown))}, which this region does not know")
        record[name] |= request.get(name, {})
    return {}


@operation(SERVICE, "CreateRestoreTestingPlan")
def create_test(scene: Scene, request: Record) -> Record:
    """The plan comes in a box, and leaves out what has a default."""
    given = _with_window(request["RestoreTestingPlan"])
    return engine.create(scene, "RestoreTestingPlan", {**given, "Tags": request.get("Tags", {})})


@operation(SERVICE, "UpdateRestoreTestingPlan")
def update_test(scene: Scene, request: Record) -> Record:
    """What the box holds replaces what stood."""
    given = _with_window(request["RestoreTestingPlan"])
    named = {"RestoreTestingPlanName": request["RestoreTestingPlanName"]}
    record = engine.update(scene, "RestoreTestingPlan", {**given, **named})
    return {**record, "UpdateTime": record["LastUpdateTime"]}


@operation(SERVICE, "CreateRestoreTestingSelection")
def create_tested(scene: Scene, request: Record) -> Record:
    """The selection comes in a box; its plan stands outside."""
    named = {"RestoreTestingPlanName": request["RestoreTestingPlanName"]}
    record = engine.create(scene, "RestoreTestingSelection", {**request["RestoreTestingSelection"], **named})
    return {**record, "RestoreTestingPlanArn": _plan_arn(scene, named)}


@operation(SERVICE, "UpdateRestoreTestingSelection")
def update_tested(scene: Scene, request: Record) -> Record:
    """What the box holds replaces what stood."""
    names = ("RestoreTestingPlanName", "RestoreTestingSelectionName")
    named = {name: request[name] for name in names}
    record = engine.find(scene, "RestoreTestingSelection", named)
    record |= request["RestoreTestingSelection"]
    return {**record, "RestoreTestingPlanArn": _plan_arn(scene, named), "UpdateTime": _now()}


def _plan_arn(scene: Scene, named: Record) -> str:
    plan = {"RestoreTestingPlanName": named["RestoreTestingPlanName"]}
    return str(engine.find(scene, "RestoreTestingPlan", plan)["RestoreTestingPlanArn"])


def _with_window(given: Record) -> Record:
    window = {"ExcludeVaults": [], "SelectionWindowDays": 30, **given.get("RecoveryPointSelection", {})}
    return {**given, "RecoveryPointSelection": window}


def _unlocked(scene: Scene, request: Record) -> Record:
    """The vault of a request, if its lock can still be changed."""
    vault = engine.find(scene, "Vault", {"BackupVaultName": request["BackupVaultName"]})
    until = vault.get("LockDate")
    gapped = vault["VaultType"] != "BACKUP_VAULT"
    if gapped or (until is not None and until <= _now()):
        raise AwsError("InvalidRequestException", f"the lock of {vault['BackupVaultName']} is immutable")
    return vault


def _ready(scene: Scene, rules: list[Record]) -> list[Record]:
    """Rules with their ids and defaults; refused where a rule's every job would fail."""
    for rule in rules:
        vault = rule["TargetBackupVaultName"]
        if not any(one["BackupVaultName"] == vault for one in scene.records("Vault")):
            raise _invalid(f"Backup vault {vault} does not exist")
        for life in (rule, *rule.get("CopyActions", [])):
            _check_life(rule["RuleName"], life.get("Lifecycle", {}))
    return [_completed(scene.caller, rule) for rule in rules]


def _completed(caller: Caller, rule: Record) -> Record:
    defaults: dict[str, Any] = {
        "ScheduleExpression": "cron(0 5 ? * * *)",
        "ScheduleExpressionTimezone": "Etc/UTC",
        "StartWindowMinutes": 480,
        "CompletionWindowMinutes": 10080,
        "EnableContinuousBackup": False,
        "RuleId": fill("{hex8}-{hex4}-{hex4}-{hex4}-{hex12}", caller, {}),
    }
    return {**defaults, **rule}


def _check_life(rule: str, life: Record) -> None:
    cold, end = life.get("MoveToColdStorageAfterDays"), life.get("DeleteAfterDays")
    if cold is not None and cold > 0 and end is not None and 0 < end < cold + COLD_DAYS:
        raise _invalid(
            f"rule {rule}: DeleteAfterDays is {end}; it is at least {COLD_DAYS} days after cold ({cold})"
        )


def _invalid(text: str) -> AwsError:
    return AwsError("InvalidParameterValueException", text)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
