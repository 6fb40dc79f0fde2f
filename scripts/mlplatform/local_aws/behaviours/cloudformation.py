"""CloudFormation: stack sets that AWS deploys to the accounts of organizational units.

An instance really makes what its template says, in its account (``stack_templates``); an account that joins a
unit gets one by itself, and one that leaves loses it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from mlplatform.local_aws import engine, organization, stack_templates
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, after_create, operation
from mlplatform.local_aws.stack_templates import CannotBeMade
from mlplatform.local_aws.table import tables
from mlplatform.local_aws.world import Caller, Record, World

SERVICE = "cloudformation"
_INSTRUCTIONS = ("CallAs", "ClientRequestToken", "OperationId", "OperationPreferences", "UsePreviousTemplate")
Work = Callable[[Record], None]  # what an operation does in one instance


@after_create(SERVICE, "StackSet")
def refuse_what_is_not_here(_scene: Scene, record: Record, _request: Record) -> None:
    """A template that nobody here can make is refused at once, and so is one that lies in a bucket."""
    if record["PermissionModel"] != "SERVICE_MANAGED" or "TemplateBody" not in record:
        raise AwsError(
            "NotImplemented", "cloudformation: only stack sets of SERVICE_MANAGED with a TemplateBody", 501
        )
    stack_templates.resources(record["TemplateBody"], "000000000000")


@operation(SERVICE, "UpdateStackSet")
def update_stack_set(scene: Scene, request: Record) -> Record:
    """Change the stack set, and all its instances with it."""
    record = _stack_set(scene, request)
    given = {name: value for name, value in request.items() if name not in _INSTRUCTIONS}
    stack_templates.resources(given.get("TemplateBody") or record["TemplateBody"], "000000000000")
    record |= given
    return _run(scene, record, "UPDATE", _instances(scene, record), lambda one: _settle(record, one))


@operation(SERVICE, "CreateStackInstances")
def create_stack_instances(scene: Scene, request: Record) -> Record:
    """An instance in every account of the units and each of the regions."""
    record = _stack_set(scene, request)
    units = _units(request)
    record["OrganizationalUnitIds"] = sorted({*record["OrganizationalUnitIds"], *units})
    new = [_instance(scene, record, *place) for place in _places(units, request["Regions"])]
    made = [one for one in new if one is not None]
    scene.records("StackInstance").extend(made)
    record["Regions"] = sorted({*record.get("Regions", []), *request["Regions"]})
    return _run(scene, record, "CREATE", made, lambda one: _settle(record, one))


@operation(SERVICE, "DeleteStackInstances")
def delete_stack_instances(scene: Scene, request: Record) -> Record:
    """Take the instances of units away, with what they made unless it is to be kept."""
    record = _stack_set(scene, request)
    units = _units(request)
    left = [unit for unit in record["OrganizationalUnitIds"] if unit not in units]
    record["OrganizationalUnitIds"] = left
    gone = [
        one
        for one in _instances(scene, record)
        if one["OrganizationalUnitId"] in units and one["Region"] in request["Regions"]
    ]
    keep = request.get("RetainStacks", False)
    return _run(scene, record, "DELETE", gone, lambda one: _end(scene, one, keep))


@operation(SERVICE, "ListStackSetOperationResults")
def operation_results(scene: Scene, request: Record) -> Record:
    """What became of an operation in each account."""
    where = {
        "StackSetName": _stack_set(scene, request)["StackSetName"],
        "OperationId": request["OperationId"],
    }
    return {"Summaries": engine.find(scene, "Operation", where)["_results"]}


def follow_organization(world: World) -> None:
    """Accounts that have joined a unit get what its stack sets bring, and those that left lose it."""
    table = tables()[SERVICE]
    for account, region, shelf in world.shelves(SERVICE):
        scene = Scene(table, shelf, Caller(account, region, "", "*"))
        for record in list(scene.records("StackSet")):
            if record.get("AutoDeployment", {}).get("Enabled"):
                _follow(scene, record)


def _follow(scene: Scene, record: Record) -> None:
    places = list(_places(record["OrganizationalUnitIds"], record.get("Regions", [])))
    joined = [made for place in places if (made := _instance(scene, record, *place)) is not None]
    scene.records("StackInstance").extend(joined)
    here = {(account, region) for _, account, region in places}
    left = [one for one in _instances(scene, record) if (one["Account"], one["Region"]) not in here]
    if joined:
        _run(scene, record, "CREATE", joined, lambda one: _settle(record, one))
    if left:
        keep = record["AutoDeployment"].get("RetainStacksOnAccountRemoval", False)
        _run(scene, record, "DELETE", left, lambda one: _end(scene, one, keep))


def _stack_set(scene: Scene, request: Record) -> Record:
    return engine.find(scene, "StackSet", {"StackSetName": request["StackSetName"].partition(":")[0]})


def _instances(scene: Scene, record: Record) -> list[Record]:
    return [one for one in scene.records("StackInstance") if one["StackSetId"] == record["StackSetId"]]


def _units(request: Record) -> list[str]:
    """The units that an operation is for: AWS takes nothing else where it deploys by itself."""
    units = request.get("DeploymentTargets", {}).get("OrganizationalUnitIds")
    if not units:
        raise AwsError(
            "ValidationError",
            "StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target",
        )
    return list(units)


def _places(units: Iterable[str], regions: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """Unit, account and region for each instance; the units below a unit are of it."""
    regions = list(regions)
    for unit in units:
        for account in _accounts(unit):
            for region in regions:
                yield unit, account, region


def _accounts(unit: str) -> list[str]:
    if not any(one.id == unit for backend in organization.backends() for one in backend.ou):
        raise AwsError("ValidationError", f"there is no organizational unit {unit} in this organization")
    return organization.accounts_in(unit)


def _instance(scene: Scene, record: Record, unit: str, account: str, region: str) -> Record | None:
    """A new instance; None where there is one already."""
    for one in _instances(scene, record):
        if (one["Account"], one["Region"]) == (account, region):
            return None
    name = f"StackSet-{record['StackSetName']}-{uuid.uuid4()}"
    return {
        "StackSetName": record["StackSetName"],
        "StackSetId": record["StackSetId"],
        "Account": account,
        "Region": region,
        "OrganizationalUnitId": unit,
        "StackId": f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{uuid.uuid4()}",
        "ParameterOverrides": [],
        "DriftStatus": "NOT_CHECKED",
        "_made": [],
    }


def _settle(record: Record, instance: Record) -> None:
    instance["_made"] = stack_templates.settle(record["TemplateBody"], instance["Account"], instance["_made"])


def _end(scene: Scene, instance: Record, keep: bool) -> None:
    if not keep:
        stack_templates.remove(instance["Account"], instance["_made"])
    scene.records("StackInstance")[:] = [one for one in scene.records("StackInstance") if one is not instance]


def _run(scene: Scene, record: Record, action: str, instances: list[Record], work: Work) -> Record:
    """Do the work of an operation in each instance; where it cannot be done, the operation has failed."""
    now = datetime.now(UTC).replace(tzinfo=None)
    results = []
    for one in instances:
        result = {"Account": one["Account"], "Region": one["Region"], "Status": "SUCCEEDED"}
        one |= {"Status": "CURRENT", "StackInstanceStatus": {"DetailedStatus": "SUCCEEDED"}}
        try:
            work(one)
        except CannotBeMade as error:
            result |= {"Status": "FAILED", "StatusReason": str(error)}
            one |= {"Status": "OUTDATED", "StatusReason": str(error)}
            one["StackInstanceStatus"] = {"DetailedStatus": "FAILED"}
        results.append({**result, "OrganizationalUnitId": one["OrganizationalUnitId"]})
    operation_id = str(uuid.uuid4())
    failed = any(result["Status"] == "FAILED" for result in results)
    scene.records("Operation").append(
        {
            "StackSetName": record["StackSetName"],
            "StackSetId": record["StackSetId"],
            "OperationId": operation_id,
            "Action": action,
            "Status": "FAILED" if failed else "SUCCEEDED",
            "CreationTimestamp": now,
            "EndTimestamp": now,
            "_results": results,
        }
    )
    return {"OperationId": operation_id}
