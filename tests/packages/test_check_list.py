"""Who may approve: the list renews itself, by those who are on it, and their keys say that it was they."""

from __future__ import annotations

from mlplatform.packages.check import check
from packages.records import ADDRESS, ASKS, FIRST, SECOND, THIRD, TODAY, Book, approved, policy, request


def lines(book: Book, base: str = "") -> list[str]:
    return check(book.records, TODAY, base).lines


def test_an_approver_who_came_in_by_the_same_branch_is_found(book: Book) -> None:
    """He is on the list when he approves; he was not when the branch came in."""
    book.git("switch", "-q", "-c", "six")
    book.law(
        policy(approvers=[{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, "u200009")])
    )
    book.commit(FIRST)
    one = approved(request(), FIRST, "u200009", law=book.records.policy())
    book.asked()
    book.put(one.model_copy(update={"approvals": one.approvals[:1], "expires": None}), FIRST)
    book.put(one, "u200009")
    for base in ("main", ""):
        if not base:
            book.merge("six")
        (found,) = lines(book, base)
        assert "while u200009 was not on the list of approvers; the list is merged first, on its own" in found


def test_an_approver_who_was_merged_before_approves(book: Book) -> None:
    law = policy(approvers=[{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, "u200009")])
    book.law(law)
    book.commit(SECOND)
    book.asked()
    first = approved(request(), FIRST, law=law)
    book.put(first, FIRST)
    book.put(approved(first, "u200009", law=law), "u200009")
    assert lines(book) == []


def test_an_address_that_was_changed_with_the_approval_is_found(book: Book) -> None:
    """The list says now what the commit says; before the commit it did not."""
    one = book.asked()
    book.put(approved(one, FIRST), FIRST)
    people = [(FIRST, ADDRESS.format(FIRST)), (SECOND, ADDRESS.format(ASKS)), (THIRD, ADDRESS.format(THIRD))]
    book.law(policy(approvers=[{"id": id, "email": email} for id, email in people]))
    book.put(approved(one, FIRST, SECOND), ASKS)
    assert [line.split(" (commit")[0] for line in lines(book)] == [
        f"{book.records.policy_path}: who approves was changed by {ASKS}@bank.example",
        f"six==1.17.0: approval of {SECOND} came by a commit of {ASKS}@bank.example ({book.git('rev-parse', 'HEAD')[:12]}), "
        f"not of {SECOND}@bank.example; approvers commit themselves, and their commits are merged as they are: "
        "no squash, no rebase by others",
        f"six==1.17.0: approval of {SECOND} is by the author of the request itself",
    ]


def test_the_list_is_changed_by_who_is_on_it(book: Book) -> None:
    book.law(
        policy(approvers=[{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, "u200009")])
    )
    book.commit("u200009")
    (found,) = lines(book)
    assert "who approves was changed by u200009@bank.example" in found
    assert found.endswith("who was not on the list; let an approver commit it")


def test_how_many_must_approve_is_changed_by_who_is_on_the_list(book: Book) -> None:
    more = [*policy().approvers, {"id": "u200004", "email": "u200004@bank.example"}]
    book.law(policy(approvers=more, approvals_needed=3))
    book.commit(FIRST)
    assert lines(book) == []
    book.law(policy(approvers=more))
    book.commit("platform")
    assert "who approves was changed by platform@bank.example" in lines(book)[0]


def test_the_rest_of_the_policy_may_be_changed_by_others(book: Book) -> None:
    book.law(policy(licences=["MIT", "ISC"]))
    book.commit("platform")
    assert lines(book) == []


def test_a_list_that_is_taken_away_and_written_anew_is_found(book: Book) -> None:
    book.records.policy_path.unlink()
    book.commit(ASKS)
    book.law(
        policy(approvers=[{"id": one, "email": f"{one}@elsewhere.example"} for one in (FIRST, SECOND, THIRD)])
    )
    book.commit(ASKS)
    (found,) = lines(book)
    assert "was taken away" in found


def test_a_list_of_another_history_is_found(book: Book) -> None:
    """The first list of all hangs on nothing; a second first list does not replace it."""
    book.git("switch", "-q", "--orphan", "other")
    book.law(
        policy(approvers=[{"id": one, "email": f"{one}@elsewhere.example"} for one in (FIRST, SECOND, THIRD)])
    )
    book.commit(ASKS)
    book.git("switch", "-q", "main")
    book.git(
        "merge",
        "-q",
        "--no-ff",
        "--allow-unrelated-histories",
        "-X",
        "theirs",
        "-m",
        "Merge",
        "other",
        who=ASKS,
    )
    (found,) = lines(book)
    assert "who approves was changed by" in found


def test_a_list_that_a_merge_turns_back_is_found(book: Book) -> None:
    book.git("branch", "old")
    book.law(
        policy(approvers=[{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, "u200009")])
    )
    book.commit(FIRST)
    book.git("switch", "-q", "old")
    book.commit(ASKS)
    kept = book.git("rev-parse", "old^{tree}")
    merged = book.git("commit-tree", kept, "-p", "main", "-p", "old", "-m", "Merge", who=ASKS)
    book.git("switch", "-q", "main")
    book.git("reset", "-q", "--hard", merged)
    (found,) = lines(book)
    assert f"who approves was changed by {ASKS}@bank.example" in found


def signing(book: Book, **keys: str) -> None:
    """Approvers have keys on the list, put there by the third."""
    people = [
        {"id": one, "email": ADDRESS.format(one), "signing_key": keys.get(one)}
        for one in (FIRST, SECOND, THIRD)
    ]
    book.law(policy(approvers=people))
    book.commit(THIRD)


def test_a_signed_approval_of_an_approver_with_a_key_holds(book: Book) -> None:
    signing(book, **{FIRST: book.key(FIRST)})
    book.settled()
    assert lines(book) == []


def test_a_forged_author_without_the_approvers_signature_is_found(book: Book) -> None:
    """Anybody can write another's address into a commit; nobody else has his key."""
    signing(book, **{SECOND: book.key(SECOND)})
    book.keys.clear()
    book.settled()
    (found,) = lines(book)
    assert f"approval of {SECOND} came by a commit" in found
    assert found.endswith("without the signature of his key; approvers sign theirs")


def test_a_signature_of_another_key_is_found(book: Book) -> None:
    signing(book, **{SECOND: book.key(SECOND)})
    book.key("somebody")
    book.keys[SECOND] = book.keys.pop("somebody")
    book.settled()
    assert len(lines(book)) == 1


def test_a_list_that_was_changed_under_a_forged_author_is_found(book: Book) -> None:
    key = book.key(FIRST)
    signing(book, **{FIRST: key})
    book.keys.clear()
    people = [{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND, "u200009")]
    book.law(policy(approvers=people))
    book.commit(FIRST)
    (found,) = lines(book)
    assert "who approves was changed by" in found
    assert found.endswith("for himself; let another approver commit it")  # his key goes as well
    book.git("reset", "-q", "--hard", "HEAD~1")
    people = [{"id": FIRST, "email": ADDRESS.format(FIRST), "signing_key": key}, *people[1:]]
    book.law(policy(approvers=people))
    book.commit(FIRST)
    (found,) = lines(book)
    assert found.endswith("without the signature of his key; let him sign it")


def test_nobody_gives_himself_a_key(book: Book) -> None:
    people = [{"id": one, "email": ADDRESS.format(one)} for one in (FIRST, SECOND)]
    book.law(
        policy(
            approvers=[*people, {"id": THIRD, "email": ADDRESS.format(THIRD), "signing_key": book.key(THIRD)}]
        )
    )
    book.commit(THIRD)
    (found,) = lines(book)
    assert found.endswith("for himself; let another approver commit it")
