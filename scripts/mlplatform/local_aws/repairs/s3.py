"""Repairs of S3."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto.iam.access_control import PermissionResult
from moto.s3.exceptions import AccessDeniedByLock, InvalidBucketState
from moto.s3.models import FakeBucket, S3Backend

from mlplatform.local_aws import resource_policy
from mlplatform.local_aws.repairs.base import Repair, acting, replace


def _bucket_policy_conditions() -> None:
    meaning = {
        resource_policy.Verdict.ALLOW: PermissionResult.PERMITTED,
        resource_policy.Verdict.DENY: PermissionResult.DENIED,
        resource_policy.Verdict.SILENT: PermissionResult.NEUTRAL,
    }

    def get_permission(self: Any, action: str, resource: str) -> PermissionResult:
        if self.policy is None:
            return PermissionResult.NEUTRAL
        principal, headers = acting()
        context = resource_policy.bucket_context(headers, principal, self.account_id)
        verdict = resource_policy.evaluate(self.policy.decode(), action, resource, principal, context)
        return meaning[verdict]

    replace(FakeBucket, "get_permission", get_permission)


def _log_delivery_by_policy() -> None:
    def allowed(target_bucket: Any, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        delivered = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        context = resource_policy.bucket_context({}, "", target_bucket.account_id)
        known = {
            **context,
            "aws:sourceaccount": target_bucket.account_id,
            "aws:principalisawsservice": "true",
        }
        policy, service = target_bucket.policy.decode(), "logging.s3.amazonaws.com"
        # Whether some Deny would stop a delivery shows when it happens; AWS accepts the configuration.
        return "Allow" in resource_policy.effects(policy, "s3:PutObject", delivered, service, known)

    replace(FakeBucket, "_log_permissions_enabled_policy", staticmethod(allowed))


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

    replace(S3Backend, "put_object_lock_configuration", put)
    replace(S3Backend, "put_bucket_versioning", put_bucket_versioning)


def _compliance_is_not_shortened() -> None:
    put = S3Backend.put_object_retention

    def put_object_retention(
        self: Any, bucket_name: str, key_name: str, version_id: str | None, retention: tuple[Any, Any]
    ) -> None:
        mode, until = retention
        key = self.get_object(bucket_name, key_name, version_id=version_id)
        weaker = mode != "COMPLIANCE" or not until
        if key.lock_mode == "COMPLIANCE" and (weaker or _moment(until) < _moment(key.lock_until)):
            raise AccessDeniedByLock
        put(self, bucket_name, key_name, version_id, retention)

    replace(S3Backend, "put_object_retention", put_object_retention)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


REPAIRS = (
    Repair(
        name="compliance-is-not-shortened",
        why="moto lets anybody shorten a retention in COMPLIANCE mode or change its mode; AWS lets nobody",
        upstream=None,
        mend=_compliance_is_not_shortened,
    ),
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
)
