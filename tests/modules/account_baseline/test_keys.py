"""The keys that the module asks for, as modules/kms makes them of what the module says."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.plan.policies import Statement
from modules.account_baseline.planned import findings

CASE = ("account_baseline", "keys_of_the_same_plan")
ACCOUNT, HERE = "111122223333", "eu-west-2:111122223333"
TOPIC = f"arn:aws:sns:{HERE}:bank-credit-risk-dev-alerts"
USE = {"kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"}


def by_service(purpose: str) -> dict[str, Statement]:
    """Service => the statement of a key's policy that lets it in as itself."""
    plan = plan_case(*CASE)
    found = plan.statements(plan.one("aws_kms_key", module="keys", name="this", index=purpose))
    return {one["Principal"]["Service"][0]: one for one in found if "Service" in one["Principal"]}


def via(purpose: str) -> list[str]:
    """The services through which people and jobs use a key."""
    plan = plan_case(*CASE)
    key = plan.one("aws_kms_key", module="keys", name="this", index=purpose)
    (use,) = [one for one in plan.statements(key) if one["Sid"] == "UseThroughServices"]
    services: list[str] = use["Condition"]["StringEquals"]["kms:ViaService"]
    return [host.removesuffix(".eu-west-2.amazonaws.com") for host in services]


def test_every_key_that_is_asked_for_is_made() -> None:
    made = {str(key.index) for key in plan_case(*CASE).resources("aws_kms_key")}
    assert made == {"alerts", "backup", "data", "ebs", "logs"}


@pytest.mark.parametrize("service", ["backup", "budgets", "cloudwatch", "events"])
def test_who_publishes_uses_the_key_for_the_one_topic(service: str) -> None:
    """Not by aws:SourceArn: EventBridge says none to KMS, and what it published would be lost in silence."""
    statement = by_service("alerts")[f"{service}.amazonaws.com"]
    assert set(statement["Action"]) == USE
    assert statement["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": [TOPIC]}}


def test_the_trail_and_config_use_the_key_of_logs_for_this_account_alone() -> None:
    services = by_service("logs")
    assert set(services) == {
        "cloudtrail.amazonaws.com",
        "config.amazonaws.com",
        "logs.eu-west-2.amazonaws.com",
    }
    trail, config = services["cloudtrail.amazonaws.com"], services["config.amazonaws.com"]
    assert set(trail["Action"]) == {*USE, "kms:DescribeKey"}
    assert set(config["Action"]) == USE
    sources = {
        "trail": f"arn:aws:cloudtrail:{HERE}:trail/bank-credit-risk-dev-trail",
        "config": f"arn:aws:config:{HERE}:*",
    }
    for statement, source in ((trail, sources["trail"]), (config, sources["config"])):
        assert statement["Condition"] == {
            "ArnLike": {"aws:SourceArn": [source]},
            "StringEquals": {"aws:SourceAccount": [ACCOUNT]},
        }


@pytest.mark.parametrize(
    ("purpose", "services"),
    [
        ("alerts", ["sns"]),
        ("backup", ["backup", "elasticfilesystem", "s3"]),
        ("ebs", ["ec2"]),
        ("logs", ["s3"]),
    ],
)
def test_a_key_is_used_through_what_holds_its_data(purpose: str, services: list[str]) -> None:
    assert via(purpose) == services


@pytest.mark.parametrize("control", ["KMS-04", "KMS-05", "KMS-06", "KMS-07", "KMS-10"])
def test_the_gate_finds_nothing(control: str) -> None:
    assert findings(control) == []
