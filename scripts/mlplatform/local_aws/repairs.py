"""The one place where moto's wrong behaviour is mended. Each repair: a name, why, and upstream's word.

``apply`` puts all in force; it is called once, before the server takes its first request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from moto.core.request import Request
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket

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

    FakeBucket.get_permission = get_permission


def _log_delivery_by_policy() -> None:
    def allowed(target_bucket: Any, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        delivered = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        context = bucket_policy.context_of({}, "", target_bucket.account_id)
        known = {**context, "aws:sourceaccount": target_bucket.account_id, "aws:principalisawsservice": "true"}
        policy, service = target_bucket.policy.decode(), "logging.s3.amazonaws.com"
        # Whether some Deny would stop a delivery shows when it happens; AWS accepts the configuration.
        return "Allow" in bucket_policy.effects(policy, "s3:PutObject", delivered, service, known)

    FakeBucket._log_permissions_enabled_policy = staticmethod(allowed)


REPAIRS = (
    Repair(
        name="bucket-policy-conditions",
        why="moto refuses an upload for any Deny on s3:PutObject, whatever its Condition and Principal: "
        "a TLS-only policy closes the bucket",
        upstream="https://github.com/getmoto/moto/pull/7840",
        mend=_bucket_policy_conditions,
    ),
    Repair(
        name="log-delivery-by-policy",
        why="moto fails with an AttributeError on a target bucket whose policy has a statement for everybody "
        "(Principal *), and knows only three spellings of the Resource",
        upstream=None,
        mend=_log_delivery_by_policy,
    ),
)


def apply() -> None:
    """Put every repair in force."""
    for repair in REPAIRS:
        repair.mend()
