"""Rules over a caller, judged by trying: against every request of a small world, one by one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

import pytest

from gate.demanded import ANYTHING, FOREIGN, ISOLATION, OURS, SUBNETS, TAG, statement, verdict
from mlplatform.gate.holding import demands
from mlplatform.gate.holding.demands import Demand
from mlplatform.gate.policy import Condition, Statement

Asked = Mapping[str, tuple[str, ...]]
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
