"""Repairs of what a bucket's policy refuses to delete: the bucket, its policy, and old versions in it."""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import S3AccessDeniedError
from moto.s3.models import S3Backend

from mlplatform.local_aws import resource_policy
from mlplatform.local_aws.repairs.base import Repair, acting, replace


def _check(backend: Any, bucket_name: str, action: str, key: str = "") -> None:
    """Refuse where the bucket's policy does. Nobody is refused for what it merely does not allow."""
    bucket = backend.get_bucket(bucket_name)
    written = getattr(bucket, "policy", None)
    if not written:
        return
    principal, headers = acting()
    context = resource_policy.bucket_context(headers, principal, bucket.account_id)
    resource = f"arn:{bucket.partition}:s3:::{bucket_name}" + (f"/{key}" if key else "")
    verdict = resource_policy.evaluate(written.decode(), action, resource, principal, context)
    if verdict is resource_policy.Verdict.DENY:
        raise S3AccessDeniedError


def _deletion_by_policy() -> None:
    bucket, policy, item = (
        S3Backend.delete_bucket,
        S3Backend.delete_bucket_policy,
        S3Backend.delete_object,
    )

    def delete_bucket(self: Any, bucket_name: str) -> Any:
        _check(self, bucket_name, "s3:DeleteBucket")
        return bucket(self, bucket_name)

    def delete_bucket_policy(self: Any, bucket_name: str) -> None:
        if not acting()[0].endswith(":root"):  # the account itself is never shut out
            _check(self, bucket_name, "s3:DeleteBucketPolicy")
        policy(self, bucket_name)

    def delete_object(
        self: Any, bucket_name: str, key_name: str, version_id: str | None = None, bypass: bool = False
    ) -> Any:
        if version_id is not None:
            _check(self, bucket_name, "s3:DeleteObjectVersion", key_name)
        return item(self, bucket_name, key_name, version_id=version_id, bypass=bypass)

    replace(S3Backend, "delete_bucket", delete_bucket)
    replace(S3Backend, "delete_bucket_policy", delete_bucket_policy)
    replace(S3Backend, "delete_object", delete_object)


REPAIRS = (
    Repair(
        name="deletion-by-policy",
        why="moto deletes a bucket, its policy and versions of objects though the bucket's policy denies it",
        upstream=None,
        mend=_deletion_by_policy,
    ),
)
