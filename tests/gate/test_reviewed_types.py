"""The list of types that no control names as its own: what it says is so, and it says nothing twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.gate import catalogue, reviewed_types, run
from mlplatform.gate.iam.registry import ATTRIBUTES
from mlplatform.gate.sweep.table import attributes

LISTS = reviewed_types.read()
CONCERNED = {type for control in catalogue.load() for type in control.concerns}


def test_a_type_stands_in_one_list() -> None:
    every = [*LISTS.through, *LISTS.reviewed, *LISTS.refused]
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("type", sorted(LISTS.through))
def test_what_is_come_to_is_come_to_by_a_control_that_there_is(type: str) -> None:
    control, _, what = LISTS.through[type].partition(" ")
    assert control in run.controls(), f"{type}: {control} is no control"
    assert len(what.split()) > 1


@pytest.mark.parametrize("type", sorted({*LISTS.through, *LISTS.reviewed}))
def test_nobody_asks_already_about_a_listed_type(type: str) -> None:
    assert type not in CONCERNED, f"{type} has a control of its own and can go from the list"
    assert type not in attributes(), f"{type} is in the table of keys and can go from the list"
    assert type not in ATTRIBUTES, f"{type} holds a policy and can go from the list"


@pytest.mark.parametrize("type", sorted(LISTS.refused))
def test_a_refused_type_says_why_and_what_instead(type: str) -> None:
    assert re.search(r"\w+ \w+ \w+", LISTS.refused[type])


def test_a_list_with_a_section_of_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "types.yaml"
    path.write_text("through: {}\nreviewed: {}\nrefused: {}\nunseen: {}\n")
    with pytest.raises(BadInput, match="unseen"):
        reviewed_types.read(path)
