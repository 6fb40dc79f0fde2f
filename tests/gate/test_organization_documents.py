"""What the gate reads of an organization's policies: languages, exemptions, root sessions and numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gate.plans import answers, world
from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.policy import policy
from mlplatform.plan.policies import json_statements

WINDOW = "kms:ScheduleKeyDeletionPendingWindowInDays"
TAG = "aws:ResourceTag/dp:exclude:identity"


def planned(type: str, content: Any) -> Any:
    """A plan with one policy of an organization."""
    values = {"id": "p-1", "name": "one", "type": type, "content": json.dumps(content)}
    return world({"aws_organizations_policy.this": values})


def verdict(condition: Any, keys: dict[str, Values]) -> str:
    """What a Deny under a condition makes of a request."""
    raw = [{"Effect": "Deny", "Action": "kms:*", "Resource": "*", "Condition": condition}]
    given = policy("test", json_statements({"Statement": raw})).statements
    return outcome(given, Request("kms:ScheduleKeyDeletion", keys)).verdict


@pytest.mark.parametrize("control", ["IAM-11", "IAM-12", "IAM-13", "IAM-14", "TST-01"])
def test_a_policy_in_another_language_is_not_asked_about_statements(control: str) -> None:
    opt_out = {"services": {"default": {"opt_out_policy": {"@@assign": "optOut"}}}}
    assert answers(planned("AISERVICES_OPT_OUT_POLICY", opt_out), control) == {}
    assert answers(planned("TAG_POLICY", {"tags": {}}), control) == {}
    assert (
        answers(planned("SERVICE_CONTROL_POLICY", opt_out), control)["aws_organizations_policy.this"]
        != "pass"
    )


@pytest.mark.parametrize(
    ("operator", "effect", "status"),
    [
        (
            "StringNotEqualsIfExists",
            "Deny",
            "pass",
        ),  # spares what bears the tag; what cannot bear it is denied
        ("StringNotEquals", "Deny", "fail"),  # says nothing of what cannot bear it
        ("StringNotEqualsIfExists", "Allow", "fail"),
    ],
)
def test_a_tag_that_spares_may_be_unknown_to_some_of_many_actions(
    operator: str, effect: str, status: str
) -> None:
    statement = {"Effect": effect, "Action": "sqs:*", "Resource": "*", "Condition": {operator: {TAG: "true"}}}
    found = answers(planned("RESOURCE_CONTROL_POLICY", {"Statement": [statement]}), "IAM-11")
    assert found == {"aws_organizations_policy.this": status}


@pytest.mark.parametrize(
    ("operator", "days", "wanted"),
    [
        ("NumericLessThan", ("29",), "denied"),
        ("NumericLessThan", ("30",), "open"),
        ("NumericLessThan", None, "open"),
        ("NumericLessThanIfExists", None, "denied"),
        ("NumericLessThanEquals", ("30",), "denied"),
        ("NumericGreaterThan", ("31",), "denied"),
        ("NumericGreaterThanEquals", ("29",), "open"),
        ("NumericLessThan", ("many",), "open"),
    ],
)
def test_numbers_are_compared(operator: str, days: Values, wanted: str) -> None:
    assert verdict({operator: {WINDOW: "30"}}, {WINDOW.lower(): days}) == wanted


def test_a_root_user_at_rest_is_told_from_a_session_for_one_task() -> None:
    """A refusal that leaves out the sessions of the management account still refuses the root user."""
    statements = [
        {"Effect": "Deny", "Action": ["organizations:LeaveOrganization"], "Resource": "*"},
        {"Effect": "Deny", "NotAction": ["iam:*"], "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-2"}}},
        {
            "Effect": "Deny", "Action": "*", "Resource": "*",
            "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}, "Null": {"aws:AssumedRoot": "true"}},
        },
    ]  # fmt: skip
    content = {
        "id": "p-1",
        "name": "one",
        "type": "SERVICE_CONTROL_POLICY",
        "content": json.dumps({"Statement": statements}),
    }
    link = {"policy_id": "p-1", "target_id": "ou-ab12-11112222"}
    resources = {"aws_organizations_policy.this": content, "aws_organizations_policy_attachment.this": link}
    assert set(answers(world(resources), "ORG-04").values()) == {"pass"}
