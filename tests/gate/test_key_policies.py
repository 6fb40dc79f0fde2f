"""Key policies and isolation: one strict policy, and everything that a single change to it breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gate.plans import LATER, Ref, plan, subject, world
from mlplatform.gate import catalogue, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.stores import buckets, key_policies, key_use, leaks
from mlplatform.gate.stores.key_policies import Caller
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

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


def answered(control: str, made: World) -> dict[str, str]:
    """Address => status, by one control."""
    return {r.address: r.status for r in judge.judge(made, [catalogue.one(control)]).results}


def statuses(statements: Statements) -> dict[str, str]:
    """Control => its answer about a key with these statements."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements.values())})
    made = world({"aws_kms_key.this": {"policy": policy}}, organization_id=ORGANIZATION)
    return {id: answered(id, made)["aws_kms_key.this"] for id in ("KMS-04", "KMS-05", "KMS-06", "KMS-07")}


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


def tagged(account: str, **resources: dict[str, Any]) -> dict[str, Any]:
    """Resources of one account, which ``aws_iam_role.anchor`` tells."""
    anchor = {
        "arn": f"arn:aws:iam::{account}:role/anchor",
        "assume_role_policy": "{}",
        "tags": {"use_case": "a"},
    }
    return {"aws_iam_role.anchor": {**anchor, "name": "anchor"}, **resources}


def reader(resource: str, use_case: str = "a") -> dict[str, Any]:
    policy = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}]}
    role = {"name": "reader", "assume_role_policy": "{}", "tags": {"use_case": use_case, "next": "b"}}
    return {
        "aws_iam_role.reader": role,
        "aws_iam_role_policy.reader": {"role": "reader", "policy": json.dumps(policy)},
    }


def two_accounts(account: str, statements: list[dict[str, Any]]) -> str:
    """The answer about a bucket of use case b, to which a role of use case a in another plan has access."""
    policy = {"Version": "2012-10-17", "Statement": statements}
    store: dict[str, dict[str, Any]] = {
        "aws_iam_role.anchor": {
            "arn": f"arn:aws:iam::{account}:role/x",
            "name": "x",
            "tags": {"use_case": "b"},
        },
        "aws_s3_bucket.data": {"bucket": "bank-b", "tags": {"use_case": "b"}},
        "aws_s3_bucket_policy.data": {"bucket": "bank-b", "policy": json.dumps(policy)},
    }
    plans = [plan(tagged(ACCOUNT, **reader("arn:aws:s3:::bank-*/*")), "a"), plan(store, "b")]
    return answered("S3-10", World(plans, Settings.unsaid()))["aws_s3_bucket.data"]


def test_an_account_of_its_own_is_a_wall_until_the_bucket_opens_a_door() -> None:
    door = {
        "Effect": "Allow",
        "Principal": {"AWS": ROOT},
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::bank-b/*",
    }
    named = {**door, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/reader"}}
    assert two_accounts(ACCOUNT, []) == "fail"
    assert two_accounts("444455556666", []) == "pass"
    assert two_accounts("444455556666", [named]) == "fail"


@pytest.mark.parametrize(
    ("resource", "status"),
    [
        pytest.param("arn:aws:s3:::bank-b/*", "fail", id="by name"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/use_case}/*", "pass", id="by its own tag"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/next}/*", "fail", id="by a tag that says another"),
        pytest.param("arn:aws:s3:::bank-${aws:PrincipalTag/team}/*", "pass", id="by a tag that it has not"),
        pytest.param("arn:aws:s3:::bank-${aws:username}/*", "fail", id="by a variable that nobody knows"),
        pytest.param("arn:aws:s3:::bank-?/*", "fail", id="by a wildcard"),
        pytest.param("arn:aws:s3:::bank-c/*", "pass", id="another bucket"),
    ],
)
def test_whose_bucket_a_role_reaches(resource: str, status: str) -> None:
    made = world({**reader(resource), "aws_s3_bucket.b": {"bucket": "bank-b", "tags": {"use_case": "b"}}})
    assert answered("S3-10", made) == {"aws_s3_bucket.b": status}


@pytest.mark.parametrize(("denied", "status"), [("reader", "pass"), ("another", "fail")])
def test_a_bucket_that_refuses_a_role_by_name(denied: str, status: str) -> None:
    role = {"name": "another", "assume_role_policy": "{}", "tags": {"use_case": "b"}}
    refusal = {
        "Effect": "Deny",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/{denied}"},
        "Action": "s3:*",
    }
    policy = json.dumps({"Statement": [{**refusal, "Resource": "arn:aws:s3:::bank-b/*"}]})
    made = world(
        {
            **reader("arn:aws:s3:::bank-b/*"),
            "aws_iam_role.another": role,
            "aws_s3_bucket.b": {"bucket": "bank-b", "tags": {"use_case": "b"}},
            "aws_s3_bucket_policy.b": {"bucket": "bank-b", "policy": policy},
        }
    )
    assert answered("S3-10", made) == {"aws_s3_bucket.b": status}


def test_where_nobody_says_a_use_case_nothing_is_asked() -> None:
    made = world({"aws_s3_bucket.b": {"bucket": "bank-b"}, "aws_kms_key.b": {"policy": None}})
    assert answered("S3-10", made) == answered("KMS-09", made) == {}


@pytest.mark.parametrize(
    ("resources", "alone"),
    [
        pytest.param({}, False, id="nothing is delivered"),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": "other", "target_bucket": "logs"}}, True, id="access logs"
        ),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": "logs", "target_bucket": "logs"}}, False, id="of itself"
        ),
        pytest.param(
            {"aws_s3_bucket_logging.x": {"bucket": LATER, "target_bucket": "logs"}},
            False,
            id="of who knows what",
        ),
        pytest.param({"aws_cloudtrail.x": {"s3_bucket_name": "logs"}}, False, id="a trail"),
    ],
)
def test_a_bucket_of_access_logs(resources: dict[str, Any], alone: bool) -> None:
    made = world({"aws_s3_bucket.logs": {"bucket": "logs"}, **resources})
    assert buckets.takes_access_logs_alone(subject(made, "aws_s3_bucket.logs")) is alone


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
    assert answered("KMS-11", made) == {"aws_kms_key.this": "fail"}
    handed_out = plan({"aws_kms_key.this": {}})
    expression = {"references": ["aws_kms_key.this.arn", "aws_kms_key.this"]}
    handed_out.raw["configuration"]["root_module"]["outputs"] = {"key": {"expression": expression}}
    outputs = {"output_changes": {"key": {"actions": ["create"], "after_unknown": True}}}
    other = Plan({**handed_out.raw, **outputs})
    assert answered("KMS-11", World([other], Settings.unsaid())) == {"aws_kms_key.this": "undecided"}


SECRET = "correct-horse-battery"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param({"environment": [{"variables": {"DB_PASSWORD": SECRET}}]}, 1, id="a variable"),
        pytest.param({"environment": [{"variables": {"DB_PASSWORD_ARN": SECRET}}]}, 0, id="the name of one"),
        pytest.param({"environment": [{"variables": {"TOKEN": "/bank/token"}}]}, 0, id="a path"),
        pytest.param({"environment_variable": [{"name": "API_KEY", "value": SECRET}]}, 1, id="in the clear"),
        pytest.param(
            {"environment_variable": [{"name": "API_KEY", "value": SECRET, "type": "SECRETS_MANAGER"}]},
            0,
            id="by name",
        ),
        pytest.param(
            {"parameter": [{"name": "password_encryption", "value": "scram-sha-256"}]}, 0, id="a setting"
        ),
        pytest.param(
            {
                "container_definitions": json.dumps(
                    [{"environment": [{"name": "DB_PASSWORD", "value": SECRET}]}]
                )
            },
            1,
            id="of a container",
        ),
        pytest.param({"text": f"postgres://keeper:{SECRET}@db.internal/x"}, 1, id="an address"),
        pytest.param({"text": "postgres://keeper@db.internal/x"}, 0, id="an address without"),
        pytest.param({"text": "AKIA" + "ABCDEFGHIJKLMNOP"}, 1, id="an access key"),
    ],
)
def test_a_secret_is_found_and_not_told(values: dict[str, Any], found: int) -> None:
    told = list(leaks.shown(subject(world({"aws_thing.x": values}), "aws_thing.x")))
    assert len(told) == found
    assert SECRET not in str(told)
