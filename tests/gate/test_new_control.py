"""Ids of controls: handed out in order, never reused, and a new folder that its tests find unfinished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.gate import catalogue, new_control, run
from mlplatform.gate.catalogue import CONTROLS


@pytest.fixture
def controls(tmp_path: Path) -> Path:
    shutil.copy(CONTROLS / new_control.LEDGER, tmp_path)
    return tmp_path


def test_ids_follow_one_another_and_a_deleted_one_does_not_come_back(controls: Path) -> None:
    last = new_control.highest()["SM"]
    first = new_control.make("SM", "A model says what it is for.", "aws_sagemaker_model", controls)
    shutil.rmtree(first)
    second = new_control.make("SM", "A model says what it is for.", "aws_sagemaker_model", controls)
    assert [first.name, second.name] == [f"SM_{last + 1:02d}", f"SM_{last + 2:02d}"]
    assert (controls / new_control.LEDGER).read_text().startswith("# The highest number")


def test_a_new_family_begins_with_one(controls: Path) -> None:
    assert new_control.make("BED", "A guardrail stands.", "aws_bedrock_guardrail", controls).name == "BED_01"


def test_a_new_control_is_not_taken_for_a_finished_one(controls: Path) -> None:
    folder = new_control.make("SM", "A model: says what it is for.", "aws_sagemaker_model", controls)
    with pytest.raises(BadInput, match="why"):
        catalogue.read(folder / "control.yaml")


@pytest.mark.parametrize(
    ("family", "statement", "type", "says"),
    [
        ("sm", "A sentence.", "aws_s3_bucket", "FAMILY"),
        ("TOOLONG", "A sentence.", "aws_s3_bucket", "FAMILY"),
        ("SM", "no sentence", "aws_s3_bucket", "--statement"),
        ("SM", "Two\nlines.", "aws_s3_bucket", "--statement"),
        ("SM", "A sentence.", "../etc", "--type"),
    ],
)
def test_bad_words_make_nothing(controls: Path, family: str, statement: str, type: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        new_control.make(family, statement, type, controls)
    assert [path.name for path in controls.iterdir()] == [new_control.LEDGER]


def test_every_id_in_use_was_handed_out() -> None:
    highest = new_control.highest()
    for control in run.controls():
        family, _, number = control.partition("-")
        assert int(number) <= highest.get(family, 0), f"{control} is not in {new_control.LEDGER}"
