"""Who called what: counted for each account, principal and operation, and held against what a role may do."""

from __future__ import annotations

import pytest

from local_aws.conftest import Aws
from mlplatform.local_aws import control
from mlplatform.terraform import delivery_policies, delivery_rights
from mlplatform.use_cases import load


def test_calls_are_counted_by_account_principal_and_operation(aws: Aws) -> None:
    role = f"arn:aws:iam::{aws.account}:role/bank-mlp-plan"
    keys = aws.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    plan = aws.client(
        "s3",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    plan.list_buckets()
    plan.list_buckets()
    aws.client("iam").list_roles()
    own = {
        (call.principal, call.operation): call.count
        for call in control.calls(aws.running)
        if call.account == aws.account
    }
    assert own == {
        (f"arn:aws:iam::{aws.account}:root", "iam.ListRoles"): 1,
        (f"arn:aws:iam::{aws.account}:root", "sts.AssumeRole"): 1,
        (role, "s3.ListBuckets"): 2,
    }


@pytest.mark.parametrize(
    ("operation", "action"),
    [
        ("s3.GetBucketEncryption", "s3:GetEncryptionConfiguration"),
        ("s3.HeadBucket", "s3:ListBucket"),
        ("s3control.PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
        ("accessanalyzer.GetAnalyzer", "access-analyzer:GetAnalyzer"),
        ("efs.DescribeFileSystems", "elasticfilesystem:DescribeFileSystems"),
        ("budgets.CreateNotification", "budgets:ModifyBudget"),
        ("kms.CreateKey", "kms:CreateKey"),
    ],
)
def test_an_operation_has_the_name_that_iam_gives_it(operation: str, action: str) -> None:
    assert delivery_rights.action_of(operation) == action


def test_what_a_role_was_not_given_is_named() -> None:
    policies = delivery_policies.role_policies(load.platform(), "workloads", "plan")
    asked = ["sts.GetCallerIdentity", "s3.HeadBucket", "ec2.DescribeVpcs", "ec2.CreateVpc", "iam.CreateUser"]
    assert delivery_rights.missing(policies, asked) == ["ec2:CreateVpc", "iam:CreateUser"]
