"""Alarms: what is seen, and that somebody is told."""

from __future__ import annotations

import json

import pytest

from mlplatform.gate.reliability import watching
from modules.account_baseline.planned import (
    EVERYBODY,
    IN_EACH,
    KEYS,
    NAMES,
    by_index,
    findings,
    statements,
    values,
    world,
)

FILTER, ALARM = "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_metric_alarm"
# CIS AWS Foundations 5.x, and what the platform adds.
TOLD = {
    "cloudtrail": ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"],
    "config": ["StopConfigurationRecorder", "DeleteDeliveryChannel"],
    "ec2": [
        "CreateInternetGateway",
        "AttachInternetGateway",
        "CreateNatGateway",
        "CreateRoute",
        "ReplaceRoute",
        "CreateNetworkAclEntry",
        "AuthorizeSecurityGroupIngress",
        "AuthorizeSecurityGroupEgress",
        "CreateVpc",
        "CreateVpcPeeringConnection",
        "ModifyVpcBlockPublicAccessOptions",
        "ModifyVpcEndpoint",
        "DeleteFlowLogs",
    ],
    "guardduty": ["DeleteDetector", "UpdateDetector"],
    "iam": ["AttachRolePolicy", "PutRolePolicy", "CreatePolicyVersion", "CreateUser", "CreateAccessKey"],
    "kms": ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"],
    "macie2": ["DisableMacie"],
    "organizations": ["LeaveOrganization"],
    "s3": ["PutBucketPolicy", "DeleteBucketPolicy", "PutAccountPublicAccessBlock"],
    "securityhub": ["DisableSecurityHub"],
}


@pytest.mark.control("LOG-07", "REL-04")
@pytest.mark.parametrize("service", sorted(TOLD))
def test_a_call_that_changes_what_guards_the_bank_is_told(service: str) -> None:
    assert watching.unseen(world(), service, TOLD[service]) == []


@pytest.mark.control("LOG-07", "REL-04", "REL-09")
def test_nothing_that_watches_is_asleep_or_tells_nobody() -> None:
    watches = watching.watches(world())
    assert len(watches) > 15
    assert [f"{one.subject}: {one.fault}{one.unknown}" for one in watches if one.fault or one.unknown] == []
    assert any(one.sees_root for one in watches)


@pytest.mark.control("LOG-07")
@IN_EACH
def test_every_filter_fits_and_has_an_alarm_that_tells_the_topic(module: str) -> None:
    prefix, account = NAMES[module]
    filters, alarms = by_index(module, FILTER), by_index(module, ALARM)
    assert set(filters) == set(alarms)
    for name, each in filters.items():
        assert len(each["pattern"]) <= 1024, f"{name}: CloudWatch takes no longer pattern"
        assert each["log_group_name"] == f"/aws/cloudtrail/{prefix}-trail"
        (metric,), alarm = each["metric_transformation"], alarms[name]
        assert (alarm["namespace"], alarm["metric_name"]) == (metric["namespace"], metric["name"])
        assert alarm["alarm_actions"] == [f"arn:aws:sns:eu-west-2:{account}:{prefix}-alerts"]
        assert alarm["treat_missing_data"] == "notBreaching"


@pytest.mark.control("LOG-07")
@IN_EACH
@pytest.mark.parametrize(
    "name", ["console-without-mfa", "refused-calls", "refused-sign-ins", "root", "bucket-policies"]
)
def test_there_is_an_alarm_for(module: str, name: str) -> None:
    assert by_index(module, ALARM)[name]["threshold"] in (1, 5, 20)


@pytest.mark.control("REL-09")
@IN_EACH
def test_break_glass_is_told_when_it_is_taken_on_and_when_it_is_used(module: str) -> None:
    prefix, account = NAMES[module]
    role = f"arn:aws:iam::{account}:role/{prefix}-break-glass"
    pattern = by_index(module, FILTER)["break-glass"]["pattern"]
    assert pattern.count(role) == 2
    assert "errorCode" not in pattern, "a try that was refused is told, too"
    rule = by_index(module, "aws_cloudwatch_event_rule")["break-glass"]
    assert json.loads(rule["event_pattern"])["detail"] == {
        "eventName": ["AssumeRole"],
        "requestParameters": {"roleArn": [role]},
    }


@IN_EACH
@pytest.mark.parametrize("name", ["break-glass", "root"])
def test_a_rule_that_may_meet_a_reading_call_hears_of_those(module: str, name: str) -> None:
    state = by_index(module, "aws_cloudwatch_event_rule")[name]["state"]
    assert state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


@pytest.mark.control("REL-04")
@IN_EACH
def test_what_cannot_wait_is_told_at_once(module: str) -> None:
    prefix, account = NAMES[module]
    rules = by_index(module, "aws_cloudwatch_event_rule")
    targets = by_index(module, "aws_cloudwatch_event_target")
    assert {"break-glass", "keys", "root", "threat", "trail-stopped"} <= set(rules)
    assert set(rules) == set(targets)
    for name, target in targets.items():
        assert target["arn"] == f"arn:aws:sns:eu-west-2:{account}:{prefix}-alerts"
        assert target["rule"] == rules[name]["name"]
        (transformer,) = target["input_transformer"]
        assert rules[name]["description"] in transformer["input_template"]
        assert "<aws.events.event.json>" in transformer["input_template"]


@IN_EACH
def test_guardduty_is_told_from_high_severity_on(module: str) -> None:
    pattern = json.loads(by_index(module, "aws_cloudwatch_event_rule")["threat"]["event_pattern"])
    assert pattern["detail"] == {"severity": [{"numeric": [">=", 7]}]}


@pytest.mark.control("LOG-07", "LOG-101")
@IN_EACH
def test_every_mailbox_is_told(module: str) -> None:
    prefix, account = NAMES[module]
    mailboxes = by_index(module, "aws_sns_topic_subscription", name="email")
    wanted = {"minimal": 1, "production": 2}[module]
    assert len(mailboxes) == wanted
    for address, one in mailboxes.items():
        assert (one["protocol"], one["endpoint"]) == ("email", address)
        assert one["topic_arn"] == f"arn:aws:sns:eu-west-2:{account}:{prefix}-alerts"


@pytest.mark.control("MSG-01")
@IN_EACH
def test_only_services_publish_and_only_about_this_account(module: str) -> None:
    prefix, account = NAMES[module]
    assert values(module, "aws_sns_topic")["kms_master_key_id"] == KEYS[module] + "ab"
    policy = statements(module, "aws_sns_topic_policy", name="alerts")
    allowed = {}
    for statement in policy.values():
        if statement["Effect"] == "Allow":
            (service,), (source,) = (
                statement["Principal"]["Service"],
                statement["Condition"]["ArnLike"].values(),
            )
            assert statement["Action"] == ["sns:Publish"]
            allowed[service] = source
    here = f"eu-west-2:{account}"
    assert allowed == {
        "backup.amazonaws.com": [f"arn:aws:backup:{here}:backup-vault:*"],
        "budgets.amazonaws.com": [f"arn:aws:budgets::{account}:*"],
        "cloudwatch.amazonaws.com": [f"arn:aws:cloudwatch:{here}:alarm:{prefix}-*"],
        "events.amazonaws.com": [f"arn:aws:events:{here}:rule/{prefix}-*"],
    }


@pytest.mark.control("MSG-01")
@IN_EACH
def test_the_topic_refuses_who_comes_without_tls_or_from_outside(module: str) -> None:
    policy = statements(module, "aws_sns_topic_policy", name="alerts")
    tls, outside = policy["DenyWithoutTls"], policy["DenyOutsideOrganization"]
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": ["false"]}}
    assert outside["Condition"] == {
        "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ["o-exampleorg1"]},
        "BoolIfExists": {"aws:PrincipalIsAWSService": ["false"]},
    }
    for refusal in (tls, outside):
        assert (refusal["Effect"], refusal["Principal"] in EVERYBODY) == ("Deny", True)
        assert {"sns:Publish", "sns:Subscribe", "sns:SetTopicAttributes"} <= set(refusal["Action"])
        assert not [action for action in refusal["Action"] if "*" in action], "SNS takes no wildcard"


@pytest.mark.parametrize("control", ["LOG-07", "REL-04"])
def test_the_gate_finds_nothing(control: str) -> None:
    assert findings(control) == []
