"""IAM: what the management account of an organization settles about the root users of all its accounts."""

from __future__ import annotations

from mlplatform.local_aws import organization
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "iam"
CREDENTIALS, SESSIONS = "RootCredentialsManagement", "RootSessions"


@operation(SERVICE, "ListOrganizationsFeatures")
def list_features(scene: Scene, _request: Record) -> Record:
    """What is enabled."""
    return _features(scene)


@operation(SERVICE, "EnableOrganizationsRootCredentialsManagement")
def enable_credentials(scene: Scene, _request: Record) -> Record:
    """Members have no root credentials of their own."""
    return _features(scene, add=CREDENTIALS)


@operation(SERVICE, "DisableOrganizationsRootCredentialsManagement")
def disable_credentials(scene: Scene, _request: Record) -> Record:
    """Each member has its own again."""
    return _features(scene, remove=CREDENTIALS)


@operation(SERVICE, "EnableOrganizationsRootSessions")
def enable_sessions(scene: Scene, _request: Record) -> Record:
    """The management account may do a root user's tasks in a member."""
    return _features(scene, add=SESSIONS)


@operation(SERVICE, "DisableOrganizationsRootSessions")
def disable_sessions(scene: Scene, _request: Record) -> Record:
    """It may no longer."""
    return _features(scene, remove=SESSIONS)


def _features(scene: Scene, add: str = "", remove: str = "") -> Record:
    """The features after a change; refused without an organization, to its members, without trust."""
    account = scene.caller.account
    owner = organization.management_of(account)
    if owner is None:
        raise AwsError("OrganizationNotFoundException", f"account {account} is in no organization")
    if owner != account:
        raise AwsError(
            "AccountNotManagementOrDelegatedAdministratorException",
            f"{account} is a member of the organization",
        )
    backend = next(one for one in organization.backends() if one.account_id == owner)
    if not any(service["ServicePrincipal"] == "iam.amazonaws.com" for service in backend.services):
        raise AwsError(
            "ServiceAccessNotEnabledException", "the organization does not trust iam.amazonaws.com"
        )
    enabled = {record["Name"] for record in scene.records("OrganizationsFeature")}
    enabled = (enabled | {add} if add else enabled) - {remove}
    scene.records("OrganizationsFeature")[:] = [{"Name": name} for name in sorted(enabled)]
    return {"OrganizationId": backend.org.id if backend.org else "", "EnabledFeatures": sorted(enabled)}
