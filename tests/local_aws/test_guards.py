"""What watches an account, in the embedded AWS: budgets, standards, and settings that stand until changed."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws

SHARING = "/ssm/documents/console/public-sharing-permission"
MONTHLY = {"BudgetName": "monthly", "BudgetType": "COST", "TimeUnit": "MONTHLY"}
LIMIT = {"BudgetLimit": {"Amount": "1000", "Unit": "USD"}}
EIGHTY = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
TOPIC = {"SubscriptionType": "SNS", "Address": "arn:aws:sns:eu-west-2:111122223333:alerts"}


def refusal(call: Any, **request: Any) -> str:
    """The code of a refusal."""
    with pytest.raises(ClientError) as refused:
        call(**request)
    return str(refused.value.response["Error"]["Code"])


def budget(aws: Aws) -> tuple[Any, dict[str, str]]:
    """A client, and a budget that tells a topic, by its names."""
    client = aws.client("budgets")
    client.create_budget(
        AccountId=aws.account,
        Budget={**MONTHLY, **LIMIT},
        NotificationsWithSubscribers=[{"Notification": EIGHTY, "Subscribers": [TOPIC]}],
        ResourceTags=[{"Key": "owner", "Value": "risk"}],
    )
    return client, {"AccountId": aws.account, "BudgetName": "monthly"}


def test_a_budget_keeps_whom_it_tells_of_what(aws: Aws) -> None:
    client, named = budget(aws)
    (found,) = client.describe_notifications_for_budget(**named)["Notifications"]
    assert {**EIGHTY, "ThresholdType": "PERCENTAGE"}.items() <= found.items()
    told = client.describe_subscribers_for_notification(**named, Notification=EIGHTY)
    assert told["Subscribers"] == [TOPIC]
    client.delete_notification(**named, Notification=EIGHTY)
    assert client.describe_notifications_for_budget(**named)["Notifications"] == []
    client.create_notification(**named, Notification=EIGHTY, Subscribers=[TOPIC])
    code = refusal(client.create_notification, **named, Notification=EIGHTY, Subscribers=[TOPIC])
    assert code == "DuplicateRecordException"


def test_a_budget_begins_with_its_month_and_has_no_end(aws: Aws) -> None:
    client, named = budget(aws)
    found = client.describe_budget(**named)["Budget"]
    assert found["BudgetLimit"] == LIMIT["BudgetLimit"]
    assert (found["TimePeriod"]["Start"].day, found["TimePeriod"]["End"].year) == (1, 2087)
    assert found["CostTypes"]["IncludeTax"] is True
    bigger = {"Amount": "2000", "Unit": "USD"}
    client.update_budget(AccountId=aws.account, NewBudget={**MONTHLY, "BudgetLimit": bigger})
    assert client.describe_budget(**named)["Budget"]["BudgetLimit"] == bigger
    assert len(client.describe_budgets(AccountId=aws.account)["Budgets"]) == 1


def test_a_budget_has_tags_and_goes_with_its_notifications(aws: Aws) -> None:
    client, named = budget(aws)
    arn = f"arn:aws:budgets::{aws.account}:budget/monthly"
    assert client.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == [
        {"Key": "owner", "Value": "risk"}
    ]
    assert refusal(client.create_budget, AccountId=aws.account, Budget=MONTHLY) == "DuplicateRecordException"
    client.delete_budget(**named)
    assert refusal(client.describe_budget, **named) == "NotFoundException"
    assert refusal(client.describe_notifications_for_budget, **named) == "NotFoundException"


def test_standards_are_of_the_region_and_go_with_the_hub(aws: Aws) -> None:
    hub = aws.client("securityhub")
    asked = [{"StandardsArn": "arn:aws:securityhub:eu-west-2::standards/nist-800-53/v/5.0.0"}]
    assert (
        refusal(hub.batch_enable_standards, StandardsSubscriptionRequests=asked) == "InvalidAccessException"
    )
    hub.enable_security_hub(EnableDefaultStandards=False)
    (made,) = hub.batch_enable_standards(StandardsSubscriptionRequests=asked)["StandardsSubscriptions"]
    (again,) = hub.batch_enable_standards(StandardsSubscriptionRequests=asked)["StandardsSubscriptions"]
    arn = f"arn:aws:securityhub:eu-west-2:{aws.account}:subscription/nist-800-53/v/5.0.0"
    assert (made["StandardsSubscriptionArn"], made["StandardsStatus"], again) == (arn, "READY", made)
    wrong = [{"StandardsArn": asked[0]["StandardsArn"].replace("eu-west-2", "eu-west-1")}]
    assert refusal(hub.batch_enable_standards, StandardsSubscriptionRequests=wrong) == "InvalidInputException"
    (off,) = hub.batch_disable_standards(StandardsSubscriptionArns=[arn])["StandardsSubscriptions"]
    assert off["StandardsStatus"] == "DELETING"
    hub.batch_enable_standards(StandardsSubscriptionRequests=asked)
    hub.disable_security_hub()
    hub.enable_security_hub()
    assert hub.get_enabled_standards()["StandardsSubscriptions"] == []


def test_a_setting_of_systems_manager_is_what_aws_set_until_somebody_changes_it(aws: Aws) -> None:
    ssm = aws.client("ssm")
    arn = f"arn:aws:ssm:eu-west-2:{aws.account}:servicesetting{SHARING}"

    def setting() -> tuple[str, str]:
        found = ssm.get_service_setting(SettingId=SHARING)["ServiceSetting"]
        assert found["ARN"] == arn
        return found["SettingValue"], found["Status"]

    assert setting() == ("Enable", "Default")
    ssm.update_service_setting(SettingId=arn, SettingValue="Disable")
    assert setting() == ("Disable", "Customized")
    ssm.reset_service_setting(SettingId=arn)
    assert setting() == ("Enable", "Default")
    assert refusal(ssm.get_service_setting, SettingId="/ssm/nothing") == "ServiceSettingNotFound"


def test_snapshots_and_images_are_blocked_and_let_go(aws: Aws) -> None:
    ec2 = aws.client("ec2")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    assert ec2.get_snapshot_block_public_access_state()["State"] == "block-all-sharing"
    ec2.disable_snapshot_block_public_access()
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    state = ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"]
    assert state == "block-new-sharing"
    ec2.disable_image_block_public_access()
    assert ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"] == "unblocked"


def test_what_machines_get_for_their_metadata_is_kept_until_there_is_no_preference(aws: Aws) -> None:
    ec2 = aws.client("ec2")
    ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=1)
    found = ec2.get_instance_metadata_defaults()["AccountLevel"]
    assert (found["HttpTokens"], found["HttpPutResponseHopLimit"]) == ("required", 1)
    ec2.modify_instance_metadata_defaults(HttpTokens="no-preference", HttpPutResponseHopLimit=-1)
    found = ec2.get_instance_metadata_defaults()["AccountLevel"]
    assert not {"HttpTokens", "HttpPutResponseHopLimit"} & set(found)
