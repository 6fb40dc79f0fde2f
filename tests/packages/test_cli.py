"""``mlp packages`` without CodeArtifact: what it says, what it refuses, and with which exit code."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from packages.desk import Desk
from packages.records import (
    ASKS,
    FIRST,
    NOON,
    SECOND,
    Book,
    approved,
    finding,
    recall,
    request,
    scan,
    version,
)

WHY = ("--because", "A library that others need.", "--use-case", "credit_risk", "--as", ASKS)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setattr("time.sleep", lambda _: None)  # nobody answers there, however often it is asked
    return Desk(Book.made(tmp_path / "repository"), monkeypatch, capsys)


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "a_request_of_no_version": (("request", "six", *WHY), '"six": is no version of a package'),
    "a_request_by_nobody": (("request", "six==1.17.0", *WHY[:4]), '--as: is ""; allowed: u and six digits'),
    "a_request_without_a_reason": (("request", "six==1.17.0", "--because", " ", *WHY[2:]), "--because: is empty"),
    "a_request_for_no_use_case": (
        ("request", "six==1.17.0", *WHY[:2], "--use-case", "nothing", *WHY[4:]),
        '--use-case: is "nothing"; allowed: credit_risk, customer_lifetime_value',
    ),
    "an_approval_of_nothing": (("approve", "six==1.17.0", "--as", FIRST), 'request "six==1.17.0": no file'),
    "a_scan_without_advisories": (("scan", "six==1.17.0"), "--advisories: is not given, nor is MLP_ADVISORIES"),
    "a_scan_of_all_that_is_live_that_would_write": (("scan", "--live"), "--live: allowed with --check"),
    "a_publish_of_nothing": (("publish",), "REQUEST: allowed: one or more, or --all"),
    "a_publish_of_one_and_of_all": (("publish", "six==1.17.0", "--all"), "not both"),
    "an_expiry_on_no_day": (("expire", "--on", "soon"), '--on: is "soon"; allowed: a day such as 2026-12-31'),
    "a_recall_without_a_reason": (("recall", "six==1.17.0", "--as", ASKS), "--because: is empty"),
    "a_lock_of_no_use_case": (("lock", "nothing", "six"), 'USE_CASE: is "nothing"; allowed: credit_risk'),
    "a_lock_of_no_image": (("lock", "--image", "nothing", "six"), 'NAME: is "nothing"; allowed: base'),
    "a_lock_of_nothing": (("lock", "credit_risk"), "REQUIREMENT: none is given"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_one_line_and_2(what: str, desk: Desk) -> None:
    words, said = REFUSED[what]
    ended = desk.run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("mlp: ")
    assert said in ended.err


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (request(scan=None), "draft (not scanned yet)"),
        (request(), "pending (needs 2 more approvals)"),
        (approved(request()), "live (until 2026-11-28)"),
    ],
)
def test_a_second_request_is_refused_and_says_how_the_first_stands(
    one: object, state: str, desk: Desk
) -> None:
    desk.book.records.write_request(one)  # type: ignore[arg-type]
    ended = desk.run("request", "six==1.17.0", *WHY)
    assert ended.code == 2
    assert f"six==1.17.0: a request by {ASKS} stands already, {state}; allowed: another version" in ended.err


def test_a_recalled_version_is_not_asked_for_again(desk: Desk) -> None:
    desk.book.records.write_recall(recall("six==1.17.0"))
    assert "six==1.17.0: is recalled, for good" in desk.run("request", "Six==1.17.0", *WHY).err


def test_an_approval_says_what_is_missing_and_who_has_to_commit_it(desk: Desk) -> None:
    desk.book.asked()
    ended = desk.run("approve", "six==1.17.0", "--as", FIRST)
    assert (ended.code, ended.out) == (
        0,
        f"six==1.17.0: approved by {FIRST}; pending: needs 1 more approval\n",
    )
    assert f"as {FIRST}@bank.example: git says who approved" in ended.err
    last = desk.run("approve", "six==1.17.0", "--as", SECOND, "--json").json
    assert last == {"request": "six==1.17.0", "state": "live", "missing": 0, "until": "2026-11-28"}


def test_findings_that_are_left_are_listed_and_end_with_1(desk: Desk) -> None:
    desk.book.asked(request(scan=scan(finding(), finding("licence"))))
    ended = desk.run(
        "approve", "six==1.17.0", "--as", FIRST, "--accept", finding().id, "--because", "Not reached."
    )
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "  licence:six==1.17.0: six==1.17.0 has a licence",
        "mlp: six==1.17.0: 1 finding stands; accept each with --accept FINDING --because TEXT, or refuse the request",
    ]
    assert desk.book.records.request("six==1.17.0").approvals == ()


def test_check_asks_git_and_ends_with_1_for_what_does_not_hold(desk: Desk) -> None:
    desk.book.settled()
    ended = desk.run("check")
    assert (ended.code, ended.out) == (0, "1 requests: every approval is its approver's\n")
    one = desk.book.asked(request(version("idna", "3.10")))
    desk.book.put(approved(one), FIRST)
    ended = desk.run("check")
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)
    told = desk.run("check", "--json")
    assert (told.code, told.json["general"], list(told.json["requests"])) == (1, [], ["idna==3.10"])


def test_publish_refuses_all_where_the_records_do_not_hold(desk: Desk) -> None:
    desk.book.records.write_request(approved(request()))
    ended = desk.run("publish", "--all")
    assert ended.code == 1
    assert "not committed, so nobody answers for it" in ended.err.splitlines()[0]
    assert "nothing is published: the records do not hold" in ended.err.splitlines()[1]


def test_status_tells_how_all_stands_and_what_a_lock_carries_that_is_not_live(desk: Desk) -> None:
    desk.book.settled(request(version("pandas", "2.2.3", "six"), version("six", "1.17.0")))
    desk.book.asked(request(version("idna", "3.10")))
    assert desk.run("lock", "credit_risk", "pandas").code == 0
    told = desk.run("status", "--json").json
    assert [(one["key"], one["state"]) for one in told["requests"]] == [
        ("idna==3.10", "pending"),
        ("pandas==2.2.3", "live"),
    ]
    assert [one for one in told["locks"] if one["name"] == "credit_risk"] == [
        {"name": "credit_risk", "carries": 2, "not_live": []}
    ]
    desk.book.records.write_recall(recall("six==1.17.0"))
    told = desk.run("status", "--json").json
    assert told["locks"][0]["not_live"] == ["six==1.17.0: is not live"]
    later = desk.run("status", "--json", "--on", "2027-01-01").json
    assert [one["state"] for one in later["requests"]] == ["pending", "expired"]
    assert desk.run("status").out.splitlines() == [
        "idna==3.10: pending: needs 2 more approvals: credit_risk: 0 findings",
        "pandas==2.2.3: live: until 2026-11-28, without six==1.17.0 (recalled): credit_risk: 0 findings",
        "credit_risk: six==1.17.0: is not live: carries 2",
    ]


def test_status_of_nothing_says_how_to_begin(desk: Desk) -> None:
    assert "no request yet; make one: mlp packages request" in desk.run("status").out


def test_a_lock_is_written_once_and_says_so(desk: Desk) -> None:
    desk.book.settled()
    ended = desk.run("lock", "credit_risk", "six")
    assert (ended.code, ended.out.split(": ")[1]) == (0, "written, 1 versions\n")
    assert "is as it was" in desk.run("lock", "credit_risk", "six").out
    assert desk.run("lock", "credit_risk", "six", "--json").json["carries"] == ["six==1.17.0"]


def test_what_is_not_live_cannot_be_locked_and_ends_with_1(desk: Desk) -> None:
    ended = desk.run("lock", "credit_risk", "six")
    assert (ended.code, ended.err) == (
        1, "mlp: six: no version of it is live; ask for one: mlp packages request six==VERSION\n",
    )  # fmt: skip


def test_a_recall_is_written_when_nobody_answers_and_ends_with_1(desk: Desk) -> None:
    desk.book.settled()
    desk.run("lock", "credit_risk", "six")
    ended = desk.run("recall", "six==1.17.0", "--because", "It sends data away.", "--as", ASKS)
    assert ended.code == 1
    assert ended.out.splitlines()[1:] == [
        "  carried by request six==1.17.0", "  carried by lock file credit_risk",
    ]  # fmt: skip
    assert "is recalled in the records, and CodeArtifact is still to be made equal" in ended.err
    assert ended.err.rstrip().endswith("run it again: mlp packages recall six==1.17.0")
    (written,) = desk.book.records.recalls()
    assert (written.key, written.by, written.recalled) == ("six==1.17.0", ASKS, NOON)


def test_a_second_recall_leaves_the_first_as_it_is(desk: Desk) -> None:
    desk.run("recall", "six==1.17.0", "--because", "It sends data away.", "--as", ASKS)
    desk.now = NOON + timedelta(days=1)
    told = desk.run("recall", "six==1.17.0", "--because", "Another reason.", "--as", FIRST, "--json")
    assert (told.code, told.json["new"]) == (1, False)
    assert desk.book.records.recalls()[0].because == "It sends data away."


def test_every_command_has_help(desk: Desk) -> None:
    for name in (
        "request",
        "scan",
        "approve",
        "check",
        "publish",
        "expire",
        "recall",
        "status",
        "verify",
        "lock",
        "provision",
    ):
        ended = desk.run(name, "--help")
        assert ended.code == 0
        assert "--json" in ended.out


def test_nothing_is_coloured_without_a_terminal(desk: Desk) -> None:
    desk.book.settled()
    assert "\x1b" not in desk.run("status").out + desk.run("publish").err


def test_a_base_is_never_an_option_of_git(desk: Desk, tmp_path: Path) -> None:
    ended = desk.run("check", f"--base=--output={tmp_path / 'written'}")
    assert (ended.code, ended.err.count("\n"), (tmp_path / "written").exists()) == (2, 1, False)
    assert "which git would take for an option" in ended.err


def test_no_command_is_said_so(desk: Desk) -> None:
    ended = desk.run()
    assert (ended.code, ended.err) == (2, "mlp: no command is given; see mlp --help\n")
