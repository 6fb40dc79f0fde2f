"""What uses a key, and what only writes it down."""

from __future__ import annotations

from typing import Any

import pytest

from gate.plans import Ref, answers, plan, subject, world
from mlplatform.gate.settings import Settings
from mlplatform.gate.stores import key_use
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

ACCOUNT = "111122223333"


@pytest.mark.parametrize(
    "users",
    [
        pytest.param(
            {"aws_sqs_queue.x": {"kms_master_key_id": Ref("aws_kms_key.this.arn")}}, id="by reference"
        ),
        pytest.param(
            {"aws_sqs_queue.x": {"kms_master_key_id": Ref("aws_kms_alias.this.name")}}, id="by alias"
        ),
        pytest.param({"aws_sqs_queue.x": {"kms_master_key_id": "alias/this"}}, id="by the name of the alias"),
        pytest.param(
            {
                "aws_sagemaker_pipeline.x": {
                    "pipeline_definition": f"use arn:aws:kms:eu-west-2:{ACCOUNT}:alias/this now"
                }
            },
            id="in a text",
        ),
    ],
)
def test_what_uses_a_key(users: dict[str, Any]) -> None:
    key = {
        "aws_kms_key.this": {},
        "aws_kms_alias.this": {"name": "alias/this", "target_key_id": Ref("aws_kms_key.this.key_id")},
    }
    made = world({**key, **users})
    assert key_use.uses(made).by_key[subject(made, "aws_kms_key.this").key]
    assert not key_use.uses(world(key)).by_key


def test_what_is_written_down_is_not_used() -> None:
    made = world({"aws_kms_key.this": {}, "aws_ssm_parameter.x": {"value": Ref("aws_kms_key.this.arn")}})
    assert answers(made, "KMS-11") == {"aws_kms_key.this": "fail"}
    handed_out = plan({"aws_kms_key.this": {}})
    expression = {"references": ["aws_kms_key.this.arn", "aws_kms_key.this"]}
    handed_out.raw["configuration"]["root_module"]["outputs"] = {"key": {"expression": expression}}
    outputs = {"output_changes": {"key": {"actions": ["create"], "after_unknown": True}}}
    other = Plan({**handed_out.raw, **outputs})
    assert answers(World([other], Settings.unsaid()), "KMS-11") == {"aws_kms_key.this": "undecided"}
