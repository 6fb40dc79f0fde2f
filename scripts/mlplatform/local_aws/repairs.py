"""The one place where moto's wrong behaviour is mended. Each repair: a name, why, and upstream's word.

``apply`` puts all in force; it is called once, before the server takes its first request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend
from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.request import Request
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.iam.access_control import PermissionResult
from moto.kms.responses import KmsResponse
from moto.s3.exceptions import InvalidBucketState
from moto.s3.models import FakeBucket, S3Backend

from mlplatform.local_aws import bucket_policy
from mlplatform.local_aws.world import Caller


@dataclass(frozen=True)
class Repair:
    """One thing mended."""

    name: str
    why: str
    upstream: str | None
    mend: Callable[[], None]


_acting: ContextVar[tuple[str, dict[str, str]]] = ContextVar("acting", default=("*", {}))


@contextmanager
def acting_as(caller: Caller, environ: dict[str, Any]) -> Iterator[None]:
    """Tell the repairs who asks and with which headers, while moto answers."""
    token = _acting.set((caller.principal, dict(Request(environ).headers)))
    try:
        yield
    finally:
        _acting.reset(token)


def _replace(owner: type, name: str, mended: Any) -> None:
    """Put our version in moto's class. A name that moto no longer has must not pass unnoticed."""
    if not hasattr(owner, name):
        raise AttributeError(f"moto's {owner.__name__} has no {name} any more: see repairs.py")
    setattr(owner, name, mended)


def _bucket_policy_conditions() -> None:
    meaning = {
        bucket_policy.Verdict.ALLOW: PermissionResult.PERMITTED,
        bucket_policy.Verdict.DENY: PermissionResult.DENIED,
        bucket_policy.Verdict.SILENT: PermissionResult.NEUTRAL,
    }

    def get_permission(self: Any, action: str, resource: str) -> PermissionResult:
        if self.policy is None:
            return PermissionResult.NEUTRAL
        principal, headers = _acting.get()
        context = bucket_policy.context_of(headers, principal, self.account_id)
        verdict = bucket_policy.evaluate(self.policy.decode(), action, resource, principal, context)
        return meaning[verdict]

    _replace(FakeBucket, "get_permission", get_permission)


def _log_delivery_by_policy() -> None:
    def allowed(target_bucket: Any, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        delivered = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        context = bucket_policy.context_of({}, "", target_bucket.account_id)
        known = {
            **context,
            "aws:sourceaccount": target_bucket.account_id,
            "aws:principalisawsservice": "true",
        }
        policy, service = target_bucket.policy.decode(), "logging.s3.amazonaws.com"
        # Whether some Deny would stop a delivery shows when it happens; AWS accepts the configuration.
        return "Allow" in bucket_policy.effects(policy, "s3:PutObject", delivered, service, known)

    _replace(FakeBucket, "_log_permissions_enabled_policy", staticmethod(allowed))


def _object_lock_on_a_bucket_in_use() -> None:
    def put(
        self: Any,
        bucket_name: str,
        lock_enabled: bool,
        mode: str | None = None,
        days: int | None = None,
        years: int | None = None,
    ) -> None:
        bucket = self.get_bucket(bucket_name)
        if not bucket.is_versioned:
            raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply Object Lock")
        bucket.object_lock_enabled = bucket.object_lock_enabled or lock_enabled
        bucket.default_lock_mode, bucket.default_lock_days, bucket.default_lock_years = mode, days, years

    suspend_or_enable = S3Backend.put_bucket_versioning

    def put_bucket_versioning(self: Any, bucket_name: str, status: str) -> None:
        if status != "Enabled" and self.get_bucket(bucket_name).object_lock_enabled:
            raise InvalidBucketState(
                "An Object Lock configuration is present on this bucket, "
                "so the versioning state cannot be changed."
            )
        suspend_or_enable(self, bucket_name, status)

    _replace(S3Backend, "put_object_lock_configuration", put)
    _replace(S3Backend, "put_bucket_versioning", put_bucket_versioning)


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

    _replace(CloudTrailResponse, "describe_trails", describe_trails)
    _replace(CloudTrailBackend, "delete_trail", delete_trail)


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

    _replace(KmsResponse, "enable_key_rotation", enable_key_rotation)
    _replace(KmsResponse, "get_key_rotation_status", get_key_rotation_status)


def _security_group_rules() -> None:
    make = SecurityGroupRule.__init__

    def init(
        self: Any,
        backend: Any,
        protocol: str,
        group_id: str,
        from_port: Any,
        to_port: Any,
        ip_range: Any,
        source_group: Any = None,
        prefix_list_id: Any = None,
        **rest: Any,
    ) -> None:
        ports = ("-1", "-1") if from_port is None else (from_port, to_port)
        make(self, backend, protocol, group_id, *ports, ip_range, source_group, prefix_list_id, **rest)
        for peer in (source_group, prefix_list_id):
            if peer and "Description" in peer:
                self.ip_range = {**self.ip_range, "Description": peer["Description"]}

    _replace(SecurityGroupRule, "__init__", init)


REPAIRS = (
    Repair(
        name="bucket-policy-conditions",
        why="moto refuses an upload for any Deny on s3:PutObject, whatever its Condition and Principal: "
        "a TLS-only policy closes the bucket",
        upstream="https://github.com/getmoto/moto/pull/5883",
        mend=_bucket_policy_conditions,
    ),
    Repair(
        name="log-delivery-by-policy",
        why="moto fails with an AttributeError on a target bucket whose policy has a statement for everybody "
        "(Principal *), and knows only three spellings of the Resource",
        upstream=None,
        mend=_log_delivery_by_policy,
    ),
    Repair(
        name="object-lock-on-a-bucket-in-use",
        why="moto wants the bucket empty, which AWS lifted in November 2023 and taking a rule away needs; "
        "and it lets versioning be suspended under the lock, which AWS refuses",
        upstream=None,
        mend=_object_lock_on_a_bucket_in_use,
    ),
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
    Repair(
        name="security-group-rules",
        why="moto wants ports of every protocol, and ESP, which encrypted traffic between the containers of "
        "a job needs, has none; and it drops the description of a rule that names a group or a prefix list",
        upstream=None,
        mend=_security_group_rules,
    ),
)


def apply() -> None:
    """Put every repair in force."""
    for repair in REPAIRS:
        repair.mend()
