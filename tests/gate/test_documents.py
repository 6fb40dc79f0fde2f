"""Policies from ``aws_iam_policy_document``: an unknown leaf is named for what it will come from, and no other."""

from __future__ import annotations

import copy
from typing import Any

from gate.plans import Ref, plan
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

Block = dict[str, Any]

KEY: Block = {"test": "ArnNotEquals", "variable": "kms:KeyArn", "values": Ref("aws_kms_key.a.arn")}
ENDPOINT: Block = {
    "test": "StringNotEquals",
    "variable": "aws:SourceVpce",
    "values": Ref("aws_vpc_endpoint.a.id"),
}
SERVICE: Block = {"test": "Bool", "variable": "aws:PrincipalIsAWSService", "values": ["false"]}


def planned(written: list[Block], shown: list[Block]) -> Plan:
    """A bucket policy from a document whose conditions are written in one order, and planned in another."""
    whole = plan(
        {
            "aws_kms_key.a": {},
            "aws_vpc_endpoint.a": {},
            "aws_iam_policy_document.a": {"statement": [{"actions": ["s3:*"], "condition": written}]},
            "aws_s3_bucket_policy.a": {
                "bucket": "a",
                "policy": Ref("data.aws_iam_policy_document.a.json"),
            },
        }
    ).raw
    shuffled = plan(
        {"aws_iam_policy_document.a": {"statement": [{"actions": ["s3:*"], "condition": shown}]}}
    ).raw
    made = copy.deepcopy(whole)
    for change in made["resource_changes"]:
        if change["type"] == "aws_iam_policy_document":
            (other,) = [c for c in shuffled["resource_changes"] if c["type"] == change["type"]]
            change |= {"mode": "data", "address": f"data.{change['address']}", "change": other["change"]}
    for block in made["configuration"]["root_module"]["resources"]:
        if block["type"] == "aws_iam_policy_document":
            block |= {"mode": "data", "address": f"data.{block['address']}"}
    return Plan(made)


def conditions(found: Plan) -> dict[str, tuple[str, ...]]:
    (policy,) = World([found]).of("aws_s3_bucket_policy")
    document = policy.policy()
    assert document
    return {c.key: c.values for statement in document.statements for c in statement.conditions}


def test_conditions_are_told_apart_by_their_words_and_not_by_their_order() -> None:
    written = [ENDPOINT, SERVICE, KEY]
    wanted = {
        "aws:SourceVpce": ("<aws_vpc_endpoint.a>",),
        "kms:KeyArn": ("<aws_kms_key.a>",),
        "aws:PrincipalIsAWSService": ("false",),
    }
    assert conditions(planned(written, written)) == wanted
    assert conditions(planned(written, [KEY, ENDPOINT, SERVICE])) == wanted
    assert conditions(planned(written, [SERVICE, KEY, ENDPOINT])) == wanted
