"""What ``mlp packages approve`` refuses, and what it writes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mlplatform.errors import BadInput, Findings
from mlplatform.packages import approval
from mlplatform.packages.record import Request
from packages.records import (
    FIRST,
    NOON,
    SECOND,
    THIRD,
    approved,
    day,
    finding,
    policy,
    recall,
    request,
    scan,
)

VULNERABLE = request(scan=scan(finding()))


def test_the_last_approval_that_was_needed_sets_the_last_day() -> None:
    first = approved(request(), FIRST)
    assert first.expires is None
    assert approved(first, SECOND, at=NOON + timedelta(days=2)).expires == day(182)


def test_one_more_than_needed_does_not_lengthen_it() -> None:
    more = approved(approved(request()), THIRD, at=NOON + timedelta(days=3))
    assert ([one.approver for one in more.approvals], more.expires) == ([FIRST, SECOND, THIRD], day(180))


def test_what_has_lapsed_goes_with_the_next_approval() -> None:
    edited = approved(request()).model_copy(update={"because": "Something else."})
    again = approved(edited, THIRD)
    assert ([one.approver for one in again.approvals], again.expires) == ([THIRD], None)


def test_each_approver_accepts_each_finding_for_himself() -> None:
    first = approved(VULNERABLE, FIRST, accept=(finding().id,))
    with pytest.raises(Findings, match="1 finding stands; accept each with"):
        approved(first, SECOND)


REFUSED: dict[str, tuple[Request, str, tuple[str, ...], type[Exception], str]] = {
    "by_a_stranger": (request(), "u999999", (), BadInput, f"is no approver; allowed: {FIRST}, {SECOND}, {THIRD}"),
    "by_the_requester": (request(requester=FIRST), FIRST, (), BadInput, f"made the request six==1.17.0; allowed: {SECOND}"),
    "twice": (approved(request(), FIRST), FIRST, (), BadInput, "has approved it already; allowed: another approver"),
    "without_a_scan": (request(scan=None), FIRST, (), BadInput, "is not scanned; run: mlp packages scan six==1.17.0"),
    "after_an_old_scan": (
        request(scan=scan(at=NOON - timedelta(days=8))), FIRST, (), Findings, "was older than 7 days; run: mlp packages scan",
    ),
    "after_a_scan_with_old_advisories": (
        request(scan=scan(advisories=day(-9))), FIRST, (), Findings, "knew no advisory after 2026-05-23",
    ),
    "with_a_finding_left": (VULNERABLE, FIRST, (), Findings, "1 finding stands; accept each with --accept"),
    "with_a_finding_that_nobody_may_accept": (
        request(scan=scan(finding(acceptable=False))), FIRST, (), Findings, "1 of which nobody may accept",
    ),
    "accepting_what_nobody_may": (
        request(scan=scan(finding(acceptable=False))), FIRST, (finding().id,), BadInput, "may not be accepted by anybody",
    ),
    "accepting_what_was_not_found": (
        VULNERABLE, FIRST, ("licence:x",), BadInput, f'"licence:x" was not found in six==1.17.0; allowed: {finding().id}',
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_an_approval_is_refused(what: str) -> None:
    one, who, accept, error, said = REFUSED[what]
    with pytest.raises(error) as raised:
        approved(one, who, accept=accept)
    assert said in str(raised.value)


def test_a_recalled_version_is_approved_no_more() -> None:
    with pytest.raises(BadInput, match="is recalled, for good"):
        approved(request(), FIRST, recalls=(recall("six==1.17.0"),))


def test_the_findings_that_are_left_are_told_one_a_line() -> None:
    with pytest.raises(approval.NotAccepted) as raised:
        approved(VULNERABLE, FIRST)
    assert raised.value.details == [f"{finding().id}: six==1.17.0 has a vulnerability"]


def test_a_reason_for_each_finding_or_one_for_all() -> None:
    both = approval.acceptances(["a", "b"], ["one reason"])
    assert [(one.finding, one.because) for one in both] == [("a", "one reason"), ("b", "one reason")]
    each = approval.acceptances(["a", "b"], ["first", "second"])
    assert [one.because for one in each] == ["first", "second"]
    assert approval.acceptances([], []) == ()


@pytest.mark.parametrize(
    ("findings", "reasons", "said"),
    [
        (["a"], [], "0 reasons for 1 findings"),
        (["a", "b", "c"], ["x", "y"], "2 reasons for 3 findings; allowed: one for each, or one for all"),
        ([], ["x"], "a reason, and nothing is accepted"),
        (["a"], [" "], "is empty; allowed: why the finding may stand"),
        (["a", "a"], ["x"], "a finding is there twice"),
    ],
)
def test_reasons_that_do_not_fit_are_refused(findings: list[str], reasons: list[str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        approval.acceptances(findings, reasons)


def test_nothing_is_approved_by_one_alone_under_any_policy() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 2"):
        policy(approvals_needed=1)
