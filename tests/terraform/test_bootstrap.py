"""What ``mlp bootstrap`` makes before Terraform can: roles, key and bucket; and that any run of it carries on."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from mlplatform.errors import BadInput
from mlplatform.terraform import delivery_policies
from terraform.banks import Bank, _bank, _made, running

__all__ = ["_bank", "_made", "running"]


def test_the_shared_and_the_management_account_have_their_roles(made: Bank) -> None:
    kinds: dict[str, delivery_policies.Kind] = {
        made.platform.shared_account_id: "shared",
        made.platform.management_account_id: "management",
    }
    roles: dict[str, delivery_policies.Role] = {"bank-mlp-deploy": "deploy", "bank-mlp-plan": "plan"}
    for account, kind in kinds.items():
        iam = made.client("iam", account)
        for name, role in roles.items():
            wanted = delivery_policies.role_policies(made.platform, kind, role)
            attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
            assert {one["PolicyName"] for one in attached} == set(wanted)
            for policy in attached:
                version = iam.get_policy(PolicyArn=policy["PolicyArn"])["Policy"]["DefaultVersionId"]
                said = iam.get_policy_version(PolicyArn=policy["PolicyArn"], VersionId=version)
                assert said["PolicyVersion"]["Document"] == wanted[policy["PolicyName"]]


@pytest.mark.parametrize(
    ("role", "pipeline"),
    [
        ("bank-mlp-deploy", "apply-shared"),
        ("bank-mlp-plan", "plan"),
        ("bank-mlp-state-dev", "apply-dev"),
        ("bank-mlp-state-organization", "apply-organization"),
    ],
)
def test_a_role_is_taken_on_by_its_own_pipeline_and_by_people_of_the_organization(
    made: Bank, role: str, pipeline: str
) -> None:
    trust = made.client("iam").get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
    (statement,) = trust["Statement"]
    shared = made.platform.shared_account_id
    # The pipelines' roles do not stand yet, and IAM takes no principal that is not there: a condition names them.
    assert statement["Principal"] == {"AWS": f"arn:aws:iam::{shared}:root"}
    assert statement["Condition"] == {
        "ArnEquals": {
            "aws:PrincipalArn": [
                f"arn:aws:iam::{shared}:role/bank-mlp-ci-{pipeline}",
                f"arn:aws:iam::{shared}:role/OrganizationAccountAccessRole",
            ]
        },
        "StringEquals": {"aws:PrincipalOrgID": "o-exampleorg1"},
    }


def test_the_state_of_an_environment_is_written_by_its_own_role_alone(made: Bank) -> None:
    statements = {
        statement["Sid"]: statement
        for statement in delivery_policies.state_policy(made.platform, "dev")["Statement"]
    }
    bucket = f"arn:aws:s3:::{made.platform.state_bucket}"
    assert statements["State"]["Resource"] == [f"{bucket}/dev/*", f"{bucket}/decommissioned/*"]
    assert statements["Locks"] == {
        "Sid": "Locks",
        "Effect": "Allow",
        "Action": ["s3:DeleteObject"],
        "Resource": [f"{bucket}/dev/*.tflock"],
    }
    said = made.client("iam").get_role_policy(RoleName="bank-mlp-state-dev", PolicyName="state")
    assert list(said["PolicyDocument"]["Statement"]) == list(statements.values())
    platform_only = delivery_policies.state_policy(made.platform, "shared")["Statement"][0]
    assert platform_only["Resource"] == [f"{bucket}/shared/*"]


def test_the_bucket_lets_in_state_roles_and_readers_and_nobody_else(made: Bank) -> None:
    bucket, key = made.platform.state_bucket, "dev/credit_risk/terraform.tfstate"
    writer = made.client("s3", role="bank-mlp-state-dev")
    writer.put_object(Bucket=bucket, Key=key, Body=b"{}")
    assert made.client("s3", role="bank-mlp-plan").get_object(Bucket=bucket, Key=key)["Body"].read() == b"{}"
    for role in ("bank-mlp-deploy", "bank-mlp-ci-apply-dev", "OrganizationAccountAccessRole"):
        with pytest.raises(ClientError, match=r"AccessDenied|Forbidden"):
            made.client("s3", role=role).get_object(Bucket=bucket, Key=key)
    with pytest.raises(ClientError, match=r"AccessDenied|Forbidden"):
        made.client("s3", role="bank-mlp-plan").put_object(Bucket=bucket, Key=key, Body=b"other")
    with pytest.raises(ClientError, match=r"AccessDenied|Forbidden"):
        writer.delete_object(Bucket=bucket, Key=key)
    writer.put_object(Bucket=bucket, Key=f"{key}.tflock", Body=b"{}")
    writer.delete_object(Bucket=bucket, Key=f"{key}.tflock")


def test_the_key_rotates_and_encrypts_what_says_nothing(made: Bank) -> None:
    kms, s3 = made.client("kms"), made.client("s3")
    key = kms.describe_key(KeyId=made.platform.state_key_alias)["KeyMetadata"]
    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
    policy = json.loads(kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"])
    assert policy == delivery_policies.key_policy(made.platform)
    rules = s3.get_bucket_encryption(Bucket=made.platform.state_bucket)["ServerSideEncryptionConfiguration"]
    (rule,) = rules["Rules"]
    assert rule["BucketKeyEnabled"] is True
    assert rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == key["Arn"]


def test_a_second_run_changes_nothing(bank: Bank) -> None:
    bank.bootstrap()
    before = bank.standing()
    assert bank.bootstrap() is False
    assert bank.standing() == before


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("iam", "CreateRole"),
        ("iam", "PutRolePolicy"),
        ("kms", "CreateAlias"),
        ("s3", "CreateBucket"),
        ("s3", "PutBucketVersioning"),
        ("s3", "PutBucketPolicy"),
    ],
)
def test_a_run_that_was_cut_off_anywhere_is_carried_on(bank: Bank, service: str, operation: str) -> None:
    bank.fail_once(service, operation)
    with pytest.raises(ClientError):
        bank.bootstrap()
    bank.bootstrap()
    standing = bank.standing()
    assert standing["versions"] == "Enabled"
    assert all(standing["closed"].values())
    assert standing["policy"]["Statement"]
    shared = bank.platform.shared_account_id
    roles = {name for name in standing if name.startswith(f"{shared}/")}
    states = {f"{shared}/bank-mlp-state-{one}" for one in delivery_policies.STATE_ENVIRONMENTS}
    assert roles == states | {f"{shared}/bank-mlp-deploy", f"{shared}/bank-mlp-plan"}


def test_what_somebody_changed_by_hand_is_put_right(bank: Bank) -> None:
    bank.bootstrap()
    before, iam, shared = bank.standing(), bank.client("iam"), bank.platform.shared_account_id
    arn = f"arn:aws:iam::{shared}:policy/bank-mlp-plan-storing"
    everything = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    wide = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    for _ in range(4):  # IAM keeps five versions
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=wide, SetAsDefault=True)
    iam.put_role_policy(RoleName="bank-mlp-plan", PolicyName="extra", PolicyDocument=wide)
    other = iam.create_policy(PolicyName="other", PolicyDocument=wide)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="bank-mlp-state-dev", PolicyArn=other)
    bank.bootstrap()
    after = bank.standing()
    after.pop(other)
    assert after.pop(arn) != before.pop(arn)  # a new version
    assert after == before
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    said = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
    wanted = delivery_policies.role_policies(bank.platform, "shared", "plan")
    assert said == wanted["bank-mlp-plan-storing"]


def test_an_account_that_lets_nobody_in_is_said_in_one_line(bank: Bank) -> None:
    bank.fail_once("sts", "AssumeRole")
    with pytest.raises(BadInput) as refused:
        bank.bootstrap()
    management = bank.platform.management_account_id
    assert str(refused.value).startswith(f"account {management}: arn:aws:iam::{management}:role/Organization")
    assert "\n" not in str(refused.value)
