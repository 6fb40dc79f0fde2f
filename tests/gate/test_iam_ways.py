"""Ways from role to role: by a trust, by a right, by a job, and put together."""

from __future__ import annotations

from typing import Any

import pytest

from gate.roles import ROLE, SAGEMAKER, TRAIN, Statements, allow, change, deny, document, one, role, world
from mlplatform.gate.iam.graph import paths


def lead(*changes: dict[str, Any]) -> list[tuple[bool, str]]:
    known = world(*changes)
    return [(path.certain, str(path)) for path in paths(known, one(known, "start"), one(known, "goal"))]


NAMED = {"AWS": f"{ROLE}/start"}
ACCOUNT = {"AWS": "arn:aws:iam::111122223333:root"}
FOREIGN = {"AWS": "arn:aws:iam::444455556666:root"}
ASSUME = allow("sts:AssumeRole", f"{ROLE}/goal")
LED: list[tuple[str, Statements, dict[str, Any], bool]] = [
    ("named in its own account", [], NAMED, True),
    ("named, and denied", [deny("sts:*")], NAMED, False),
    ("the account, and a right", [ASSUME], ACCOUNT, True),
    ("the account, without a right", [], ACCOUNT, False),
    ("the account, and a right to another", [allow("sts:AssumeRole", f"{ROLE}/other")], ACCOUNT, False),
    ("another account", [ASSUME], FOREIGN, False),
    ("another role", [ASSUME], {"AWS": f"{ROLE}/other"}, False),
    ("a service alone", [ASSUME], SAGEMAKER, False),
    ("everybody", [ASSUME], {"AWS": "*"}, True),
    ("passed to a job", [TRAIN, allow("iam:PassRole", f"{ROLE}/goal")], SAGEMAKER, True),
    ("by the trust itself", [allow("iam:UpdateAssumeRolePolicy")], SAGEMAKER, True),
]


@pytest.mark.parametrize(("start", "trusts", "led"), [pytest.param(*row[1:], id=row[0]) for row in LED])
def test_a_role_leads_to_another(start: Statements, trusts: dict[str, Any], led: bool) -> None:
    found = lead(*role("start", start), *role("goal", [], trusts))
    assert [certain for certain, _ in found] == ([True] if led else [])


def test_ways_are_put_together() -> None:
    between = role("between", [ASSUME], NAMED)
    (found,) = lead(*role("start", []), *between, *role("goal", [], {"AWS": f"{ROLE}/between"}))
    assert found == (
        True,
        "aws_iam_role.start -> aws_iam_role.between by sts:AssumeRole; "
        "aws_iam_role.between -> aws_iam_role.goal by sts:AssumeRole",
    )


@pytest.mark.parametrize(
    ("condition", "led"),
    [
        ({"ArnEquals": {"aws:PrincipalArn": f"{ROLE}/start"}}, True),
        ({"ArnLike": {"aws:PrincipalArn": f"{ROLE}/st*"}}, True),
        ({"StringEquals": {"aws:PrincipalArn": f"{ROLE}/other"}}, False),
        ({"ArnNotLike": {"aws:PrincipalArn": f"{ROLE}/st*"}}, False),
    ],
)
def test_a_trust_that_names_by_condition(condition: dict[str, Any], led: bool) -> None:
    trust = [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ACCOUNT, "Condition": condition}]
    goal = {"name": "goal", "arn": f"{ROLE}/goal", "assume_role_policy": document(trust)}
    assert bool(lead(*role("start", [ASSUME]), change("aws_iam_role.goal", goal))) is led


def test_a_condition_on_an_arn_that_is_not_known_yet_leaves_it_open() -> None:
    condition = {"ArnEquals": {"aws:PrincipalArn": f"{ROLE}/start"}}
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}, "Condition": condition}
    ]
    goal = {"name": "goal", "assume_role_policy": document(trust)}  # its ARN would tell the plan's account
    start = {"name": "start", "assume_role_policy": document(trust)}
    policy_ = {"role": "start", "policy": document([ASSUME])}
    found = lead(
        change("aws_iam_role.start", start),
        change("aws_iam_role_policy.start", policy_),
        change("aws_iam_role.goal", goal),
    )
    assert [certain for certain, _ in found] == [False]


@pytest.mark.parametrize(("who", "led"), [("start", False), ("other", True)])
def test_a_trust_that_denies(who: str, led: bool) -> None:
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": NAMED},
        {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": f"{ROLE}/{who}"}},
    ]
    goal = {"name": "goal", "arn": f"{ROLE}/goal", "assume_role_policy": document(trust)}
    assert bool(lead(*role("start", []), change("aws_iam_role.goal", goal))) is led
