"""Key policies: one strict policy, everything that a single change to it breaks, and whom a statement admits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gate.plans import answers, subject, world
from mlplatform.gate.stores import key_policies
from mlplatform.gate.stores.key_policies import Caller

ACCOUNT, ORGANIZATION = "111122223333", "o-exampleorg1"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/key-administrator"
Statements = dict[str, dict[str, Any]]


def strict() -> Statements:
    """A policy in which everything that the controls ask for has its own statement, by its name."""
    via = {"kms:CallerAccount": ACCOUNT, "kms:ViaService": ["s3.eu-west-2.amazonaws.com"]}
    use = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
    return {
        "administer": said(ADMINISTRATOR, ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]),
        "use": said(ROOT, use, StringEquals=via),
        "grant": said(ROOT, ["kms:CreateGrant"], StringEquals=via),
        "guest": said(
            "arn:aws:iam::444455556666:role/deployer",
            ["kms:Decrypt"],
            StringEquals={"aws:PrincipalOrgID": ORGANIZATION, "kms:ViaService": "s3.eu-west-2.amazonaws.com"},
        ),
        "recover": said(ROOT, ["kms:PutKeyPolicy"], StringEquals={"kms:CallerAccount": ACCOUNT}),
        "no_policy_of_others": refused(
            ["kms:PutKeyPolicy"], ArnNotEquals={"aws:PrincipalArn": [ADMINISTRATOR, ROOT]}
        ),
        "no_quick_deletion": refused(
            ["kms:ScheduleKeyDeletion"], NumericLessThan={"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}
        ),
        "no_grants_to_people": refused(
            ["kms:CreateGrant"], BoolIfExists={"kms:GrantIsForAWSResource": "false"}
        ),
    }


def said(who: str, actions: list[str], **conditions: Any) -> dict[str, Any]:
    found = {"Effect": "Allow", "Principal": {"AWS": who}, "Action": actions, "Resource": "*"}
    return {**found, **({"Condition": conditions} if conditions else {})}


def refused(actions: list[str], **conditions: Any) -> dict[str, Any]:
    return {**said("*", actions, **conditions), "Effect": "Deny"}


def statuses(statements: Statements) -> dict[str, str]:
    """Control => its answer about a key with these statements."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements.values())})
    made = world({"aws_kms_key.this": {"policy": policy}}, organization_id=ORGANIZATION)
    return {id: answers(made, id)["aws_kms_key.this"] for id in ("KMS-04", "KMS-05", "KMS-06", "KMS-07")}


def without(name: str) -> Callable[[Statements], Any]:
    return lambda statements: statements.pop(name)


def put(name: str, **changes: Any) -> Callable[[Statements], Any]:
    return lambda statements: statements[name].update(changes)


def add(**statement: Any) -> Callable[[Statements], Any]:
    return lambda statements: statements.update(new={**said(ROOT, []), **statement})


def test_the_strict_policy_passes() -> None:
    assert statuses(strict()) == dict.fromkeys(("KMS-04", "KMS-05", "KMS-06", "KMS-07"), "pass")


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param(without("administer"), set(), id="nobody administers"),
        pytest.param(without("no_policy_of_others"), {"KMS-05"}, id="the account administers"),
        pytest.param(without("no_quick_deletion"), {"KMS-07"}, id="a quick deletion"),
        pytest.param(without("no_grants_to_people"), set(), id="grants are still by way of services"),
        pytest.param(put("use", Condition={}), {"KMS-05", "KMS-06"}, id="the account uses it straight"),
        pytest.param(put("use", Principal={"AWS": ADMINISTRATOR}), {"KMS-05"}, id="an administrator uses it"),
        pytest.param(put("grant", Condition={}), set(), id="grants for services alone"),
        pytest.param(
            put("administer", Action=["kms:*"]), {"KMS-05", "KMS-06"}, id="an administrator may all"
        ),
        pytest.param(put("administer", Action=["kms:Put*"]), set(), id="a pattern that takes in no use"),
        pytest.param(
            put("guest", Principal={"AWS": "999999999999"}), set(), id="another account of the organization"
        ),
        pytest.param(put("guest", Condition={}), {"KMS-04", "KMS-06"}, id="a guest from anywhere"),
        pytest.param(put("guest", Action=["kms:*"]), {"KMS-04", "KMS-05"}, id="a guest may all"),
        pytest.param(put("guest", Principal="*"), set(), id="everyone of the organization"),
        pytest.param(put("no_quick_deletion", Principal={"AWS": ROOT}), {"KMS-07"}, id="deletion by a role"),
        pytest.param(
            put("no_policy_of_others", Action=["kms:PutKey"]), {"KMS-05"}, id="an action that is none"
        ),
        pytest.param(add(Action="kms:Decrypt"), {"KMS-05", "KMS-06"}, id="one more statement"),
        pytest.param(add(Action="kms:CreateGrant"), set(), id="grants that are refused all the same"),
        pytest.param(add(Action="kms:ListAliases"), set(), id="nothing that matters"),
        pytest.param(add(NotAction="kms:Decrypt"), {"KMS-05", "KMS-06"}, id="all but one"),
        pytest.param(
            add(NotAction="s3:*", Principal={"Service": "lambda.amazonaws.com"}),
            {"KMS-05"},
            id="a service may all",
        ),
    ],
)
def test_what_a_change_breaks(change: Callable[[Statements], Any], broken: set[str]) -> None:
    statements = strict()
    change(statements)
    assert {control for control, status in statuses(statements).items() if status != "pass"} == broken


@pytest.mark.parametrize(
    ("principal", "conditions", "callers"),
    [
        pytest.param(ROOT, {}, [Caller("account", ACCOUNT)], id="root"),
        pytest.param(ACCOUNT, {}, [Caller("account", ACCOUNT)], id="id"),
        pytest.param("*", {}, [Caller("anyone", "*")], id="anyone"),
        pytest.param(
            "*",
            {"StringEquals": {"kms:CallerAccount": ACCOUNT}},
            [Caller("account", ACCOUNT)],
            id="of an account",
        ),
        pytest.param(
            "*", {"StringLike": {"kms:CallerAccount": "*"}}, [Caller("anyone", "*")], id="of any account"
        ),
        pytest.param(
            ROOT,
            {"ArnEquals": {"aws:PrincipalArn": ADMINISTRATOR}},
            [Caller("named", ADMINISTRATOR)],
            id="one role",
        ),
        pytest.param(
            ROOT,
            {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}},
            [Caller("account", ACCOUNT)],
            id="any role",
        ),
        pytest.param(
            ROOT,
            {"ArnEqualsIfExists": {"aws:PrincipalArn": ADMINISTRATOR}},
            [Caller("account", ACCOUNT)],
            id="a role, if it has a name",
        ),
    ],
)
def test_whom_a_statement_admits(principal: str, conditions: dict[str, Any], callers: list[Caller]) -> None:
    policy = json.dumps({"Statement": [said(principal, ["kms:Decrypt"], **conditions)]})
    key = subject(world({"aws_kms_key.this": {"policy": policy}}), "aws_kms_key.this")
    found = key_policies.of(key)
    assert found is not None
    assert key_policies.callers(key, found.statements[0]) == callers


def test_a_role_is_the_same_by_its_arn_and_by_reference() -> None:
    policy = json.dumps({"Statement": [said(ADMINISTRATOR, ["kms:Decrypt"])]})
    role = {"name": "key-administrator", "assume_role_policy": "{}"}
    key = subject(
        world({"aws_kms_key.this": {"policy": policy}, "aws_iam_role.administrator": role}),
        "aws_kms_key.this",
    )
    found = key_policies.of(key)
    assert found is not None
    assert key_policies.callers(key, found.statements[0]) == [Caller("named", "aws_iam_role.administrator")]
