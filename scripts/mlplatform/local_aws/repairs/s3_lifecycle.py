"""Repairs of the lifecycle of buckets."""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from mlplatform.local_aws.repairs.base import Repair, replace


def _newer_versions_are_kept() -> None:
    put, answer = FakeBucket.set_lifecycle, S3Response.get_bucket_lifecycle

    def set_lifecycle(self: Any, rules: list[dict[str, Any]]) -> None:
        put(self, rules)
        for rule, given in zip(self.rules, rules, strict=True):
            rule.newer_versions = (given.get("NoncurrentVersionExpiration") or {}).get(
                "NewerNoncurrentVersions"
            )

    def get_bucket_lifecycle(self: Any) -> Any:
        serialized, rules = self.serialized, self.backend.get_bucket_lifecycle(self.bucket_name)

        def with_newer(made: Any) -> Any:
            for rule, said in zip(rules or [], made.result["Rules"], strict=True):
                if newer := getattr(rule, "newer_versions", None):
                    said["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = newer
            return serialized(made)

        self.serialized = with_newer
        try:
            return answer(self)
        finally:
            del self.serialized

    replace(FakeBucket, "set_lifecycle", set_lifecycle)
    replace(S3Response, "get_bucket_lifecycle", get_bucket_lifecycle)


REPAIRS = (
    Repair(
        name="newer-versions-are-kept",
        why="moto forgets NewerNoncurrentVersions of a lifecycle rule: the provider waits for it until "
        "it gives up",
        upstream=None,
        mend=_newer_versions_are_kept,
    ),
)
