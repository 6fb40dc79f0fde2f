"""What all forms share: texts that hide nothing, counts, order, verdict; and that every form bears hostile names."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from gate.small_report import FINE, LATER, OPEN, TAKEN, WIDE, hostile_report, result, small_report
from mlplatform.gate.report import Scanner
from mlplatform.gate.reports import FORMATS, relevance, terminal
from mlplatform.gate.reports.summary import NO_PLAN, Summary
from mlplatform.gate.reports.texts import number, shortened, visible
from mlplatform.paths import REPOSITORY


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Größe ü 漢", "plain Größe ü 漢"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x1b[31m\x00\x9b", "\\x1b[31m\\x00\\x9b"),
        ("\u202egnp\u2069\u200b\ufeff\u00ad", "\\u202egnp\\u2069\\u200b\\ufeff\\xad"),
        ("\ud800\uffff\U000e0041", "\\ud800\\uffff\\U000e0041"),
        ("\u2028\u2029\xa0", "\\u2028\\u2029\\xa0"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(text).isprintable()


def test_a_text_is_shortened_to_what_is_allowed() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"


def test_numbers_go_with_their_word() -> None:
    assert [number(n, "finding") for n in (0, 1, 1204)] == ["0 findings", "1 finding", "1,204 findings"]
    assert number(2, "policy", "policies") == "2 policies"


def test_results_are_counted_as_they_stand() -> None:
    summary = Summary(small_report())
    assert summary.standings == {"fail": 2, "undecided": 1, "excepted": 1, "pass": 6}
    assert summary.severities == {"critical": 1, "high": 1, "medium": 1, "low": 0}
    assert summary.environments == ["dev", "prod"]


def test_the_worst_finding_stands_first() -> None:
    assert Summary(small_report()).findings == [WIDE, OPEN, LATER]


def test_a_finding_of_no_plan_has_an_environment_of_its_own() -> None:
    about_file = result("SM-02", "aws_x.y", plan="exceptions.yaml")
    summary = Summary(small_report(results=(OPEN, about_file)))
    assert summary.environment(about_file) == NO_PLAN
    assert summary.environments == ["dev", "prod", NO_PLAN]


def test_the_verdict_says_what_was_found_and_what_was_not_asked() -> None:
    assert Summary(small_report()).verdict == "3 findings: 1 critical, 1 high, 1 medium. 6 pass, 1 excepted."
    clean = small_report(results=(TAKEN, *FINE))
    assert Summary(clean).holds
    assert Summary(clean).verdict == "No findings. 6 pass, 1 excepted."
    without = replace(clean, results=(), scanners=(Scanner("checkov", "", False, why="left out"),))
    assert Summary(without).verdict == (
        "No control found a resource to judge. 0 pass, 0 excepted; "
        "checkov did not run, and its controls are not answered."
    )


def test_changes_that_matter_to_a_reviewer_are_grouped_and_the_rest_kept() -> None:
    changes = small_report().changes
    access = relevance.grouped(changes, relevance.ACCESS)
    assert {group: [change.address for change in members] for group, members in access.items()} == {
        "Permissions of identities": ["aws_iam_policy.wide"],
        "Identities and who may take them on": ["aws_iam_role.old"],
        "Ways through the network": ["aws_nat_gateway.out"],
    }
    assert list(relevance.grouped(changes, relevance.COST)) == ["Network, by the hour and by gigabyte"]
    assert [change.address for change in relevance.rest(changes)] == ["aws_ssm_parameter.name"]


def test_each_type_stands_once_in_a_list() -> None:
    text = (REPOSITORY / "scripts/mlplatform/gate/reports/relevance.yaml").read_text()
    for part, known in zip(text.split("\ncost:\n"), (relevance.ACCESS, relevance.COST), strict=True):
        written = [line.removeprefix("    - ") for line in part.splitlines() if line.startswith("    - ")]
        assert len(written) == len(set(written)) == len(known) > 50
        assert all(type.startswith("aws_") for type in written)


@pytest.mark.parametrize("form", [*FORMATS, "text"])
def test_every_form_can_be_written_to_a_file_whatever_a_plan_holds(form: str) -> None:
    write = terminal.text if form == "text" else FORMATS[form]
    text = write(hostile_report())
    text.encode()  # a lone surrogate would not let itself be written
    assert {character for character in text if not character.isprintable()} == {"\n"}


def test_what_the_gate_reads_beside_its_code_is_installed_with_it() -> None:
    package = REPOSITORY / "scripts" / "mlplatform"
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["mlplatform"]
    installed = {path for pattern in patterns for path in package.glob(pattern)}
    needed = {
        path
        for path in (package / "gate").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert needed - installed == set()
    assert package / "gate" / "reports" / "html" / "page.css" in needed
