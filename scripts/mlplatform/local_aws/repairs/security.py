"""Repairs of CloudTrail and KMS."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend
from moto.cloudtrail.responses import CloudTrailResponse
from moto.kms.responses import KmsResponse

from mlplatform.local_aws.repairs.base import Repair, replace


def _trails_by_name() -> None:
    describe_all = CloudTrailResponse.describe_trails

    def describe_trails(self: Any) -> str:
        answer = json.loads(describe_all(self))
        named = self._get_param("trailNameList")
        if named:
            answer["trailList"] = [
                trail for trail in answer["trailList"] if {trail["Name"], trail["TrailARN"]} & set(named)
            ]
        return json.dumps(answer)

    def delete_trail(self: Any, name: str) -> None:
        del self.trails[self.get_trail(name).trail_name]

    replace(CloudTrailResponse, "describe_trails", describe_trails)
    replace(CloudTrailBackend, "delete_trail", delete_trail)


def _rotation_period() -> None:
    enable, status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def key_of(response: Any) -> Any:
        backend = response.kms_backend
        return backend.keys[backend.get_key_id(response._get_param("KeyId"))]

    def enable_key_rotation(self: Any) -> str:
        answer: str = enable(self)
        key_of(self).rotation_period = int(self._get_param("RotationPeriodInDays") or 365)
        return answer

    def get_key_rotation_status(self: Any) -> str:
        answer = json.loads(status(self))
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(key_of(self), "rotation_period", 365)
        return json.dumps(answer)

    replace(KmsResponse, "enable_key_rotation", enable_key_rotation)
    replace(KmsResponse, "get_key_rotation_status", get_key_rotation_status)


REPAIRS = (
    Repair(
        name="trails-by-name",
        why="moto describes every trail whatever trailNameList asks, so a second trail in an account breaks "
        "the provider's read; and it deletes nothing when a trail is named by its ARN",
        upstream=None,
        mend=_trails_by_name,
    ),
    Repair(
        name="key-rotation-period",
        why="moto forgets RotationPeriodInDays: every plan wants to set it again",
        upstream=None,
        mend=_rotation_period,
    ),
)
