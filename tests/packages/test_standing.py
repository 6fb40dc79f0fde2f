"""What is live on a day: enough approvals of this very text by the right people, no expiry, no recall."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mlplatform.packages import standing
from mlplatform.packages.record import Request
from packages.records import (
    ASKS,
    FIRST,
    NOON,
    THIRD,
    TODAY,
    approved,
    day,
    file,
    finding,
    policy,
    recall,
    request,
    scan,
    version,
)


def live(*requests: Request, on: int = 0, recalls: tuple[str, ...] = ()) -> list[str]:
    return list(standing.live(requests, [recall(key) for key in recalls], policy(), day(on)))


def state(one: Request, on: int = 0, recalls: tuple[str, ...] = ()) -> str:
    return standing.of(one, [recall(key) for key in recalls], policy(), day(on)).state


PANDAS = request(version("pandas", "2.2.3"), version("numpy", "2.1.0"), version("six", "1.17.0"))


def test_an_approved_request_makes_its_whole_closure_live() -> None:
    assert live(approved(PANDAS)) == ["numpy==2.1.0", "pandas==2.2.3", "six==1.17.0"]


def test_a_version_is_live_with_the_files_and_the_last_day_of_the_request() -> None:
    one = standing.live([approved(PANDAS)], [], policy(), TODAY)["numpy==2.1.0"]
    assert (one.name, one.version, one.until) == ("numpy", "2.1.0", day(180))
    assert one.files == {each.name: each.sha256 for each in PANDAS.closure[1].files}
    assert one.requests == ("pandas==2.2.3",)


@pytest.mark.parametrize(("on", "stands"), [(0, True), (180, True), (181, False)])
def test_it_is_live_through_its_last_day_and_not_after(on: int, stands: bool) -> None:
    assert bool(live(approved(request()), on=on)) is stands
    assert state(approved(request()), on) == ("live" if stands else "expired")


def test_one_approval_is_not_enough() -> None:
    one = approved(request(), FIRST)
    assert (live(one), state(one)) == ([], "pending")
    assert standing.of(one, [], policy(), TODAY).why == "needs 1 more approval"


def test_without_a_scan_it_is_a_draft() -> None:
    assert state(request(scan=None)) == "draft"


def test_an_edit_after_approval_takes_all_approvals_away() -> None:
    edited = approved(request()).model_copy(update={"because": "Something else."})
    assert (live(edited), state(edited)) == ([], "pending")
    assert "an approval that it has does not count" in standing.of(edited, [], policy(), TODAY).why


def test_another_hash_after_approval_takes_all_approvals_away() -> None:
    other = version("six", "1.17.0", files=(file("six-1.17.0-py3-none-any.whl", "other bytes"),))
    assert live(approved(request()).model_copy(update={"closure": (other,)})) == []


def test_a_new_scan_takes_all_approvals_away() -> None:
    again = scan(at=NOON + timedelta(days=1))
    assert live(approved(request()).model_copy(update={"scan": again}), on=1) == []


def test_two_approvals_by_one_person_are_one() -> None:
    one = approved(request(), FIRST)
    twice = one.model_copy(update={"approvals": one.approvals * 2, "expires": day(180)})
    assert live(twice) == []


def test_an_approval_by_the_requester_does_not_count() -> None:
    one = approved(request(requester=THIRD))
    by_himself = one.approvals[0].model_copy(update={"approver": THIRD})
    assert live(one.model_copy(update={"approvals": (by_himself, one.approvals[1])})) == []


def test_an_approval_by_somebody_who_is_not_on_the_list_does_not_count() -> None:
    one = approved(request())
    stranger = one.approvals[0].model_copy(update={"approver": "u999999"})
    assert live(one.model_copy(update={"approvals": (stranger, one.approvals[1])})) == []


def test_who_leaves_the_list_takes_his_approvals_with_him() -> None:
    left = policy(approvers=[{"id": one, "email": f"{one}@bank.example"} for one in (FIRST, THIRD, ASKS)])
    assert standing.live([approved(request())], [], left, TODAY) == {}


def test_an_approval_of_tomorrow_does_not_count_today() -> None:
    one = approved(request(), at=NOON + timedelta(days=1))
    assert (live(one), live(one, on=1)) == ([], ["six==1.17.0"])


def test_an_approval_of_an_old_scan_does_not_count() -> None:
    one = approved(request())
    late = NOON + timedelta(days=8)
    given = tuple(each.model_copy(update={"approved": late}) for each in one.approvals)
    assert live(one.model_copy(update={"approvals": given, "expires": day(188)}), on=8) == []


def test_an_approval_before_the_scan_does_not_count() -> None:
    one = approved(request())
    early = tuple(each.model_copy(update={"approved": NOON - timedelta(hours=1)}) for each in one.approvals)
    assert live(one.model_copy(update={"approvals": early})) == []


def test_a_scan_with_old_advisories_serves_for_no_approval() -> None:
    old = scan(advisories=day(-8))
    assert "knew no advisory after" in standing.stale_scan(request(scan=old), policy(), NOON)


def test_a_finding_that_an_approver_did_not_accept_takes_his_approval_away() -> None:
    one = approved(request(scan=scan(finding())), accept=(finding().id,))
    assert live(one) == ["six==1.17.0"]
    silent = one.approvals[0].model_copy(update={"accepted": ()})
    assert live(one.model_copy(update={"approvals": (silent, one.approvals[1])})) == []


def test_a_finding_that_nobody_may_accept_is_never_live() -> None:
    one = approved(request(scan=scan(finding())), accept=(finding().id,))
    hard = request(scan=scan(finding(acceptable=False)))
    given = tuple(each.model_copy(update={"of": hard.digest()}) for each in one.approvals)
    assert live(hard.model_copy(update={"approvals": given, "expires": day(180)})) == []


def test_a_later_last_day_written_by_hand_changes_nothing() -> None:
    assert live(approved(request()).model_copy(update={"expires": day(2000)}), on=181) == []


def test_an_earlier_last_day_written_by_hand_holds() -> None:
    assert live(approved(request()).model_copy(update={"expires": day(10)}), on=11) == []


def test_a_shorter_term_in_the_policy_holds_for_what_was_approved_before() -> None:
    assert standing.live([approved(request())], [], policy(approval_valid_days=30), day(31)) == {}


def test_a_recall_ends_one_version_and_leaves_the_rest_of_the_closure() -> None:
    one = approved(PANDAS)
    assert live(one, recalls=("numpy==2.1.0",)) == ["pandas==2.2.3", "six==1.17.0"]
    assert state(one, recalls=("numpy==2.1.0",)) == "live"
    assert standing.of(one, [recall("numpy==2.1.0")], policy(), TODAY).why.endswith(
        "without numpy==2.1.0 (recalled)"
    )


def test_a_recall_of_the_package_itself_is_how_the_request_stands() -> None:
    assert state(approved(PANDAS), recalls=("pandas==2.2.3",)) == "recalled"


def test_a_recall_binds_every_request_that_carries_the_version() -> None:
    other = approved(request(version("requests", "2.32.3"), version("six", "1.17.0")))
    assert live(approved(PANDAS), other, recalls=("six==1.17.0",)) == [
        "numpy==2.1.0", "pandas==2.2.3", "requests==2.32.3",
    ]  # fmt: skip


def test_a_version_of_two_requests_is_live_as_long_as_one_of_them() -> None:
    later = approved(
        request(version("requests", "2.32.3"), version("six", "1.17.0")), at=NOON + timedelta(days=5)
    )
    assert "six==1.17.0" in live(approved(PANDAS), later, on=183)
    assert "numpy==2.1.0" not in live(approved(PANDAS), later, on=183)


def test_a_version_of_two_requests_has_the_files_of_both() -> None:
    more = version("six", "1.17.0", files=(file("six-1.17.0-cp312-none-any.whl"),))
    both = standing.live(
        [approved(request()), approved(request(version("requests", "2.32.3"), more))], [], policy(), TODAY
    )
    assert sorted(both["six==1.17.0"].files) == [
        "six-1.17.0-cp312-none-any.whl", "six-1.17.0-py3-none-any.whl",
    ]  # fmt: skip


def test_two_hashes_for_one_file_leave_the_version_out() -> None:
    other = version("six", "1.17.0", files=(file("six-1.17.0-py3-none-any.whl", "other bytes"),))
    requests = approved(request()), approved(request(version("requests", "2.32.3"), other))
    assert live(*requests) == ["requests==2.32.3"]
