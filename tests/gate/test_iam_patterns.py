"""Patterns and absent keys: what they mean by hand, and against brute force."""

from __future__ import annotations

import itertools
import random

from mlplatform.gate.iam import globs
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.keys import when_absent
from mlplatform.gate.policy import Condition

TEXTS = ["".join(letters) for length in range(5) for letters in itertools.product("ab", repeat=length)]


def patterns(rng: random.Random) -> str:
    return "".join(rng.choice("ab*?") for _ in range(rng.randint(0, 4)))


def by_hand(pattern: str, text: str) -> bool:
    """The meaning of a pattern, said a second time: by what its first letter takes."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(by_hand(pattern[1:], text[taken:]) for taken in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and by_hand(pattern[1:], text[1:])


def test_a_pattern_means_what_it_means_by_hand() -> None:
    rng = random.Random(1)  # noqa: S311 - chance, not secrecy
    tried = {(patterns(rng), text) for _ in range(400) for text in TEXTS}
    assert len(tried) > 2000
    wrong = [(p, t) for p, t in tried if glob(p, t) is not by_hand(p, t)]
    assert not wrong


def test_regions_are_empty_where_brute_force_finds_nothing() -> None:
    rng = random.Random(2)  # noqa: S311 - chance, not secrecy
    found = 0
    for _ in range(3000):
        inside = tuple(patterns(rng) for _ in range(rng.randint(1, 3)))
        outside = tuple(patterns(rng) for _ in range(rng.randint(0, 3)))
        said = globs.witness(inside, outside)
        fits = [
            text
            for text in TEXTS
            if all(by_hand(p, text) for p in inside) and not any(by_hand(p, text) for p in outside)
        ]
        if said is None:
            assert not fits, (inside, outside)
        else:
            found += 1
            assert all(by_hand(p, said) for p in inside), (inside, outside, said)
            assert not any(by_hand(p, said) for p in outside), (inside, outside, said)
    assert 500 < found < 2500


def test_patterns_lie_within_others_or_do_not() -> None:
    assert globs.within("role/a*", ["role/*"])
    assert globs.within("role/?", ["role/a", "role/?"])
    assert not globs.within("role/*", ["role/a*", "role/b*"])
    assert globs.overlap("role/a*", "role/*b")
    assert not globs.overlap("role/a*", "role/b*")


def test_a_star_of_an_arn_stays_in_its_part() -> None:
    form = "arn:*:sagemaker:*:*:processing-job/*"
    assert not globs.arns_overlap("arn:aws:sagemaker:eu-west-2:111122223333:training-job/*", form)
    assert globs.arns_overlap("arn:aws:sagemaker:*:*:*", form)


def test_what_a_condition_says_of_an_absent_key() -> None:
    said = {
        "StringEquals": False,
        "StringNotEquals": True,
        "StringEqualsIfExists": True,
        "ForAllValues:StringEquals": True,
        "ForAnyValue:StringEquals": False,
        "ForAnyValue:StringNotEquals": False,
        "ForAllValues:StringNotEquals": True,
        "ArnNotLike": True,
        "Bool": False,
        "NotIpAddress": True,
    }
    assert {name: when_absent(Condition(name, "aws:SourceVpc", ("vpc-1",))) for name in said} == said
    assert when_absent(Condition("Null", "aws:SourceVpc", ("true",))) is True
    assert when_absent(Condition("Null", "aws:SourceVpc", ("false",))) is False
    assert when_absent(Condition("Null", "aws:SourceVpc", ("<unknown>",))) is None
