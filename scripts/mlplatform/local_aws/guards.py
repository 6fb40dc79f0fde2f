"""Resource policies of services in the tables: a Deny binds everybody, and another account needs an Allow.

What an identity's own policies say is not evaluated: whoever is of the owner's account is let in, unless the
resource's policy denies it. A resource without a policy is closed to other accounts.
"""

from __future__ import annotations

from collections.abc import Mapping

from mlplatform.local_aws import organization, resource_policy
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.resource_policy import Verdict
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.table import Guard
from mlplatform.local_aws.world import Record

_WHY = {
    Verdict.DENY: "with an explicit deny in a resource-based policy",
    Verdict.SILENT: "because no resource-based policy allows the {action} action",
}


class _Blank(dict[str, str]):
    """A member that a request leaves out is empty in an ARN."""

    def __missing__(self, name: str) -> str:
        return ""


def check(scene: Scene, operation: str, request: Record) -> None:
    """Raise ``AccessDeniedException`` where a policy of the service's own keeps the caller out."""
    if operation in scene.table.owner_only and not _is_owner(scene):
        raise denied(
            scene, f"{scene.table.arn_service or scene.table.service}:{operation}", "*", Verdict.SILENT
        )
    for guard in scene.table.guards:
        action = operation if operation in guard.operations else guard.actions.get(operation)
        if action:
            ask(scene, guard, action, request)


def ask(scene: Scene, guard: Guard, action: str, request: Record) -> None:
    """Ask one policy about an action; raise what the service answers where it is not allowed."""
    where = {field: request.get(member) for field, member in guard.by.items()}
    named, resource = f"{scene.table.arn_service or scene.table.service}:{action}", arn(scene, guard, request)
    verdict = said_by(scene, guard.policy, where, named, resource)
    if verdict is Verdict.DENY or (verdict is Verdict.SILENT and not _is_owner(scene)):
        raise denied(scene, named, resource, verdict)


def said_by(
    scene: Scene,
    policy: str,
    where: Record,
    action: str,
    resource: str,
    more: Mapping[str, str] | None = None,
) -> Verdict:
    """What a resource's own policy says of an action; nothing where it has none."""
    for one in scene.records(policy):
        if all(one.get(field) == value for field, value in where.items()):
            known = {**context(scene), **(more or {})}
            return resource_policy.evaluate(one["document"], action, resource, scene.caller.principal, known)
    return Verdict.SILENT


def arn(scene: Scene, guard: Guard, request: Record) -> str:
    """The ARN that a policy is asked about."""
    caller, service = scene.caller, scene.table.arn_service or scene.table.service
    prefix = f"arn:{caller.partition}:{service}:{caller.region}:{caller.account}:"
    given = {name: value for name, value in request.items() if isinstance(value, str)}
    return prefix + guard.resource.format_map(_Blank(given))


def denied(scene: Scene, action: str, resource: str, verdict: Verdict) -> AwsError:
    """The service's refusal."""
    why = _WHY[verdict].format(action=action)
    who = scene.caller.principal
    said = f"User: {who} is not authorized to perform: {action} on resource: {resource} {why}"
    return AwsError("AccessDeniedException", said, 403)


def context(scene: Scene) -> dict[str, str | None]:
    """The condition keys that this world knows of a request."""
    account = resource_policy.account_of(scene.caller.principal) or ""
    organizations: Mapping[str, str | None] = {
        "aws:principalorgid": organization.id_of(account),
        "aws:resourceorgid": organization.id_of(scene.caller.account),
    }
    return {
        **resource_policy.context_of(scene.caller.principal, scene.caller.account),
        **organizations,
        "aws:requestedregion": scene.caller.region,
        "aws:viaawsservice": "false",
    }


def _is_owner(scene: Scene) -> bool:
    return resource_policy.account_of(scene.caller.principal) == scene.caller.account
