"""Security Hub: standards are switched on and off by the handful."""

from __future__ import annotations

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "securityhub"
# https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
_STANDARDS = frozenset({
    "aws-foundational-security-best-practices/v/1.0.0",
    "aws-resource-tagging-standard/v/1.0.0",
    "cis-aws-foundations-benchmark/v/1.4.0",
    "cis-aws-foundations-benchmark/v/3.0.0",
    "nist-800-171/v/2.0.0",
    "nist-800-53/v/5.0.0",
    "pci-dss/v/3.2.1",
    "pci-dss/v/4.0.1",
})  # fmt: skip


@operation(SERVICE, "BatchEnableStandards")
def enable(scene: Scene, request: Record) -> Record:
    """One that is on already stays on."""
    made = []
    for asked in request["StandardsSubscriptionRequests"]:
        arn = asked["StandardsArn"]
        found = [one for one in scene.records("Subscription") if one["StandardsArn"] == arn]
        made.append(found[0] if found else engine.create(scene, "Subscription", _named(scene, arn)))
    return {"StandardsSubscriptions": made}


@operation(SERVICE, "BatchDisableStandards")
def disable(scene: Scene, request: Record) -> Record:
    """Off, with all its findings."""
    found = [engine.find(scene, "Subscription", {_ARN: arn}) for arn in request["StandardsSubscriptionArns"]]
    for one in found:
        engine.delete(scene, "Subscription", one)
    return {"StandardsSubscriptions": [{**one, "StandardsStatus": "DELETING"} for one in found]}


@operation(SERVICE, "DescribeHub")
def describe_hub(scene: Scene, _request: Record) -> Record:
    """The hub; Terraform knows by these words that there is none."""
    if not scene.records("Hub"):
        account = scene.caller.account
        raise AwsError("InvalidAccessException", f"Account {account} is not subscribed to AWS Security Hub")
    return engine.read(scene, "Hub", {})


@operation(SERVICE, "GetEnabledStandards")
def enabled(scene: Scene, request: Record) -> Record:
    """Those that are on, or of those asked for."""
    describe_hub(scene, {})
    wanted = request.get("StandardsSubscriptionArns")
    found = [one for one in scene.records("Subscription") if wanted is None or one[_ARN] in wanted]
    return {"StandardsSubscriptions": found}


_ARN = "StandardsSubscriptionArn"


def _named(scene: Scene, arn: str) -> Record:
    """A subscription to a standard of this region; AWS knows no others."""
    caller = scene.caller
    here = f"arn:{caller.partition}:securityhub:{caller.region}"
    standard = arn.removeprefix(f"{here}::standards/")
    if standard not in _STANDARDS:
        raise AwsError("InvalidInputException", f"{arn} is no standard of {caller.region}")
    return {"StandardsArn": arn, _ARN: f"{here}:{caller.account}:subscription/{standard}"}
