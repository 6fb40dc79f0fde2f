"""Deny statements against requests that leave keys open: what is called denied is denied whatever is chosen."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from typing import Any

import pytest

from mlplatform.gate.answers import Undecided
from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.policy import Statement, policy
from mlplatform.plan.policies import json_statements

KEYS = ("aws:sourcevpc", "aws:sourcevpce", "aws:principalorgid")
CHOICES: tuple[Values, ...] = (None, ("one",), ("two",))
OPERATORS = ("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotEqualsIfExists", "Null")


def statements(*raw: Mapping[str, Any]) -> tuple[Statement, ...]:
    full = [{"Effect": "Deny", "Action": "s3:*", "Resource": "*", **each} for each in raw]
    return policy("test", json_statements({"Statement": full})).statements


def verdict(condition: Mapping[str, Any], keys: Mapping[str, Values], **request: Any) -> str:
    return outcome(statements({"Condition": condition}), Request("s3:GetObject", keys, **request)).verdict


def applies(condition: Mapping[str, Mapping[str, list[str]]], keys: Mapping[str, Values]) -> bool:
    """One Deny on a request of which everything is known; written apart from the gate, after IAM's rules."""
    for operator, lines in condition.items():
        for key, wanted in lines.items():
            carried = keys[key]
            if operator == "Null":
                line = ("true" if carried is None else "false") in wanted
            elif carried is None:
                line = "Not" in operator or operator.endswith("IfExists")
            else:
                line = (carried[0] in wanted) is not ("Not" in operator)
            if not line:
                return False
    return True


def some_condition(chance: random.Random) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for _ in range(chance.randint(1, 3)):
        operator = chance.choice(OPERATORS)
        values = ["true", "false"] if operator == "Null" else ["one", "two"]
        found.setdefault(operator, {})[chance.choice(KEYS)] = [chance.choice(values)]
    return found


def test_denied_means_denied_for_every_choice_of_what_is_left_open() -> None:
    chance = random.Random(20261125)  # noqa: S311 - the same cases on every run
    seen = {"denied": 0, "open": 0}
    for _ in range(2000):
        conditions = [some_condition(chance) for _ in range(chance.randint(1, 3))]
        fixed = {key: chance.choice(CHOICES) for key in KEYS if chance.random() < 0.6}
        found = outcome(
            statements(*({"Condition": each} for each in conditions)), Request("s3:GetObject", fixed)
        )
        seen[found.verdict] += 1
        rest = [key for key in KEYS if key not in fixed]
        completed = [
            dict(fixed) | dict(zip(rest, choice, strict=True))
            for choice in itertools.product(CHOICES, repeat=len(rest))
        ]
        all_denied = all(any(applies(each, keys) for each in conditions) for keys in completed)
        if found.verdict == "denied":
            assert all_denied, (conditions, fixed)
        elif not rest:
            assert not all_denied, (conditions, fixed)
    assert min(seen.values()) > 200, f"the cases are all of one kind: {seen}"


@pytest.mark.parametrize(
    ("values", "by_anyone", "expected"),
    [
        ("arn:aws:iam::*:role/platform-deploy", False, "denied"),
        ("arn:aws:iam::*:role/platform-*", False, "denied"),
        ("arn:aws:iam::${aws:PrincipalAccount}:role/platform-deploy", False, "denied"),
        ("arn:aws:iam::*:role/aws-service-role/*", True, "denied"),
        ("arn:aws:iam::111122223333:role/platform-deploy", True, "denied"),
        ("arn:aws:iam::*:role/platform-deploy", True, "open"),
        ("arn:aws:iam::*:role/*", False, "open"),
        ("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", False, "open"),
        ("arn:aws:iam::*:user/somebody", False, "open"),
        ("*", False, "open"),
        ("<aws_iam_role.deploy>", True, "denied"),
        ("<terraform_data.later>", False, "undecided"),
        (["arn:aws:iam::*:role/platform-deploy", "arn:aws:iam::*:role/*"], False, "open"),
    ],
)
def test_a_deny_may_leave_out_named_roles_and_no_others(
    values: str | list[str], by_anyone: bool, expected: str
) -> None:
    assert verdict({"ArnNotLike": {"aws:PrincipalArn": values}}, {}, by_anyone=by_anyone) == expected


@pytest.mark.parametrize(
    ("condition", "by_anyone", "expected"),
    [
        ({"StringNotEquals": {"aws:PrincipalTag/exempt": "yes"}}, False, "denied"),
        ({"Null": {"aws:PrincipalTag/exempt": "true"}}, False, "denied"),
        ({"StringEquals": {"aws:PrincipalTag/held": "yes"}}, False, "open"),
        ({"StringNotEquals": {"aws:PrincipalTag/exempt": "yes"}}, True, "open"),
        ({"StringNotEquals": {"aws:ResourceTag/exempt": "yes"}}, True, "denied"),
    ],
)
def test_a_tag_exempts_where_only_the_bank_sets_it(
    condition: Mapping[str, Any], by_anyone: bool, expected: str
) -> None:
    assert verdict(condition, {}, by_anyone=by_anyone) == expected


@pytest.mark.parametrize(
    ("condition", "carried", "expected"),
    [
        ({"NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"}}, ("1.2.3.4",), "denied"),
        ({"NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"}}, ("198.51.100.7",), "open"),
        ({"NotIpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, ("1.2.3.4",), "open"),
        ({"NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"}}, None, "denied"),
        ({"IpAddress": {"aws:SourceIp": "1.2.0.0/16"}}, ("1.2.3.4",), "denied"),
        ({"IpAddress": {"aws:SourceIp": "1.2.0.0/16"}}, None, "open"),
        ({"NotIpAddress": {"aws:SourceIp": "<terraform_data.later>"}}, ("1.2.3.4",), "undecided"),
    ],
)
def test_addresses_are_compared_as_networks(
    condition: Mapping[str, Any], carried: Values, expected: str
) -> None:
    assert verdict(condition, {"aws:sourceip": carried}) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"Resource": "arn:aws:s3:::bank-*"}, "denied"),
        ({"Resource": "arn:aws:s3:::other/*"}, "open"),
        ({"Resource": "<aws_s3_bucket.data>"}, "undecided"),
        ({"Resource": None, "NotResource": "arn:aws:s3:::bank-*"}, "open"),
        ({"Resource": None, "NotResource": "arn:aws:s3:::other/*"}, "denied"),
        ({"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}, "open"),
        ({"Principal": {"AWS": "*"}}, "denied"),
        ({"NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}}, "open"),
        ({"Action": None, "NotAction": ["sts:*"]}, "denied"),
        ({"Action": None, "NotAction": ["s3:Get*"]}, "open"),
        ({"Action": None, "NotAction": ["<terraform_data.later>"]}, "undecided"),
        ({"Action": "<terraform_data.later>"}, "undecided"),
        ({"Effect": "Allow"}, "open"),
        ({"Condition": "<unknown>"}, "undecided"),
    ],
)
def test_a_deny_counts_for_what_it_surely_reaches(statement: Mapping[str, Any], expected: str) -> None:
    raw = {"Effect": "Deny", "Action": ["s3:*"], "Resource": ["*"], **statement}
    kept = {key: value for key, value in raw.items() if value is not None}
    if isinstance(kept.get("Condition"), str):
        made = policy("test", [kept]).statements
    else:
        made = policy("test", json_statements({"Statement": [kept]})).statements
    assert outcome(made, Request("s3:GetObject", {}, "arn:aws:s3:::bank-data/object")).verdict == expected


@pytest.mark.parametrize("effect", ["<unknown>", "deny", None])
def test_a_statement_that_may_allow_or_deny_is_taken_for_neither(effect: str | None) -> None:
    with pytest.raises(Undecided, match="Effect"):
        policy("test", [{"Effect": effect, "Action": ["s3:*"], "Resource": ["*"]}])


def test_a_variable_is_told_by_the_request() -> None:
    condition = {"StringNotEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}
    keys: dict[str, Values] = {"aws:resourceaccount": ("999999999999",)}
    assert verdict(condition, keys) == "undecided"
    assert verdict(condition, keys | {"aws:principalaccount": ("111122223333",)}) == "denied"
    assert verdict(condition, keys | {"aws:principalaccount": ("999999999999",)}) == "open"


def test_the_statement_that_comes_nearest_is_told_first() -> None:
    far = {"Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-2", "aws:SourceVpc": "vpc-1"}}}
    near = {"Condition": {"Null": {"aws:SourceVpc": "false"}}}
    found = outcome(statements(far, near), Request("s3:GetObject", {"aws:sourcevpc": None}))
    assert found.verdict == "open"
    statement, why = found.nearest[0]
    assert statement.raw["Condition"] == {"Null": {"aws:SourceVpc": ["false"]}}
    assert why == "Null on aws:SourceVpc does not hold where it is absent"
