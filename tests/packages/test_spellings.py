"""One version, written in several ways: a recall of 1.0.0 is a recall of 1.0, and of nothing else."""

from __future__ import annotations

import pytest

from mlplatform.errors import BadInput
from mlplatform.packages import approval, intake, recall, standing, verify
from mlplatform.packages.files import read_recall, read_request, text_of
from mlplatform.packages.record import Recall, identity
from mlplatform.packages.store import QUARANTINE
from packages.records import (
    ASKS,
    FIRST,
    NOON,
    TODAY,
    Book,
    approved,
    policy,
    request,
    version,
)
from packages.records import recall as recalled
from packages.shop import Shop

ONE = request(version("six", "1.0"))
SAME = ["1.0", "1.0.0", "1"]
OTHERS = ["1.0+local", "1.0.post1", "1!1.0", "1.0rc1", "1.0.1", "1.0.dev0"]


@pytest.mark.parametrize("number", SAME)
def test_a_recall_holds_however_its_version_is_written(number: str) -> None:
    gone = [recalled(f"six=={number}")]
    assert standing.live([approved(ONE)], gone, policy(), TODAY) == {}
    assert standing.of(approved(ONE), gone, policy(), TODAY).state == "recalled"
    with pytest.raises(BadInput, match="is recalled, for good"):
        approval.approve(ONE, policy(), gone, FIRST, (), NOON)


@pytest.mark.parametrize("number", SAME)
def test_what_carries_it_is_live_without_it(number: str) -> None:
    both = approved(request(version("idna", "3.10"), version("six", "1.0")))
    gone = [recalled(f"six=={number}")]
    assert list(standing.live([both], gone, policy(), TODAY)) == ["idna==3.10"]
    assert standing.of(both, gone, policy(), TODAY).why.endswith("without six==1.0 (recalled)")


@pytest.mark.parametrize("number", OTHERS)
def test_another_version_is_not_recalled_with_it(number: str) -> None:
    assert list(standing.live([approved(ONE)], [recalled(f"six=={number}")], policy(), TODAY)) == ["six==1.0"]
    assert identity(f"six=={number}") != identity("six==1.0")


def test_a_recall_is_written_as_requests_write_the_version(book: Book) -> None:
    book.asked(ONE)
    written, is_new = recall.record(book.records, "Six==1.0.0", "It sends data away.", ASKS, NOON)
    assert (written.key, is_new) == ("six==1.0", True)
    again, is_new = recall.record(book.records, "six==1", "Once more.", ASKS, NOON)
    assert (again, is_new) == (written, False)


def test_carriers_are_found_however_they_write_it(book: Book) -> None:
    lock = book.top / "lock.txt"
    lock.write_text(f"six==1.0 --hash=sha256:{'a' * 64}\n")
    found = recall.carriers("six==1.0.0", [ONE], {"credit_risk": lock})
    assert (found.requests, found.locks) == (("six==1.0",), ("credit_risk",))


def test_the_store_loses_it_however_the_store_writes_it(shop: Shop) -> None:
    six = shop.made("six", "1.0")
    asked = shop.fill(six)
    said = recall.withdraw(shop.store, recalled("six==1.0.0"), policy())
    assert said == ["archived in quarantine"]
    assert shop.status(QUARANTINE, six) == "Archived"
    expected = verify.Expected({}, intake.recorded([asked]), frozenset({"six==1.0.0"}), policy())
    assert verify.verify(shop.store, expected, deep=False, say=shop.say) == []


@pytest.mark.parametrize("number", ["1.0-POST1", "01.0", "v1.0", "1.0.POST1", "", "latest", "../1.0", "1.0 "])
def test_records_write_a_version_in_one_way(book: Book, number: str) -> None:
    path = book.records.folder / "requests" / f"six-{number}.yaml"
    with pytest.raises(BadInput, match="version"):
        read_request(text_of(ONE).replace("1.0\n", f"{number!r}\n").replace("'1.0'", repr(number)), path)
    said = Recall(package="six", version="1.0", recalled=NOON, by=ASKS, because="x")
    with pytest.raises(BadInput, match="version"):
        read_recall(text_of(said).replace("'1.0'", repr(number)), path)
