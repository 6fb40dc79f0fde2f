"""Templates broken at random: refused in a line or answered, never a traceback, and never whole again."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gate import templates_at_hand as at_hand
from mlplatform.errors import BadInput

JUNK: list[Any] = [
    None,
    [],
    {},
    [1],
    "",
    0,
    True,
    "text",
    [[]],
    {"Ref": "Nope"},
    {"Ref": ["x"]},
    {"Fn::GetAtt": "x"},
    {"Fn::GetAtt": []},
    {"Fn::Sub": ["a"]},
    {"Fn::Sub": "${"},
    {"Fn::Sub": {"a": 1}},
    {"Fn::Join": [",", 5]},
    {"Fn::Select": [9, ["a"]]},
    {"Fn::FindInMap": ["a"]},
    {"Fn::Cidr": "x"},
    {"Fn::If": 5},
    {"Fn::If": [["x"], 1, 2]},
    {"Fn::Equals": [1, 2]},
    {"Condition": 5},
    {"Fn::ForEach": 5},
]
MORE = {
    "Conditions": {
        "A": {"Fn::Equals": [{"Ref": "UseCase"}, "x"]},
        "B": {"Fn::And": [{"Condition": "A"}, {"Fn::Not": [{"Condition": "A"}]}]},
    },
    "Mappings": {"M": {"a": {"b": "c"}}},
    "Outputs": {"O": {"Value": {"Ref": "Key"}}},
}


def _paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*above, key)
        yield from _paths(each, (*above, key))


@pytest.mark.parametrize("seed", range(4))
def test_a_broken_template_is_refused_or_answered(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same junk every time
    whole = {**at_hand.body(), **copy.deepcopy(MORE)}
    paths = list(_paths(whole))
    for number in range(25):
        broken: Any = copy.deepcopy(whole)
        *steps, last = chance.choice(paths)
        here = broken
        for step in steps:
            here = here[step]
        here[last] = chance.choice(JUNK)
        path = at_hand.written(tmp_path / f"{number}.json", broken)
        said = _said(path)
        assert not said or (said.startswith(str(path)) and "\n" not in said)


def _said(path: Path) -> str:
    """Why a template is refused; empty where it is answered."""
    try:
        at_hand.results(path, ("SM-01", "KMS-10", "IAM-05", "S3-03", "NET-06", "TST-06"))
    except BadInput as refused:
        return str(refused)
    return ""
