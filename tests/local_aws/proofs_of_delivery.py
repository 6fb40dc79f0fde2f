"""Proofs of the repairs that delivery stands on; ``test_repairs`` runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.cases_delivery import TRUST
from local_aws.conftest import REGION, Aws


def newer_versions_are_kept(aws: Aws) -> None:
    """A lifecycle rule says how many old versions stay whatever their age."""
    s3, name = aws.client("s3"), f"bank-{aws.account}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    rules: list[dict[str, Any]] = [
        {
            "ID": "old",
            "Status": "Enabled",
            "Filter": {},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 400, "NewerNoncurrentVersions": 20},
        },
        {
            "ID": "tmp",
            "Status": "Enabled",
            "Filter": {"Prefix": "tmp/"},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 7},
        },
    ]
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
    read = s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert [rule["NoncurrentVersionExpiration"] for rule in read] == [
        rule["NoncurrentVersionExpiration"] for rule in rules
    ]


def roles_that_stand(aws: Aws) -> None:
    """In an account of a founded organization's unit a role is there or cannot be taken on."""
    member, outside = str(int(aws.account) + 1_000_000), str(int(aws.account) + 2_000_000)
    sts = aws.client("sts")

    def take_on(account: str, role: str) -> Any:
        return sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="test")

    take_on(member, "bank-mlp-deploy")  # as ever, where no organization was founded
    found(aws, {member: "work", outside: ""})
    with pytest.raises(ClientError, match=r"AccessDenied.*not authorized to perform: sts:AssumeRole"):
        take_on(member, "bank-mlp-deploy")
    take_on(member, "OrganizationAccountAccessRole")  # of the account factory
    take_on(outside, "bank-credit-risk-dev-data-scientist")  # people's roles, which nothing here makes
    iam = Aws(aws.running, member).client("iam")
    iam.create_role(RoleName="bank-mlp-deploy", AssumeRolePolicyDocument=json.dumps(TRUST))
    taken = take_on(member, "bank-mlp-deploy")["AssumedRoleUser"]["Arn"]
    assert taken.startswith(f"arn:aws:sts::{member}:assumed-role/bank-mlp-deploy/")


def found(aws: Aws, accounts: dict[str, str]) -> dict[str, Any]:
    """An organization of the account's own, with a unit called work."""
    tail = aws.account[-10:]
    described: dict[str, Any] = aws.running.admin(
        "organization",
        "PUT",
        {
            "id": f"o-{tail}",
            "management_account_id": aws.account,
            "region": REGION,
            "units": {"work": unit(aws)},
            "accounts": accounts,
            "account_role": "OrganizationAccountAccessRole",
        },
    )
    return described


def unit(aws: Aws) -> str:
    """Id of that unit."""
    return f"ou-{aws.account[-6:]}-work{aws.account[-8:]}"


PROOFS: dict[str, Callable[[Aws], None]] = {
    "newer-versions-are-kept": newer_versions_are_kept,
    "roles-that-stand": roles_that_stand,
}
