"""Whether the role that applied everything may do what it did: the embedded AWS counts, and lets all by."""

from __future__ import annotations

from collections import defaultdict

from mlplatform.local_aws import control
from mlplatform.local_aws.control import Running
from mlplatform.terraform import delivery_policies, delivery_rights
from mlplatform.terraform.delivery_policies import Kind
from mlplatform.use_cases.model import Platform


def missing(running: Running, platform: Platform) -> list[str]:
    """Actions that the deploy role took and that no policy of its gives it, each with the kind of account."""
    own: dict[str, Kind] = {
        platform.management_account_id: "management",
        platform.shared_account_id: "shared",
    }
    asked: dict[Kind, set[str]] = defaultdict(set)
    for called in control.calls(running):
        if called.principal.rpartition("/")[2] == platform.deploy_role:
            asked[own.get(called.account, "workloads")].add(called.operation)
    return [
        f"{kind}: {action}"
        for kind, operations in sorted(asked.items())
        for action in delivery_rights.missing(
            delivery_policies.role_policies(platform, kind, "deploy"), operations
        )
    ]
