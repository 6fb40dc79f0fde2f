"""A bank whose accounts are new, for the tests of what is made before Terraform can."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from mlplatform import aws
from mlplatform.local_aws import control
from mlplatform.terraform import bootstrap
from mlplatform.use_cases import load
from mlplatform.use_cases.model import Platform, role_arn

_accounts = itertools.count(300_000_000_001)
PLATFORM = load.platform()


@dataclass(frozen=True)
class Bank:
    """A platform whose accounts are new, and an embedded AWS with nothing in them."""

    running: control.Running
    platform: Platform

    def bootstrap(self) -> bool:
        """Run it as somebody who is signed in to the shared account."""
        return bootstrap.bootstrap(self.platform, self.running.environment(self.platform.shared_account_id))

    def client(self, service: str, account: str = "", role: str = "") -> Any:
        """A client of the shared account, or of another, or of a role in it."""
        account = account or self.platform.shared_account_id
        environment, region = self.running.environment(account), self.platform.region
        if role:
            return aws.client(service, region=region, role_arn=role_arn(account, role), aws=environment)
        return aws.own_client(service, region=region, aws=environment)

    def fail_once(self, service: str, operation: str) -> None:
        """The next call of an operation is refused: what was done until then is what a kill leaves."""
        rule = {"service": service, "operations": [operation], "kind": "refuse", "max": 1}
        self.running.admin("faults", "PUT", [rule])

    def standing(self) -> dict[str, Any]:
        """Everything that bootstrap makes, as AWS tells it."""
        found: dict[str, Any] = {"key": self.client("kms").describe_key(KeyId=self.platform.state_key_alias)[
            "KeyMetadata"
        ]["KeyId"]}  # fmt: skip
        for account in (self.platform.shared_account_id, self.platform.management_account_id):
            iam = self.client("iam", account)
            for role in iam.list_roles()["Roles"]:
                name = role["RoleName"]
                attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
                inline = iam.list_role_policies(RoleName=name)["PolicyNames"]
                policies = sorted(one["PolicyName"] for one in attached)
                found[f"{account}/{name}"] = (role["RoleId"], policies, inline)
            for policy in iam.list_policies(Scope="Local")["Policies"]:
                found[policy["Arn"]] = policy["DefaultVersionId"]
        s3, bucket = self.client("s3"), self.platform.state_bucket
        found["policy"] = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
        found["versions"] = s3.get_bucket_versioning(Bucket=bucket)["Status"]
        found["closed"] = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        return found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    with control.running(tmp_path_factory.mktemp("bootstrap")) as running:
        yield running


@pytest.fixture(name="bank")
def _bank(running: control.Running) -> Bank:
    running.admin("faults", "PUT", [])
    return new(running)


@pytest.fixture(name="made", scope="module")
def _made(running: control.Running) -> Bank:
    """One that was bootstrapped, for those who only look."""
    bank = new(running)
    assert bank.bootstrap() is True
    return bank


def new(running: control.Running) -> Bank:
    """A platform in accounts that nobody has used."""
    shared, management = (str(next(_accounts)) for _ in range(2))
    return Bank(running, replace(PLATFORM, shared_account_id=shared, management_account_id=management))
