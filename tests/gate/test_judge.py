"""Several answers about one resource, as one."""

from __future__ import annotations

import pytest

from mlplatform.gate.answers import Answer, failed, held, undecided
from mlplatform.gate.judge import MOST_REASONS, worst


@pytest.mark.parametrize(
    ("answers", "status", "reason"),
    [
        ([held(), held()], "pass", ""),
        ([held(), undecided("a")], "undecided", "a"),
        ([undecided("a"), failed("b"), held()], "fail", "b"),
        ([failed("a"), failed("b"), failed("a")], "fail", "a; b"),
    ],
)
def test_the_worst_answer_counts_and_says_why(answers: list[Answer], status: str, reason: str) -> None:
    found = worst(answers)
    assert (found.status, found.reason) == (status, reason)


def test_the_evidence_of_all_that_fail_is_kept_once() -> None:
    assert worst([failed("a", "x", "y"), failed("b", "y", "z"), undecided("c", "w")]).path == ("x", "y", "z")


def test_of_hundreds_some_are_named_and_the_rest_is_counted() -> None:
    found = worst([failed(f"reason {number}", f"line {number}") for number in range(300)])
    assert found.reason.count(";") == MOST_REASONS
    assert found.reason.endswith("and 288 more")
    assert found.path[-1] == "and 240 more"
