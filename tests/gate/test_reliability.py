"""Answers of the REL family that depend on what the settings say, or on something beside the resource."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gate.plans import world
from mlplatform.gate import catalogue
from mlplatform.gate.judge import judge

VAULT = "arn:aws:backup:eu-west-2:{}:backup-vault:archive"


def status(control: str, address: str, resources: Mapping[str, Mapping[str, Any]], **settings: Any) -> str:
    results = judge(world(resources, **settings), [catalogue.one(control)]).results
    (found,) = [result for result in results if result.address == address]
    return found.status


def copied_to(account: str, **settings: Any) -> str:
    rule = {
        "rule_name": "daily",
        "target_vault_name": "vault",
        "copy_action": [{"destination_vault_arn": VAULT.format(account)}],
    }
    boundary = "arn:aws:iam::111122223333:policy/boundary"
    resources: dict[str, Mapping[str, Any]] = {
        "aws_backup_plan.this": {"name": "this", "rule": [rule]},
        "aws_iam_role.own": {"name": "own", "permissions_boundary": boundary},
    }
    return status("REL-05", "aws_backup_plan.this", resources, **settings)


def test_a_copy_counts_where_it_goes_to_another_account_that_the_bank_names() -> None:
    trusted = {"trusted_account_ids": ("111122223333", "444455556666")}
    assert copied_to("444455556666", **trusted) == "pass"
    assert copied_to("111122223333", **trusted) == "fail"
    assert copied_to("999999999999", **trusted) == "fail"


def test_whose_account_it_is_cannot_be_told_where_the_bank_names_none() -> None:
    assert copied_to("444455556666") == "undecided"
    assert copied_to("111122223333") == "fail"


def test_a_trust_under_unknown_conditions_is_undecided_also_with_an_alarm() -> None:
    def answered(condition: Any) -> str:
        statement = {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"AWS": "arn:aws:iam::444455556666:role/people"},
            "Condition": condition,
        }
        detail = {"eventName": ["AssumeRole"], "requestParameters": {"roleArn": [{"suffix": "/break-glass"}]}}
        pattern = {"detail-type": ["AWS API Call via CloudTrail"], "detail": detail}
        return status(
            "REL-09",
            "aws_iam_role.break_glass",
            {
                "aws_iam_role.break_glass": {
                    "name": "break-glass",
                    "assume_role_policy": json.dumps({"Statement": [statement]}),
                },
                "aws_cloudwatch_event_rule.used": {"name": "used", "event_pattern": json.dumps(pattern)},
                "aws_cloudwatch_event_target.used": {"rule": "used", "arn": "arn:aws:sns:eu-west-2:1:x"},
            },
        )

    assert answered({"Bool": {"aws:MultiFactorAuthPresent": "true"}}) == "pass"
    assert answered({"StringEquals": {"<terraform_data.later>": "true"}}) == "undecided"
    assert answered({"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg1"}}) == "fail"
