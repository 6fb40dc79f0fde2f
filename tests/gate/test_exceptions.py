"""Exceptions: they cover what they name, until they expire; expired and unused ones are findings themselves."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.gate import exceptions
from mlplatform.gate.answers import Status
from mlplatform.gate.exceptions import Applied, Exception_
from mlplatform.gate.judge import Result

TODAY = datetime.date(2027, 1, 15)


def finding(control: str = "SM-01", address: str = 'aws_x.y["a"]', status: Status = "fail") -> Result:
    return Result(control, "dev/risk", address, status, "high", "why", "how")


def entry(**changed: object) -> Exception_:
    return Exception_.model_validate(
        {
            "control": "SM-01",
            "address": 'aws_x.y["a"]',
            "owner": "platform@bank.example",
            "reason": "Decided for the time of the migration.",
            "expires": "2027-01-31",
            **changed,
        }
    )


def laid(entries: list[Exception_], results: list[Result], creates: bool = False) -> Applied:
    return exceptions.apply(entries, results, {"dev/risk": creates}, "exceptions.yaml", TODAY)


def test_a_finding_is_covered_and_says_by_whom_and_why_and_until_when() -> None:
    result = finding()
    applied = laid([entry()], [result, finding(address="aws_x.z")])
    (excepted,) = applied.excepted.items()
    assert excepted[0] is result
    assert excepted[1].owner == "platform@bank.example"
    assert excepted[1].expires == "2027-01-31"
    assert not applied.findings


@pytest.mark.parametrize(
    ("pattern", "covers"),
    [
        ('aws_x.y["a"]', True),
        ("aws_x.*", True),
        ('aws_x.y["b"]', False),
        ("aws_x.y[a]", False),  # brackets are no pattern here
        ("aws_x.y", False),
    ],
)
def test_an_address_is_exact_but_for_stars(pattern: str, covers: bool) -> None:
    assert bool(laid([entry(address=pattern)], [finding()]).excepted) is covers


def test_an_exception_is_for_one_control() -> None:
    assert not laid([entry()], [finding(control="SM-02")]).excepted


def test_what_passes_needs_none() -> None:
    applied = laid([entry()], [finding(status="pass")])
    assert [result.control for result in applied.findings] == ["EXC-02"]


def test_an_expired_one_covers_nothing_and_is_a_finding() -> None:
    applied = laid([entry(expires="2027-01-14")], [finding()])
    assert not applied.excepted
    (own,) = applied.findings
    assert (own.control, own.status) == ("EXC-01", "fail")
    assert "expired on 2027-01-14" in own.reason


def test_it_holds_on_its_last_day() -> None:
    assert laid([entry(expires="2027-01-15")], [finding()]).excepted


def test_an_unused_one_is_a_finding_where_its_root_is_judged_and_only_there() -> None:
    assert [r.control for r in laid([entry()], []).findings] == ["EXC-02"]
    assert not laid([entry(root="prod/*")], []).findings
    assert [r.control for r in laid([entry(root="dev/*")], []).findings] == ["EXC-02"]
    assert not laid([entry(root=["prod/*", "test/*"])], []).findings
    assert [r.control for r in laid([entry(root=["prod/*", "dev/*"])], []).findings] == ["EXC-02"]


def test_until_applied_covers_what_is_undecided_before_the_first_apply_and_nothing_else() -> None:
    waits = entry(until_applied=True)
    undecided = finding(status="undecided")
    assert laid([waits], [undecided], creates=True).excepted
    assert not laid([waits], [undecided], creates=False).excepted
    assert not laid([waits], [finding(status="fail")], creates=True).excepted
    assert not laid([waits], [], creates=False).findings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("exceptions: [{control: SM-01}]", "exceptions.0.address: Field required"),
        ("exceptions: {}", "exceptions"),
        ("- a", "valid dictionary"),
        ("exceptions: [", "is not YAML"),
        ("other: 1", "other: Extra inputs"),
        (
            "exceptions: [{control: SM-01, address: a, owner: me@x, reason: too short, expires: 2027-01-01}]",
            "exceptions.0.reason",
        ),
        (
            "exceptions: [{control: SM-01, address: a, owner: me@x, reason: long enough to be read, expires: soon}]",
            "exceptions.0.expires",
        ),
        (
            "exceptions: [{control: SM-99, address: a, owner: me@x, reason: long enough to be read, expires: 2027-01-01}]",
            'exceptions.0.control: is "SM-99"',
        ),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_in_one_line(
    text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "exceptions.yaml"
    path.write_text(text)
    with pytest.raises(BadInput) as error:
        exceptions.read(path, ["SM-01"])
    assert str(path) in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_an_empty_file_excepts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.yaml"
    path.write_text("# none\n")
    assert exceptions.read(path, []) == ()
