"""The trail, AWS Config, and the services that look for trouble."""

from __future__ import annotations

from typing import Any

import pytest

from modules.account_baseline.planned import (
    DAYS,
    IN_EACH,
    LOGS,
    NAMES,
    bucket_arn,
    by_index,
    findings,
    statements,
    values,
)

OBJECTS = "AWS::S3::Object"


def selectors(module: str) -> list[dict[str, dict[str, list[str]]]]:
    """What the trail records: for each selector, field => operator => values."""
    found = []
    for selector in values(module, "aws_cloudtrail")["advanced_event_selector"]:
        fields: dict[str, dict[str, list[str]]] = {}
        for field in selector["field_selector"]:
            given = {name: each for name, each in field.items() if name != "field" and each}
            fields[field["field"]] = given
        found.append(fields)
    return found


def of_type(module: str, type: str) -> list[dict[str, dict[str, list[str]]]]:
    return [one for one in selectors(module) if one.get("resources.type") == {"equals": [type]}]


@pytest.mark.control("LOG-01", "LOG-02", "LOG-06")
@IN_EACH
def test_the_trail_is_of_every_region_and_can_be_proved(module: str) -> None:
    prefix, account = NAMES[module]
    trail = values(module, "aws_cloudtrail")
    switches = ("enable_logging", "enable_log_file_validation", "include_global_service_events")
    assert [trail[name] for name in (*switches, "is_multi_region_trail")] == [True] * 4
    assert trail["s3_bucket_name"] == f"{prefix}-logs-{account}"
    assert trail["kms_key_id"] == LOGS[module]
    group = values(module, "aws_cloudwatch_log_group", name="trail")
    assert group["name"] == f"/aws/cloudtrail/{prefix}-trail"
    assert (group["kms_key_id"], group["retention_in_days"]) == (LOGS[module], DAYS[module])


@IN_EACH
def test_every_call_is_recorded_and_what_is_unlike_other_days_is_told(module: str) -> None:
    assert {"eventCategory": {"equals": ["Management"]}} in selectors(module)
    insights = values(module, "aws_cloudtrail")["insight_selector"]
    assert {one["insight_type"] for one in insights} == {"ApiCallRateInsight", "ApiErrorRateInsight"}


@IN_EACH
def test_every_object_that_is_read_or_written_is_recorded_but_no_delivery(module: str) -> None:
    """A delivery that is recorded is delivered in turn, without end; who reads what was delivered is recorded."""
    all_others, reads = of_type(module, OBJECTS)
    if "readOnly" in all_others:
        all_others, reads = reads, all_others
    delivered = {f"{bucket_arn(module, bucket)}/" for bucket in ("access-logs", "config", "logs")}
    assert set(all_others) == {"eventCategory", "resources.type", "resources.ARN"}
    assert set(all_others["resources.ARN"]["not_starts_with"]) == delivered
    assert reads["readOnly"] == {"equals": ["true"]}
    assert set(reads["resources.ARN"]["starts_with"]) == delivered


@IN_EACH
@pytest.mark.parametrize("kind", ["Endpoint", "ExperimentTrialComponent", "FeatureGroup"])
def test_what_sagemaker_tells_of_data_is_recorded(module: str, kind: str) -> None:
    (selector,) = of_type(module, f"AWS::SageMaker::{kind}")
    assert set(selector) == {"eventCategory", "resources.type"}


@pytest.mark.control("IAM-05", "IAM-07")
@IN_EACH
def test_the_role_of_the_trail_writes_to_its_one_group_and_is_taken_on_for_it_alone(module: str) -> None:
    prefix, account = NAMES[module]
    trust = statements(module, "aws_iam_role", "trail", attribute="assume_role_policy")["TrailOfThisAccount"]
    assert trust["Principal"] == {"Service": ["cloudtrail.amazonaws.com"]}
    assert trust["Condition"] == {
        "ArnEquals": {"aws:SourceArn": [f"arn:aws:cloudtrail:eu-west-2:{account}:trail/{prefix}-trail"]},
        "StringEquals": {"aws:SourceAccount": [account]},
    }
    (write,) = statements(module, "aws_iam_policy", name="trail").values()
    assert set(write["Action"]) == {"logs:CreateLogStream", "logs:PutLogEvents"}
    group = f"arn:aws:logs:eu-west-2:{account}:log-group:/aws/cloudtrail/{prefix}-trail"
    assert write["Resource"] == [f"{group}:log-stream:{account}_CloudTrail_eu-west-2*"]
    bound = values(module, "aws_iam_role", name="trail")["permissions_boundary"]
    assert bound == f"arn:aws:iam::{account}:policy/{prefix}-trail-logs", "its own policy: nothing adds to it"


@pytest.mark.control("LOG-04")
@IN_EACH
def test_config_records_everything_all_the_time(module: str) -> None:
    prefix, account = NAMES[module]
    recorder = values(module, "aws_config_configuration_recorder")
    (group,), (mode,) = recorder["recording_group"], recorder["recording_mode"]
    assert (group["all_supported"], group["include_global_resource_types"]) == (True, True)
    assert mode["recording_frequency"] == "CONTINUOUS"
    slr = "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    assert recorder["role_arn"] == f"arn:aws:iam::{account}:role/{slr}"
    assert values(module, "aws_config_configuration_recorder_status")["is_enabled"] is True
    channel = values(module, "aws_config_delivery_channel")
    assert channel["s3_bucket_name"] == f"{prefix}-config-{account}"
    assert channel["s3_kms_key_arn"] == LOGS[module]


@IN_EACH
def test_rules_look_at_what_the_platform_claims(module: str) -> None:
    rules = by_index(module, "aws_config_config_rule")
    claimed = {
        "SAGEMAKER_DOMAIN_IN_VPC",
        "SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED",
        "SAGEMAKER_MODEL_IN_VPC",
        "SAGEMAKER_MODEL_ISOLATION_ENABLED",
        "SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED",
        "SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS",
        "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
        "IAM_ROOT_ACCESS_KEY_CHECK",
        "KMS_CMK_NOT_SCHEDULED_FOR_DELETION",
        "MULTI_REGION_CLOUD_TRAIL_ENABLED",
        "S3_BUCKET_PUBLIC_READ_PROHIBITED",
        "S3_BUCKET_SSL_REQUESTS_ONLY",
        "S3_DEFAULT_ENCRYPTION_KMS",
        "VPC_DEFAULT_SECURITY_GROUP_CLOSED",
        "VPC_FLOW_LOGS_ENABLED",
    }
    assert claimed <= set(rules)
    for name, rule in rules.items():
        (source,) = rule["source"]
        assert (source["owner"], source["source_identifier"]) == ("AWS", name)


@pytest.mark.control("LOG-05")
@IN_EACH
def test_guardduty_watches_data_disks_functions_and_run_time(module: str) -> None:
    assert values(module, "aws_guardduty_detector")["enable"] is True
    features = by_index(module, "aws_guardduty_detector_feature")
    assert {"S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS"} <= set(features)
    runtime: dict[str, Any] = values(module, "aws_guardduty_detector_feature", name="runtime")
    assert all(one["status"] == "ENABLED" for one in (*features.values(), runtime))


@IN_EACH
def test_guardduty_puts_no_endpoint_of_its_own_into_a_network(module: str) -> None:
    """It would, with the agent that it puts on machines; the network is to hold what its module says."""
    runtime = values(module, "aws_guardduty_detector_feature", name="runtime")
    assert {one["status"] for one in runtime["additional_configuration"]} == {"DISABLED"}


@pytest.mark.control("LOG-05")
@IN_EACH
def test_security_hub_macie_and_inspector_are_on(module: str) -> None:
    _, account = NAMES[module]
    standards = by_index(module, "aws_securityhub_standards_subscription")
    assert {one["standards_arn"] for one in standards.values()} == {
        f"arn:aws:securityhub:eu-west-2::standards/{standard}"
        for standard in (
            "aws-foundational-security-best-practices/v/1.0.0",
            "cis-aws-foundations-benchmark/v/3.0.0",
            "nist-800-53/v/5.0.0",
        )
    }
    hub = values(module, "aws_securityhub_account")
    assert (hub["auto_enable_controls"], hub["enable_default_standards"]) == (True, False)
    assert values(module, "aws_macie2_account")["status"] == "ENABLED"
    inspector = values(module, "aws_inspector2_enabler")
    assert inspector["account_ids"] == [account]
    assert set(inspector["resource_types"]) == {"EC2", "ECR", "LAMBDA"}


@pytest.mark.parametrize("control", ["LOG-05", "LOG-08", "IAM-07", "IAM-18"])
def test_the_gate_finds_nothing(control: str) -> None:
    assert findings(control) == []
