"""Systems Manager: the settings that an account can change, with what each is until somebody does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "ssm"
# https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetServiceSetting.html
_DEFAULTS = {
    "/ssm/automation/customer-script-log-destination": "",
    "/ssm/automation/enable-adaptive-concurrency": "False",
    "/ssm/documents/console/public-sharing-permission": "Enable",
    "/ssm/managed-instance/activation-tier": "standard",
    "/ssm/managed-instance/default-ec2-instance-management-role": "",
    "/ssm/opsinsights/opscenter": "Disabled",
    "/ssm/parameter-store/default-parameter-tier": "Standard",
    "/ssm/parameter-store/high-throughput-enabled": "false",
}


@operation(SERVICE, "GetServiceSetting")
def read(scene: Scene, request: Record) -> Record:
    """A setting by its name or its ARN."""
    return {"ServiceSetting": _shown(scene, request)}


@operation(SERVICE, "UpdateServiceSetting")
def update(scene: Scene, request: Record) -> Record:
    """Changed from now on."""
    record = engine.read(scene, "ServiceSetting", {"SettingId": _named(request)})
    record |= {"SettingValue": request["SettingValue"], "LastModifiedDate": _now()}
    return {}


@operation(SERVICE, "ResetServiceSetting")
def reset(scene: Scene, request: Record) -> Record:
    """Back to what AWS set."""
    name = _named(request)
    records = scene.records("ServiceSetting")
    records[:] = [one for one in records if one["SettingId"] != name]
    return {"ServiceSetting": _shown(scene, request)}


def _shown(scene: Scene, request: Record) -> dict[str, Any]:
    name, caller = _named(request), scene.caller
    record = engine.read(scene, "ServiceSetting", {"SettingId": name})
    arn = f"arn:{caller.partition}:ssm:{caller.region}:{caller.account}:servicesetting{name}"
    changed = "SettingValue" in record
    return {
        "SettingId": name,
        "SettingValue": record.get("SettingValue", _DEFAULTS[name]),
        "Status": "Customized" if changed else "Default",
        "LastModifiedDate": record.get("LastModifiedDate", _now()),
        "ARN": arn,
    }


def _named(request: Record) -> str:
    asked = str(request["SettingId"])
    name = (
        asked[asked.index("servicesetting") + len("servicesetting") :] if asked.startswith("arn:") else asked
    )
    if name not in _DEFAULTS:
        raise AwsError("ServiceSettingNotFound", f"{asked} is no setting of Systems Manager")
    return name


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
