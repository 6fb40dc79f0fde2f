"""Cost Explorer: which tags the organization's bill is told apart by."""

from __future__ import annotations

from datetime import UTC, datetime

from mlplatform.local_aws import organization
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "ce"


@operation(SERVICE, "UpdateCostAllocationTagsStatus")
def update_tags(scene: Scene, request: Record) -> Record:
    """Each tag becomes active or inactive; the payer alone may say so."""
    account = scene.caller.account
    if organization.management_of(account) not in (None, account):
        raise AwsError(
            "AccessDeniedException", "Linked account doesn't have access to cost allocation tags.", 400
        )
    records = scene.records("CostAllocationTag")
    for entry in request["CostAllocationTagsStatus"]:
        known = next((one for one in records if one["TagKey"] == entry["TagKey"]), None)
        if known is None:
            known = {"TagKey": entry["TagKey"], "Type": "UserDefined"}
            records.append(known)
        known |= {"Status": entry["Status"], "LastUpdatedDate": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return {"Errors": []}
