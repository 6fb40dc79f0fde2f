"""The two roles that AWS Backup takes on, in the README's examples."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.policies import Statement

ACCOUNTS = {"minimal": "111122223333", "production": "333344445555"}
PREFIXES = {"minimal": "bank-credit-risk-dev", "production": "bank-credit-risk-prod"}
IN_EACH = pytest.mark.parametrize("module", sorted(ACCOUNTS))
ROLES = pytest.mark.parametrize("role", ["backup", "restore-test"])
POLICIES = pytest.mark.parametrize("policy", ["backup", "restore_test"])
# What may change something, beside AWS Backup's own watch over a bucket and what it tells of its own backups.
WATCH = {"s3:PutBucketNotification", "s3:PutInventoryConfiguration", "backup:CopyIntoBackupVault"}


def statements(module: str, policy: str) -> dict[str, Statement]:
    """The one policy of a role, by statement id."""
    plan = plan_examples("backup")
    resource = plan.one("aws_iam_policy", module=module, name=policy)
    return {statement["Sid"]: statement for statement in plan.statements(resource)}


def actions(module: str, policy: str) -> set[str]:
    """Every action that a policy allows."""
    return {action for statement in statements(module, policy).values() for action in statement["Action"]}


@pytest.mark.control("IAM-07")
@IN_EACH
@ROLES
def test_role_is_taken_on_by_aws_backup_for_this_account_alone(module: str, role: str) -> None:
    plan = plan_examples("backup")
    resource = plan.one("aws_iam_role", module=module, index=role)
    (trust,) = plan.statements(resource, "assume_role_policy")
    assert trust["Principal"] == {"Service": ["backup.amazonaws.com"]}
    assert trust["Action"] == ["sts:AssumeRole"]
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": [ACCOUNTS[module]]}}


@pytest.mark.control("IAM-05")
@IN_EACH
@ROLES
def test_the_one_policy_of_a_role_is_its_boundary_too(module: str, role: str) -> None:
    plan = plan_examples("backup")
    own = f"arn:aws:iam::{ACCOUNTS[module]}:policy/{PREFIXES[module]}-{role}"
    assert plan.one("aws_iam_role", module=module, index=role).values["permissions_boundary"] == own
    attached = plan.one("aws_iam_role_policy_attachment", module=module, index=role)
    assert attached.values["policy_arn"] == own


@IN_EACH
def test_who_backs_up_changes_no_data(module: str) -> None:
    writes = ("Put", "Delete", "Create", "Restore", "Update")
    stores = {action for action in actions(module, "backup") if not action.startswith(("events:", "kms:"))}
    assert {one for one in stores - WATCH if one.partition(":")[2].startswith(writes)} == set()


@IN_EACH
def test_who_tries_restores_reads_no_store_of_ours(module: str) -> None:
    found = statements(module, "restore_test")
    assert found["Buckets"]["Resource"] == ["arn:aws:s3:::awsbackup-restore-test-*"]
    assert found["Objects"]["Resource"] == ["arn:aws:s3:::awsbackup-restore-test-*/*"]
    assert found["Objects"]["Condition"] == {"StringEquals": {"aws:ResourceAccount": [ACCOUNTS[module]]}}
    assert not actions(module, "restore_test") & {"elasticfilesystem:Backup", "elasticfilesystem:ClientMount"}


@IN_EACH
def test_who_backs_up_reads_the_buckets_of_the_use_case_alone(module: str) -> None:
    found = statements(module, "backup")
    assert found["Buckets"]["Resource"] == [f"arn:aws:s3:::{PREFIXES[module]}-*"]
    assert found["Objects"]["Resource"] == [f"arn:aws:s3:::{PREFIXES[module]}-*/*"]


@pytest.mark.control("KMS-08")
@IN_EACH
@POLICIES
def test_keys_are_named_and_used_through_services(module: str, policy: str) -> None:
    uses = [
        one
        for one in statements(module, policy).values()
        if any(action.startswith("kms:") for action in one["Action"])
    ]
    assert len(uses) == 2
    for statement in uses:
        assert all(f":{ACCOUNTS[module]}:key/" in arn for arn in statement["Resource"])
        assert list(statement["Condition"]) == ["StringEquals"]
        assert list(statement["Condition"]["StringEquals"]) == ["kms:ViaService"]


@pytest.mark.control("KMS-08")
def test_keys_of_what_is_backed_up_are_read_with() -> None:
    granted = statements("production", "backup")["ReadBuckets"]["Resource"]
    assert {arn.rpartition("7890")[2] for arn in granted} == {"ab", "ac", "ad"}


@IN_EACH
@POLICIES
def test_no_policy_allows_a_whole_service(module: str, policy: str) -> None:
    assert [action for action in actions(module, policy) if "*" in action] == []
