"""A module broken in two places: exactly the tests that cover them fail, each says where, and any number of
workers says the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mlplatform.copies import copy_of_repository
from mlplatform.paths import REPOSITORY, work_folder

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("broken_module")]

BREAK = {"enable_key_rotation ": "false", "deletion_window_in_days ": "7"}
INVENTORIES = (
    "another_region",
    "keys_of_an_account",
    "production_account",
    "shared_account_read_by_three_accounts",
    "test_account",
)
# What is broken, what is planned beside it, and every module's cases and refusals.
SUITE = ("tests/modules/kms", "tests/modules/context", "tests/modules/test_definitions.py")
COVERED = {
    "test_every_key_rotates_within_a_year": ["enable_key_rotation"],
    "test_a_deleted_key_waits_thirty_days_and_the_lockout_check_is_on": ["deletion_window_in_days"],
    **{
        f"test_case_holds_what_its_inventory_says[kms/{name}]": [
            "enable_key_rotation",
            "deletion_window_in_days",
        ]
        for name in INVENTORIES
    },
}


@dataclass(frozen=True)
class Run:
    """What one run of the suite said: outcome by test, the failures' words, and what the terminal showed."""

    outcomes: dict[str, str]
    words: dict[str, str]
    shown: str


@pytest.fixture(name="repository", scope="module")
def _repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of_repository(tmp_path_factory.mktemp("broken"))
    keys = copy / "modules" / "kms" / "keys.tf"
    text = keys.read_text()
    for name, value in BREAK.items():
        text, times = re.subn(rf"({name}\s*= )\w+", rf"\g<1>{value}", text)
        assert times == 1
    keys.write_text(text)
    return copy


def run(repository: Path, workers: int) -> Run:
    report = repository / f"report-{workers}.xml"
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"-n{workers}",
        f"--junitxml={report}",
        *SUITE,
    ]
    # Answers for the modules that are whole are taken from the store; those of kms are new to it.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MLP_"))
    }
    done = subprocess.run(
        [sys.executable, *words],
        cwd=repository,
        env=environment | {"MLP_WORK_DIR": str(work_folder())},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout[-3000:]
    cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 - we had it written
    failures = {_name(case): failure for case in cases if (failure := case.find("failure")) is not None}
    outcomes = {_name(case): "failed" if _name(case) in failures else "passed" for case in cases}
    return Run(outcomes, {name: str(failure.text) for name, failure in failures.items()}, done.stdout)


def _name(case: ElementTree.Element) -> str:
    return str(case.get("name"))


@pytest.fixture(name="four", scope="module")
def _four(repository: Path) -> Run:
    return run(repository, 4)


def test_exactly_the_tests_that_cover_what_is_broken_fail(four: Run) -> None:
    assert {name for name, outcome in four.outcomes.items() if outcome == "failed"} == set(COVERED)


@pytest.mark.parametrize("name", COVERED)
def test_a_failure_names_address_attribute_and_line(four: Run, name: str) -> None:
    for attribute in COVERED[name]:
        assert attribute in four.words[name] + four.shown
        line = _line(attribute)
        said = _section(four.shown, name)
        assert "aws_kms_key.this[" in said
        assert f"modules/kms/keys.tf:{line}" in said


def _line(attribute: str) -> int:
    lines = (REPOSITORY / "modules" / "kms" / "keys.tf").read_text().splitlines()
    (found,) = [number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{attribute} ")]
    return found


def _section(shown: str, name: str) -> str:
    """What the terminal showed of one failure."""
    return re.split(r"^_{3,} ", shown.split(f" {name} _", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_how_to_see_it_again_is_said_once_for_each_at_the_end(four: Run) -> None:
    end = four.shown.split("see one again", 1)[1]
    for name in COVERED:
        assert end.count(f"K='kms and {name.split('[')[0]}") >= 1
    for name in INVENTORIES:
        assert end.count(f"mlp inventory kms {name}\n") == 1


def test_one_worker_says_what_four_say(repository: Path, four: Run) -> None:
    assert run(repository, 0).outcomes == four.outcomes
