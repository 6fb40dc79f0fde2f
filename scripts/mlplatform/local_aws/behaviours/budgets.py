"""Budgets: a budget comes in a box, with its notifications and whom they tell."""

from __future__ import annotations

from datetime import UTC, datetime

from mlplatform.local_aws import engine
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "budgets"
_FOR_EVER = datetime(2087, 6, 15)
_NAMES = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType", "NotificationState")


@operation(SERVICE, "CreateBudget")
def create(scene: Scene, request: Record) -> Record:
    """A budget begins with its month where it does not say when, and has no end."""
    now = datetime.now(UTC).replace(tzinfo=None)
    month = {"Start": datetime(now.year, now.month, 1), "End": _FOR_EVER}
    budget = dict(request["Budget"])
    budget["TimePeriod"] = month | budget.get("TimePeriod", {})
    engine.create(scene, "Budget", {**budget, "ResourceTags": request.get("ResourceTags", [])})
    for given in request.get("NotificationsWithSubscribers", []):
        create_notification(scene, {**given, "BudgetName": budget["BudgetName"]})
    return {}


@operation(SERVICE, "UpdateBudget")
def update(scene: Scene, request: Record) -> Record:
    """What the box holds replaces what stood."""
    engine.update(scene, "Budget", request["NewBudget"])
    return {}


@operation(SERVICE, "CreateNotification")
def create_notification(scene: Scene, request: Record) -> Record:
    """A notification is named by what it watches for."""
    named = {"ThresholdType": "PERCENTAGE", **request["Notification"], "BudgetName": request["BudgetName"]}
    engine.create(scene, "Notification", {**named, "Subscribers": request["Subscribers"]})
    return {}


@operation(SERVICE, "DeleteNotification")
def delete_notification(scene: Scene, request: Record) -> Record:
    """It goes with those it told."""
    engine.delete(scene, "Notification", _find(scene, request))
    return {}


@operation(SERVICE, "DescribeNotificationsForBudget")
def notifications(scene: Scene, request: Record) -> Record:
    """What a budget watches for."""
    budget = engine.find(scene, "Budget", {"BudgetName": request["BudgetName"]})
    found = [one for one in scene.records("Notification") if one["BudgetName"] == budget["BudgetName"]]
    return {"Notifications": [{name: one[name] for name in _NAMES} for one in found]}


@operation(SERVICE, "DescribeSubscribersForNotification")
def subscribers(scene: Scene, request: Record) -> Record:
    """Whom a notification tells."""
    return {"Subscribers": _find(scene, request)["Subscribers"]}


def _find(scene: Scene, request: Record) -> Record:
    given = {"ThresholdType": "PERCENTAGE", **request["Notification"], "BudgetName": request["BudgetName"]}
    keys = scene.table.resources["Notification"].keys
    return engine.find(scene, "Notification", {name: given.get(name) for name in keys})
