"""The catalogue of controls as it is read, and what it refuses to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlplatform import catalogue
from mlplatform.errors import BadInput

GOOD = "families:\n  KMS: Keys\n  SM: Studio\ncontrols:\n  SM-02: Two.\n  KMS-101: Input.\n  SM-01: One.\n  KMS-02: Key.\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "controls.yaml"
    path.write_text(text)
    return path


def test_controls_stand_by_family_and_number_before_input_rules(tmp_path: Path) -> None:
    assert list(catalogue.load(written(tmp_path, GOOD)).controls) == ["KMS-02", "SM-01", "SM-02", "KMS-101"]


def test_a_control_has_its_line(tmp_path: Path) -> None:
    assert catalogue.load(written(tmp_path, GOOD)).line("SM-01") == 7


def test_only_ids_of_its_families_are_mentioned(tmp_path: Path) -> None:
    known = catalogue.load(written(tmp_path, GOOD))
    text = "SM-01, KMS-999; not SHA-256, 2012-10-17, XKMS-01, KMS-1 or KMS-0101"
    assert known.mentioned(text) == ["SM-01", "KMS-999"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  SM-02: Two.", "  SM-01: Two.", "SM-01 is given twice"),
        ("  SM-02: Two.", "  NET-02: Two.", "family NET has no title"),
        ("  SM-02: Two.", "  SM-02: two", "String should match pattern"),
        ("  SM-02: Two.", "  SM-2: Two.", "String should match pattern"),
        ("controls:", "rules:", "Extra inputs are not permitted"),
        ("controls:", "controls: [", "expected"),
    ],
)
def test_a_catalogue_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BadInput, match=said) as caught:
        catalogue.load(path)
    assert str(path) in str(caught.value)
