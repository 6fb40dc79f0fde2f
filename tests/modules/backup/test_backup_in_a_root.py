"""Backups where keys and domain are made by the same plan, as in an environment: what the gate makes of them."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

SETTINGS = Settings.model_validate(
    {"organization_id": "o-exampleorg1", "trusted_account_ids": ["111122223333"]}
)
CONTROLS = [
    "IAM-02", "IAM-03", "IAM-04", "IAM-05", "IAM-06", "IAM-07", "IAM-11", "IAM-12", "IAM-13", "KMS-08", "KMS-10", "REL-05",
    "S3-11", "TST-01", "TST-06",
]  # fmt: skip


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("backup", "in_a_root")


@pytest.mark.parametrize("control", CONTROLS)
def test_the_gate_decides_all_of_it_before_a_key_stands(plan: Plan, control: str) -> None:
    results = judge(World([plan], SETTINGS), [catalogue.one(control)]).results
    ours = [one for one in results if one.address.startswith("module.backup.")]
    assert [(one.address, one.reason) for one in ours if one.status != "pass"] == []
    assert ours or control == "TST-06"  # which speaks of types that nobody reviewed, and of no others


@pytest.mark.control("REL-06")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("aws_s3_bucket.tagged", "pass"),
        ("aws_s3_bucket.untagged", "fail"),
        ("aws_efs_file_system.tagged", "pass"),
        ("aws_sagemaker_domain.this", "pass"),
        ("module.backup.aws_backup_plan.this", "pass"),
    ],
)
def test_homes_and_tagged_stores_are_in_a_selection(plan: Plan, address: str, status: str) -> None:
    results = judge(World([plan], SETTINGS), [catalogue.one("REL-06")]).results
    assert {one.address: one.status for one in results}[address] == status
