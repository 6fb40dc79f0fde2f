"""Which rules and filters raise an alarm on a call, and which only look as if they did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, world
from mlplatform.gate.reliability import watching

API_CALL = ["AWS API Call via CloudTrail"]
TOPIC = "arn:aws:sns:eu-west-2:111122223333:security"


def rule(pattern: Mapping[str, Any], **more: Any) -> dict[str, dict[str, Any]]:
    name = "aws_cloudwatch_event_rule.calls"
    return {
        name: {"name": "calls", "event_pattern": json.dumps(pattern), **more},
        "aws_cloudwatch_event_target.calls": {"rule": Ref(f"{name}.name"), "arn": TOPIC},
    }


def metric_filter(pattern: str, alarm: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    made = {"name": "calls", "namespace": "Trail", "value": "1"}
    return {
        "aws_cloudwatch_log_metric_filter.calls": {
            "name": "calls",
            "pattern": pattern,
            "log_group_name": "trail",
            "metric_transformation": [made],
        },
        "aws_cloudwatch_metric_alarm.calls": {
            "alarm_name": "calls",
            "namespace": "Trail",
            "metric_name": "calls",
            "alarm_actions": [TOPIC],
            **(alarm or {}),
        },
    }


def seen(resources: Mapping[str, Mapping[str, Any]], name: str = "DisableKey") -> bool:
    return not watching.unseen(world(resources), "kms", [name])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ({"source": ["aws.kms"], "detail-type": API_CALL}, True),
        ({"detail-type": API_CALL, "detail": {"eventSource": ["kms.amazonaws.com"]}}, True),
        ({"detail-type": API_CALL, "detail": {"eventName": ["DisableKey"]}}, True),
        ({"detail-type": API_CALL, "detail": {"eventName": [{"prefix": "Disable"}]}}, True),
        ({"detail-type": API_CALL, "detail": {"eventName": [{"wildcard": "*Key"}]}}, True),
        ({"detail-type": API_CALL, "detail": {"eventName": [{"anything-but": "DisableKey"}]}}, False),
        ({"detail-type": API_CALL, "detail": {"eventName": ["EnableKey"]}}, False),
        ({"source": ["aws.s3"], "detail-type": API_CALL, "detail": {"eventName": ["DisableKey"]}}, False),
        (
            {"detail-type": API_CALL, "detail": {"eventName": ["DisableKey"], "errorCode": ["AccessDenied"]}},
            False,
        ),
        ({"detail-type": ["AWS Health Event"], "detail": {"eventName": ["DisableKey"]}}, False),
        ({"source": ["aws.kms"]}, False),
    ],
)
def test_a_rule_sees_what_it_asks_for_by_name_alone(pattern: Mapping[str, Any], expected: bool) -> None:
    assert seen(rule(pattern)) is expected


@pytest.mark.parametrize("state", ["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", None])
def test_a_rule_that_is_enabled_counts(state: str | None) -> None:
    assert seen(rule({"source": ["aws.kms"], "detail-type": API_CALL}, state=state))


@pytest.mark.parametrize(
    "more", [{"state": "DISABLED"}, {"is_enabled": False}, {"event_bus_name": "applications"}]
)
def test_a_rule_that_sleeps_or_listens_elsewhere_does_not(more: Mapping[str, Any]) -> None:
    assert not seen(rule({"source": ["aws.kms"], "detail-type": API_CALL}, **more))


def test_a_rule_without_a_target_does_not_count() -> None:
    resources = rule({"source": ["aws.kms"], "detail-type": API_CALL})
    del resources["aws_cloudwatch_event_target.calls"]
    assert not seen(resources)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }", True),
        ('{($.eventSource=kms.amazonaws.com) && (($.eventName="DisableKey"))}', True),
        ("{ $.eventName = Disable* }", True),
        ("{ $.eventName != DisableKey }", False),
        ("{ ($.eventName = DisableKey) && ($.errorCode NOT EXISTS) }", False),
        ('{ ($.eventName = DisableKey) && ($.userIdentity.userName = "one") }', False),
        ("{ ($.eventSource != kms.amazonaws.com) && ($.eventName = DisableKey) }", False),
        ("{ ($.eventSource = s3.amazonaws.com) && ($.eventName = DisableKey) }", False),
        ("ERROR", False),
    ],
)
def test_a_filter_sees_what_it_asks_for_by_name_alone(pattern: str, expected: bool) -> None:
    assert seen(metric_filter(pattern)) is expected


@pytest.mark.parametrize(
    "alarm", [{"alarm_actions": []}, {"actions_enabled": False}, {"metric_name": "other"}]
)
def test_an_alarm_that_tells_nobody_does_not_count(alarm: Mapping[str, Any]) -> None:
    assert not seen(metric_filter("{ $.eventName = DisableKey }", alarm))


def test_a_filter_counts_where_the_trail_writes_to_its_group() -> None:
    trail = {"aws_cloudtrail.this": {"name": "this", "s3_bucket_name": "trail"}}
    resources = metric_filter("{ $.eventName = DisableKey }")
    assert not seen(resources | trail)
    arn = "arn:aws:logs:eu-west-2:111122223333:log-group:trail:*"
    trail["aws_cloudtrail.this"]["cloud_watch_logs_group_arn"] = arn
    assert seen(resources | trail)
    trail["aws_cloudtrail.this"]["cloud_watch_logs_group_arn"] = arn.replace("trail", "trails")
    assert not seen(resources | trail)


def test_what_cannot_be_read_is_said() -> None:
    resources = rule({})
    resources["aws_cloudwatch_event_rule.calls"]["event_pattern"] = LATER
    (doubt,) = watching.doubts(world(resources))
    assert "aws_cloudwatch_event_rule.calls: event_pattern is known only after apply" in doubt
