"""What is found and what is not: where a plan knows little, where nothing stands, and where AWS has two."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mlplatform.terraform import orphans
from mlplatform.terraform.finders import Clients
from mlplatform.terraform.remote_state import Instance

WAYS = orphans.ways()
TAGS = {"use_case": "credit_risk"}
# A plan of which AWS has nothing yet; the rest of what is asked for it calls "none".
PLANNED = {
    "call_as": "SELF",
    "policy_id": "p-none1234",
    "service_principal": "guardduty.amazonaws.com",
    "type": "SERVICE_CONTROL_POLICY",
}


@pytest.mark.parametrize("type", [*WAYS.put_again, *WAYS.ec2_named, *WAYS.listed, *WAYS.by_finder])
def test_a_plan_that_knows_nothing_yet_finds_nothing(empty: Clients, type: str) -> None:
    assert orphans.find(type, {}, empty) is None


@pytest.mark.parametrize("type", WAYS.listed)
def test_what_was_not_made_is_not_found(empty: Clients, type: str) -> None:
    listing = WAYS.listed[type]
    said = " ".join(str(value) for value in (*listing.given.values(), *listing.where.values()))
    values = {name: PLANNED.get(name, "none") for name in re.findall(r"\{(\w+)\}", said)}
    assert orphans.find(type, values, empty) is None


def test_a_service_is_found_where_it_is_on(clients: Clients) -> None:
    clients("macie2").enable_macie()
    clients("securityhub").enable_security_hub()
    detector = clients("guardduty").create_detector(Enable=True)["DetectorId"]
    found = {
        type: orphans.find(type, {}, clients)
        for type in ("aws_guardduty_detector", "aws_macie2_account", "aws_securityhub_account")
    }
    assert [*found.values()] == [detector, "111122223333", "111122223333"]


def test_of_two_networks_with_one_name_neither_is_taken(clients: Clients) -> None:
    ec2, tag = clients("ec2"), {"Key": "Name", "Value": "bank-twice"}
    made = [_vpc(ec2, tag)]
    planned = {"tags_all": {"Name": "bank-twice"}}
    assert orphans.find("aws_vpc", planned, clients) == made[0]
    made.append(_vpc(ec2, tag))
    assert orphans.find("aws_vpc", planned, clients) is None


def test_what_the_state_knows_by_another_address_is_left_alone(clients: Clients) -> None:
    """A resource that got a new address, with no moved block: the old one is about to be destroyed."""
    vpc = _vpc(clients("ec2"), {"Key": "Name", "Value": "bank-moved"})
    change = {"actions": ["create"], "after": {"tags_all": {"Name": "bank-moved"}}}
    plan = {"resource_changes": [{"address": "aws_vpc.new", "type": "aws_vpc", "change": change}]}
    old = Instance("aws_vpc.old", "aws_vpc", "", "", {"id": vpc}, tainted=False)
    assert orphans.under_way(plan, {"aws_vpc.new"}, [], clients) == {"aws_vpc.new": vpc}
    assert orphans.under_way(plan, {"aws_vpc.new"}, [old], clients) == {}
    assert orphans.under_way(plan, set(), [], clients) == {}


def test_a_key_is_ours_by_description_and_tags_until_an_alias_points_at_it(clients: Clients) -> None:
    kms, planned = clients("kms"), {"description": "bank data", "tags_all": TAGS}
    ours = _key(kms, TAGS)
    _key(kms, {"use_case": "another"})
    assert orphans.find("aws_kms_key", planned, clients) == ours
    kms.create_alias(AliasName="alias/bank-data", TargetKeyId=ours)
    assert orphans.find("aws_kms_key", planned, clients) is None
    again = _key(kms, TAGS)
    assert orphans.find("aws_kms_key", planned, clients) == again
    _key(kms, TAGS)
    assert orphans.find("aws_kms_key", planned, clients) is None


def test_a_topic_is_told_from_one_whose_name_ends_alike(clients: Clients) -> None:
    sns = clients("sns")
    sns.create_topic(Name="bank-alerts-alerts")
    ours = sns.create_topic(Name="alerts")["TopicArn"]
    assert orphans.find("aws_sns_topic", {"name": "alerts"}, clients) == ours


def test_a_vault_is_not_yet_a_lock(clients: Clients) -> None:
    backup, planned = clients("backup"), {"backup_vault_name": "bank-locked"}
    backup.create_backup_vault(BackupVaultName="bank-locked")
    assert orphans.find("aws_backup_vault_lock_configuration", planned, clients) is None
    backup.put_backup_vault_lock_configuration(BackupVaultName="bank-locked", MinRetentionDays=7)
    assert orphans.find("aws_backup_vault_lock_configuration", planned, clients) == "bank-locked"


def test_an_image_is_ours_where_its_last_version_is_made_from_the_planned_one(clients: Clients) -> None:
    sagemaker, base = clients("sagemaker"), "111122223333.dkr.ecr.eu-west-2.amazonaws.com/bank:1"
    role = "arn:aws:iam::111122223333:role/bank-credit-risk-dev-studio-images"
    sagemaker.create_image(ImageName="bank", RoleArn=role)
    planned = {"image_name": "bank", "base_image": base}
    assert orphans.find("aws_sagemaker_image_version", planned, clients) is None
    sagemaker.create_image_version(ImageName="bank", BaseImage=base, ClientToken="once")
    assert orphans.find("aws_sagemaker_image_version", planned, clients) == "bank"
    other = planned | {"base_image": f"{base}2"}
    assert orphans.find("aws_sagemaker_image_version", other, clients) is None


def test_a_rule_of_a_group_is_known_by_all_that_it_allows(clients: Clients) -> None:
    ec2 = clients("ec2")
    vpc = _vpc(ec2, {"Key": "Name", "Value": "bank-rules"})
    group = ec2.create_security_group(GroupName="bank", Description="bank", VpcId=vpc)["GroupId"]
    made = {
        cidr: ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[_tcp(443, cidr)])
        for cidr in ("10.0.0.0/24", "10.0.1.0/24")
    }
    planned = {"security_group_id": group, "ip_protocol": "tcp", "from_port": 443, "to_port": 443}
    for cidr, rule in made.items():
        found = orphans.find("aws_vpc_security_group_ingress_rule", planned | {"cidr_ipv4": cidr}, clients)
        assert found == rule["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    assert orphans.find("aws_vpc_security_group_ingress_rule", planned, clients) is None


def _vpc(ec2: Any, tag: dict[str, str]) -> str:
    tags = [{"ResourceType": "vpc", "Tags": [tag]}]
    return str(ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags)["Vpc"]["VpcId"])


def _key(kms: Any, tags: dict[str, str]) -> str:
    said = [{"TagKey": name, "TagValue": value} for name, value in tags.items()]
    return str(kms.create_key(Description="bank data", Tags=said)["KeyMetadata"]["KeyId"])


def _tcp(port: int, cidr: str) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": cidr}]}
