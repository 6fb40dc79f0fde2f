"""What a plan destroys is asked about too, though nothing of it is left to be looked at."""

from __future__ import annotations

from typing import Any

import pytest

from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

KEPT = [
    "aws_backup_vault",
    "aws_codeartifact_domain",
    "aws_codeartifact_repository",
    "aws_ecr_repository",
    "aws_efs_file_system",
    "aws_kms_key",
    "aws_kms_replica_key",
    "aws_s3_bucket",
    "aws_sagemaker_domain",
]


def planned(actions: list[str], type: str = "aws_kms_key") -> Plan:
    gone = "create" not in actions and "no-op" not in actions
    change: dict[str, Any] = {
        "address": f"{type}.this",
        "mode": "managed",
        "type": type,
        "name": "this",
        "change": {
            "actions": actions,
            "before": {"id": "kept"},
            "after": None if gone else {"id": "kept"},
            "after_unknown": {},
        },
    }
    return Plan({"resource_changes": [change], "configuration": {"root_module": {}}})


def answer(plan: Plan) -> list[tuple[str, str, str]]:
    results = judge(World([plan]), [catalogue.one("REL-03")]).results
    return [(result.address, result.status, result.reason) for result in results]


@pytest.mark.parametrize("type", KEPT)
def test_a_plan_that_destroys_what_must_be_kept_fails(type: str) -> None:
    expected = (f"{type}.this", "fail", "the plan destroys it, and what it holds is gone")
    assert answer(planned(["delete"], type)) == [expected]


@pytest.mark.parametrize("actions", [["delete", "create"], ["create", "delete"]])
def test_a_replacement_fails_in_either_order(actions: list[str]) -> None:
    expected = ("aws_kms_key.this", "fail", "the plan replaces it, and what it holds is gone")
    assert answer(planned(actions)) == [expected]


def test_what_stays_passes_and_what_is_let_go_is_not_asked() -> None:
    assert answer(planned(["no-op"])) == [("aws_kms_key.this", "pass", "")]
    assert answer(planned(["forget"])) == [("aws_kms_key.this", "pass", "")]
    assert answer(planned(["delete"], "aws_iam_role")) == []


def test_other_controls_do_not_see_what_is_destroyed() -> None:
    world = World([planned(["delete"])])
    assert world.subjects == []
    assert [(subject.address, subject.values) for subject in world.removed] == [
        ("aws_kms_key.this", {"id": "kept"})
    ]
