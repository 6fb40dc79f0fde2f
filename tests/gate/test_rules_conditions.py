"""Conditions and patterns beneath the rules: each means what IAM means by it."""

from __future__ import annotations

import itertools

import pytest

from gate.demanded import FOREIGN, OURS, SUBNETS, TAG
from mlplatform.gate.iam import arns, globs
from mlplatform.gate.iam.conditions import Request, met
from mlplatform.gate.policy import Condition


@pytest.mark.parametrize(
    ("operator", "values", "asked", "expected"),
    [
        ("StringEquals", ("a",), ("a",), "yes"),
        ("StringEquals", ("a",), ("b",), "no"),
        ("StringNotEquals", ("a",), (), "yes"),
        ("StringLike", ("a*",), ("abc",), "yes"),
        ("StringEquals", ("a*",), ("abc",), "no"),
        ("StringEqualsIgnoreCase", ("A",), ("a",), "yes"),
        ("ArnLike", ("arn:aws:iam::1:role/*",), ("arn:aws:iam::1:role/x/y",), "yes"),
        ("ArnLike", ("arn:aws:*:role/x",), ("arn:aws:iam::1:role/x",), "no"),
        ("Bool", ("TRUE",), ("true",), "yes"),
        ("DateGreaterThan", ("2020-01-01",), ("2021-01-01",), "open"),
        ("StringEquals", ("a",), None, "open"),
        ("StringEquals", ("<unknown>",), ("a",), "later"),
    ],
)
def test_a_condition_is_read_as_iam_reads_it(
    operator: str, values: tuple[str, ...], asked: tuple[str, ...] | None, expected: str
) -> None:
    request = Request("", {} if asked is None else {TAG.lower(): asked})
    assert met(Condition(operator, TAG, values), request) == expected


def test_a_plain_operator_says_nothing_of_a_list() -> None:
    request = Request("", {SUBNETS.lower(): (FOREIGN,)})
    assert met(Condition("StringNotEquals", SUBNETS, (OURS,)), request) == "open"
    assert met(Condition("ForAnyValue:StringNotEquals", SUBNETS, (OURS,)), request) == "yes"


def test_a_pattern_that_reaches_another_means_all_of_it() -> None:
    texts = ["".join(letters) for size in range(4) for letters in itertools.product("ab*?", repeat=size)]
    reached = [(one, other) for one in texts for other in texts if arns.reaches(one, other)]
    assert len(reached) > len(texts)
    assert all(globs.within(other, (one,)) for one, other in reached)
