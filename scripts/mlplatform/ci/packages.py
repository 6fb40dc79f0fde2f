"""Which requests a pipeline looks into again before it publishes, and which recalls it carries out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from mlplatform.packages import standing
from mlplatform.packages.files import Records
from mlplatform.use_cases.schema import shown


def touched(records: Records, on: date, changed: Collection[str] | None) -> list[str]:
    """The live requests that a change brought, by their keys; paths as git writes them.

    All that are live where nobody says what changed, and where the policy did: it may make live what was not,
    with no change to a request's own file."""
    policy, recalls = records.policy(), records.recalls()
    live = [one for one in records.requests() if standing.of(one, recalls, policy, on).state == "live"]
    if changed is None or shown(records.policy_path) in changed:
        return [one.key for one in live]
    return [one.key for one in live if shown(records.request_path(one.key)) in changed]


def recalls(records: Records) -> list[tuple[str, str]]:
    """Every recall, by the version and who wrote it."""
    return [(one.key, one.by) for one in records.recalls()]
