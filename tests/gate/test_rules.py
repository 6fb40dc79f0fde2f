"""Rules over a caller, judged by trying: against every request of a small world, one by one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from mlplatform.gate import demands
from mlplatform.gate.demands import Demand
from mlplatform.gate.iam import arns, globs
from mlplatform.gate.iam.conditions import Request, met
from mlplatform.gate.policy import Condition, Statement
from mlplatform.gate.rules import Rules, all_hold, holds, is_refused

ACTION = "sagemaker:CreateTrainingJob"
SUBNETS, ISOLATION, TAG = "sagemaker:VpcSubnets", "sagemaker:NetworkIsolation", "aws:PrincipalTag/team"
OURS, FOREIGN = "subnet-0000ours", demands.SUBNETS.wrong[0]
KEY = "arn:aws:kms:eu-west-2:111122223333:key/11112222-3333-4444-5555-666677778888"
OTHER = "arn:aws:kms:eu-west-2:888888888888:key/11112222-3333-4444-5555-666677778888"
Asked = Mapping[str, tuple[str, ...]]


def statement(allows: bool, *conditions: Condition, resources: Sequence[str] = ("*",)) -> Statement:
    return Statement(allows, "", (ACTION,), (), tuple(resources), (), {}, {}, conditions, {})


def deny(*conditions: tuple[str, str, str | tuple[str, ...]]) -> Statement:
    made = [Condition(op, key, (v,) if isinstance(v, str) else v) for op, key, v in conditions]
    return statement(False, *made)


def ours(arn: str) -> bool:
    return arn == KEY


ANYTHING = statement(True)


def verdict(demand: Demand, *denies: Statement, allow: Statement = ANYTHING) -> str:
    return holds(Rules(denies, ((allow,),)), ACTION, demand, ours).status


# --- against a plain evaluation of every request of a small world ------------------------------------------

WORLD: tuple[Asked, ...] = tuple(
    {SUBNETS: subnets, ISOLATION: isolation, TAG: tag}
    for subnets, isolation, tag in itertools.product(
        ((), (OURS,), (FOREIGN,), (OURS, FOREIGN)), ((), ("true",), ("false",)), ((), ("a",), ("b",))
    )
)
BAD: Mapping[Demand, Callable[[Asked], bool]] = {
    demands.SUBNETS: lambda asked: not asked[SUBNETS] or FOREIGN in asked[SUBNETS],
    demands.ISOLATION: lambda asked: asked[ISOLATION] != ("true",),
}


def is_met(condition: Condition, asked: Asked) -> bool:
    """What the manual of IAM says, for one request that is known whole."""
    values = asked[condition.key]
    if condition.operator == "Null":
        return ("true" in condition.values) == (not values)
    prefix, _, operator = condition.operator.rpartition(":")
    if not values:
        plain = operator.removesuffix("IfExists")
        return operator != plain or prefix == "ForAllValues" or (not prefix and plain == "StringNotEquals")
    negated = "Not" in operator
    each = [(value in condition.values) != negated for value in values]
    return any(each) if prefix == "ForAnyValue" else all(each)


def applies(each: Statement, asked: Asked) -> bool:
    return all(is_met(condition, asked) for condition in each.conditions)


def lines() -> Iterator[Condition]:
    """Every line of a Condition block that this world knows."""
    for key in (SUBNETS, ISOLATION, TAG):
        yield from (Condition("Null", key, (value,)) for value in ("true", "false"))
    for prefix, operator in itertools.product(
        ("ForAnyValue", "ForAllValues"), ("StringEquals", "StringNotEquals")
    ):
        yield from (
            Condition(f"{prefix}:{operator}", SUBNETS, values) for values in ((OURS,), (OURS, FOREIGN))
        )
    for operator in ("StringEquals", "StringNotEquals", "StringEqualsIfExists"):
        yield from (Condition(operator, ISOLATION, (value,)) for value in ("true", "false"))
        yield Condition(operator, TAG, ("a",))


BLOCKS = [(), *((line,) for line in lines()), *itertools.combinations(lines(), 2)]


@pytest.mark.parametrize("part", range(5))
def test_rules_hold_where_no_bad_request_of_a_small_world_goes_through(part: int) -> None:
    seen = set()
    for number, (one, other) in enumerate(itertools.combinations(BLOCKS, 2)):
        if number % 35 != part * 7:
            continue
        denies = [statement(False, *one), statement(False, *other)]
        allow = statement(True, *BLOCKS[number % len(BLOCKS)]) if number % 2 else ANYTHING
        for demand, is_bad in BAD.items():
            found = verdict(demand, *denies, allow=allow)
            through = [asked for asked in WORLD if is_bad(asked) and goes_through(denies, allow, asked)]
            seen.add((found, bool(through)))
            if through:
                assert found == "fail", (denies, allow, through[0])
            elif is_about(demand, *denies, allow):
                assert found == "pass", (denies, allow)
    assert {("pass", False), ("fail", True)} <= seen


def goes_through(denies: list[Statement], allow: Statement, asked: Asked) -> bool:
    return applies(allow, asked) and not any(applies(each, asked) for each in denies)


def is_about(demand: Demand, *statements: Statement) -> bool:
    """Whether nothing but the demand's own key decides. Refusals that only together leave no value of another
    key out are not put together, and a list that names the foreign subnet calls it approved."""
    return all(c.key in demand.keys and FOREIGN not in c.values for s in statements for c in s.conditions)


# --- what is known of guards --------------------------------------------------------------------------------

OLD, NEW = "sagemaker:VolumeKmsKey", "sagemaker:VolumeKmsKeyArn"
NEITHER = deny(("Null", OLD, "true"), ("Null", NEW, "true"))
FOREIGN_OLD = deny(("Null", OLD, "false"), ("ArnNotLike", OLD, KEY))
FOREIGN_NEW = deny(("Null", NEW, "false"), ("ArnNotLike", NEW, KEY))


@pytest.mark.parametrize(
    ("denies", "expected"),
    [
        ([deny(("Null", OLD, "true"))], "fail"),
        ([deny(("Null", NEW, "true"))], "fail"),
        ([deny(("Null", OLD, "true")), deny(("Null", NEW, "true"))], "fail"),
        ([NEITHER, FOREIGN_OLD], "fail"),
        ([NEITHER, FOREIGN_NEW], "fail"),
        ([FOREIGN_OLD, FOREIGN_NEW], "fail"),
        ([NEITHER, FOREIGN_OLD, FOREIGN_NEW], "pass"),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, (KEY, OTHER)))], "fail"),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, KEY[:-4] + "*"))], "fail"),
        (
            [NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "<aws_kms_key.a>"))],
            "pass",
        ),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "<unknown>"))], "undecided"),
        (
            [
                NEITHER,
                FOREIGN_OLD,
                deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "${aws:PrincipalTag/k}")),
            ],
            "undecided",
        ),
    ],
)
def test_a_key_is_held_whichever_of_its_two_names_a_request_fills(
    denies: list[Statement], expected: str
) -> None:
    assert verdict(demands.VOLUME_KEY, *denies) == expected


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (("arn:aws:sagemaker:*:*:training-job/*",), "pass"),
        (("arn:aws:sagemaker:eu-west-2:*:training-job/*",), "fail"),
        (("arn:aws:ec2:*:*:instance/*",), "fail"),
        (("arn:aws:sagemaker:*:*:training-job/?*",), "fail"),
        (("<aws_sagemaker_model.a>",), "undecided"),
    ],
)
def test_a_refusal_has_to_reach_what_is_allowed(resources: tuple[str, ...], expected: str) -> None:
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=resources)
    assert verdict(demands.ISOLATION, refusal) == expected


def test_a_refusal_that_reaches_the_one_resource_that_is_allowed_is_enough() -> None:
    where = "arn:aws:sagemaker:eu-west-2:111122223333:training-job/credit-*"
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=(where,))
    assert verdict(demands.ISOLATION, refusal, allow=statement(True, resources=(where,))) == "pass"
    assert verdict(demands.ISOLATION, refusal) == "fail"


def test_a_refusal_of_all_but_some_does_not_reach_those() -> None:
    spared = ("arn:aws:sagemaker:eu-west-2:111122223333:training-job/free-*",)
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=(), not_resources=spared)
    held_job = statement(True, resources=("arn:aws:sagemaker:eu-west-2:111122223333:training-job/credit-*",))
    assert verdict(demands.ISOLATION, refusal) == "fail"
    assert verdict(demands.ISOLATION, refusal, allow=held_job) == "pass"


def test_a_refusal_that_the_caller_can_get_around_is_none_however_unknown_the_rest() -> None:
    around = deny(("StringEquals", TAG, "a"), ("StringNotEquals", ISOLATION, "<unknown>"))
    assert verdict(demands.ISOLATION, around) == "fail"
    assert verdict(demands.ISOLATION, deny(("StringNotEquals", ISOLATION, "<unknown>"))) == "undecided"


def test_what_cannot_be_read_is_never_a_pass_nor_a_fault() -> None:
    unread = Rules((), ((),), ("a policy",), grants_unread=True)
    assert holds(unread, ACTION, demands.SUBNETS, ours).status == "undecided"
    assert is_refused(unread, ACTION).status == "undecided"
    refused = replace(unread, denies=(deny(),))
    assert is_refused(refused, ACTION).status == "pass"


def test_a_boundary_that_leaves_the_action_out_is_a_refusal() -> None:
    other = replace(ANYTHING, actions=("s3:*",))
    assert is_refused(Rules((), ((ANYTHING,), (other,))), ACTION).status == "pass"
    assert is_refused(Rules((), ((ANYTHING,), (ANYTHING,))), ACTION).status == "fail"
    assert list(all_hold(Rules((), ((ANYTHING,), (other,))), [ACTION], demands.JOB, ours)) == []


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
