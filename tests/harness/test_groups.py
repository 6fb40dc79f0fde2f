"""Tests that share a world stay with one worker."""

from __future__ import annotations

from harness.groups import group_of


def test_the_tests_of_a_marked_file_are_one_group() -> None:
    ids = ["tests/slice/test_demo.py::test_a", "tests/slice/test_demo.py::test_b[x]"]
    assert {group_of(one) for one in ids} == {"slice_demo"}


def test_a_group_made_of_a_parameter_is_one_for_each() -> None:
    file = "tests/slice/test_worst_kill.py"
    assert group_of(f"{file}::test_a[dev]") == group_of(f"{file}::test_b[dev]")
    assert group_of(f"{file}::test_a[dev]") != group_of(f"{file}::test_a[shared]")


def test_a_test_of_no_group_goes_to_any_worker() -> None:
    assert group_of("tests/harness/test_groups.py::test_a") != group_of(
        "tests/harness/test_groups.py::test_b"
    )
