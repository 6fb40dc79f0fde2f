"""Repairs of the services that look for trouble."""

from __future__ import annotations

from typing import Any

from moto.guardduty.models import Detector

from mlplatform.local_aws.repairs.base import Repair, replace

# What a detector reads without being asked, and what it can be asked to read.
_ALWAYS = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
_OPTIONAL = (
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
)
_AGENTS = ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT")


def _features_of_a_detector() -> None:
    update, show = Detector.update, Detector.to_json

    def update_by_name(
        self: Any, enable: Any, frequency: Any, data_sources: Any, features: list[dict[str, Any]] | None
    ) -> None:
        update(self, enable, frequency, data_sources, None)  # type: ignore[arg-type]  # moto takes None for no change
        known = {one["name"]: one for one in self.features}
        for given in features or []:
            before = {
                one["name"]: one for one in known.get(given["name"], {}).get("additionalConfiguration", [])
            }
            after = before | {one["name"]: one for one in given.get("additionalConfiguration", [])}
            known[given["name"]] = {**given, "additionalConfiguration": list(after.values())}
        self.features = list(known.values())

    def show_all(self: Any) -> dict[str, Any]:
        set_ones = {one["name"]: one for one in self.features}
        shown = [_shown(name, {"status": "ENABLED"}) for name in _ALWAYS]
        shown += [_shown(name, set_ones.get(name, {})) for name in _OPTIONAL]
        runtime = set_ones.get("RUNTIME_MONITORING", {})
        agents = {one["name"]: one for one in runtime.get("additionalConfiguration", [])}
        additional = [_shown(name, agents.get(name, {})) for name in _AGENTS]
        shown.append({**_shown("RUNTIME_MONITORING", runtime), "additionalConfiguration": additional})
        return {**show(self), "features": shown}

    replace(Detector, "update", update_by_name)
    replace(Detector, "to_json", show_all)


def _shown(name: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "status": given.get("status", "DISABLED")}


REPAIRS = (
    Repair(
        name="features-of-a-detector",
        why="moto forgets the features of a detector that the last update did not name, and tells of none "
        "that nobody named: each feature takes away the one before",
        upstream=None,
        mend=_features_of_a_detector,
    ),
)
