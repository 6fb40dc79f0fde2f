"""Who really approved: the commit that brought an approval is its approver's, by the list that stood before it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.packages.check import Checked, check
from mlplatform.packages.files import Records
from packages.records import (
    ADDRESS,
    ASKS,
    FIRST,
    NOON,
    SECOND,
    THIRD,
    TODAY,
    Book,
    approved,
    day,
    file,
    policy,
    recall,
    request,
    scan,
    version,
)


def lines(book: Book, base: str = "") -> list[str]:
    return check(book.records, TODAY, base).lines


def test_an_approval_that_each_approver_committed_holds(book: Book) -> None:
    book.settled()
    assert lines(book) == []


def test_it_holds_on_a_branch_and_merged_as_it_is(book: Book) -> None:
    book.git("switch", "-q", "-c", "six")
    book.settled()
    assert lines(book, "main") == []
    book.merge("six")
    assert lines(book) == []


def test_it_holds_when_an_approver_writes_his_address_in_capitals(book: Book) -> None:
    book.law(
        policy(
            approvers=[{"id": one, "email": ADDRESS.format(one).title()} for one in (FIRST, SECOND, THIRD)]
        )
    )
    book.commit(FIRST)
    book.settled()
    assert lines(book) == []


def test_an_approval_in_somebody_elses_name_is_found(book: Book) -> None:
    one = book.asked()
    book.put(approved(one, FIRST), FIRST)
    book.put(approved(one, FIRST, SECOND), ASKS)
    (found,) = lines(book)
    assert f"six==1.17.0: approval of {SECOND} came by a commit of {ASKS}@bank.example" in found
    assert found.endswith("merged as they are: no squash, no rebase by others")


def test_a_squash_of_the_approvals_is_found(book: Book) -> None:
    book.git("switch", "-q", "-c", "six")
    book.settled()
    book.git("switch", "-q", "main")
    book.git("merge", "-q", "--squash", "six")
    book.commit("platform")
    assert [line.split(" came")[0] for line in lines(book)] == [
        f"six==1.17.0: approval of {FIRST}", f"six==1.17.0: approval of {SECOND}",
    ]  # fmt: skip


def test_an_approval_that_a_merge_slips_in_is_found(book: Book) -> None:
    one = book.asked()
    book.git("switch", "-q", "-c", "first")
    book.put(approved(one, FIRST), FIRST)
    book.git("switch", "-q", "main")
    book.git("merge", "-q", "--no-ff", "--no-commit", "first")
    book.put(approved(one, FIRST, SECOND), ASKS)
    assert [line.split(" came")[0] for line in lines(book)] == [f"six==1.17.0: approval of {SECOND}"]


def test_who_wrote_the_request_does_not_approve_it_under_another_id(book: Book) -> None:
    book.put(request(), FIRST)  # its requester, so it says, is somebody else
    one = approved(request(), FIRST)
    book.put(one, FIRST)
    book.put(approved(one, SECOND), SECOND)
    (found,) = lines(book)
    assert f"approval of {FIRST} is by the author of the request itself" in found


def test_an_approver_may_run_the_scan(book: Book) -> None:
    one = book.asked(request(scan=None))
    scanned = one.model_copy(update={"scan": scan()})
    book.put(scanned, FIRST)
    first = approved(scanned, FIRST)
    book.put(first, FIRST)
    book.put(approved(first, SECOND), SECOND)
    assert lines(book) == []


def test_an_edit_after_approval_is_found(book: Book) -> None:
    one = book.settled()
    book.put(one.model_copy(update={"because": "Something else."}), ASKS)
    assert [line.split(": ")[1] for line in lines(book)] == [
        f"approval of {FIRST} is of another text of the request, and has lapsed; give it anew",
        f"approval of {SECOND} is of another text of the request, and has lapsed; give it anew",
        "expires 2026-11-28; its approvals allow no day yet",
    ]


def test_a_last_day_that_was_put_off_is_found(book: Book) -> None:
    one = book.settled()
    book.put(one.model_copy(update={"expires": day(400)}), SECOND)
    assert lines(book) == [f"six==1.17.0: expires {day(400)}; its approvals allow {day(180)}"]


def test_a_recall_that_was_taken_away_is_found(book: Book) -> None:
    path = book.records.write_recall(recall("six==1.17.0"))
    book.commit(ASKS)
    assert lines(book) == []
    path.unlink()
    book.commit(ASKS)
    (found,) = lines(book)
    assert "recalls/six-1.17.0.yaml: was taken away" in found
    assert found.endswith("a recall is for good")


def test_what_is_not_committed_is_found(book: Book) -> None:
    one = book.asked()
    book.records.write_request(approved(one, FIRST))
    book.records.write_recall(recall("six==1.17.0"))
    (found,) = lines(book)
    assert found.endswith("and 1 more: not committed, so nobody answers for it; commit it")


def test_a_clone_without_its_history_is_one_finding(book: Book, tmp_path: Path) -> None:
    book.settled()
    shallow = tmp_path / "shallow"
    book.git("clone", "-q", "--depth", "1", f"file://{book.top}", str(shallow))
    found = check(Records(shallow / "environments" / "shared" / "packages"), TODAY)
    assert len(found.lines) == 1
    assert "is shallow, and does not know who approved" in found.general[0]


def test_a_folder_outside_git_is_one_clear_line(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.law(policy())
    with pytest.raises(BadInput, match="allowed: a folder of a git repository"):
        check(book.records, TODAY)


def test_a_mailmap_does_not_make_one_the_other(book: Book) -> None:
    (book.top / ".mailmap").write_text(f"Somebody <{SECOND}@bank.example> <{ASKS}@bank.example>\n")
    one = book.asked()
    book.put(approved(one, FIRST), FIRST)
    book.put(approved(one, FIRST, SECOND), ASKS)
    assert len(lines(book)) == 1


def test_an_approval_that_another_brings_back_is_found(book: Book) -> None:
    one = book.settled()
    book.put(one.model_copy(update={"approvals": one.approvals[:1], "expires": None}), SECOND)
    book.put(one, ASKS)
    (found,) = lines(book)
    assert f"approval of {SECOND} came by a commit of {ASKS}@bank.example" in found


def test_a_renewal_holds_beside_the_approvals_that_lapsed_before(book: Book) -> None:
    one = book.settled()
    again = one.model_copy(
        update={"scan": scan(at=NOON + timedelta(days=1)), "approvals": (), "expires": None}
    )
    book.put(again, ASKS)
    first = approved(again, FIRST, at=NOON + timedelta(days=1))
    book.put(first, FIRST)
    book.put(approved(first, SECOND, at=NOON + timedelta(days=1, minutes=1)), SECOND)
    assert check(book.records, day(1)).lines == []


def test_one_request_that_does_not_hold_leaves_the_others_alone(book: Book) -> None:
    book.settled()
    one = book.asked(request(version("idna", "3.10")))
    book.put(approved(one), FIRST)
    found = check(book.records, TODAY)
    assert (found.general, list(found.requests)) == ([], ["idna==3.10"])


def test_two_hashes_for_one_file_are_found(book: Book) -> None:
    book.settled()
    other = version("six", "1.17.0", files=(file("six-1.17.0-py3-none-any.whl", "other bytes"),))
    book.settled(request(version("idna", "3.10"), other))
    (found,) = lines(book)
    assert found == (
        "six==1.17.0: six-1.17.0-py3-none-any.whl has one hash in idna==3.10 and another in six==1.17.0"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert Checked().lines == []
