"""The parts of the page that need no browser: evidence set out, data embedded, counts of the matrix."""

from __future__ import annotations

import json

import pytest

from gate.small_report import HOPS, HOSTILE, STATEMENT, small_report
from mlplatform.gate.reports.html import embedded, ours
from mlplatform.gate.reports.html.matrix import groupings
from mlplatform.gate.reports.html.view import WIDE, readable, set_out
from mlplatform.gate.reports.summary import Summary


def test_evidence_is_hops_and_statements_in_their_order() -> None:
    found = list(readable(("before", STATEMENT, *HOPS, "[not JSON", "{}")))
    assert [part["hops"] or "statement" for part in found] == [
        ["before"],
        "statement",
        [*HOPS, "[not JSON"],
        "statement",
    ]
    assert json.loads(found[1]["statement"].unescape()) == json.loads(STATEMENT)
    assert [part["size"] for part in found] == [1, 7, 4, 1]


def test_what_fits_into_a_line_of_json_stands_in_one_and_nothing_is_lost() -> None:
    value = {
        "Short": ["a", {"b": None}],
        "Long": [f"arn:aws:s3:::a-bucket-with-a-long-name-{n}" for n in range(4)],
        "Empty": [],
        "Deep": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg1", "x": "y" * 60}}},
    }
    lines = list(set_out(value))
    assert json.loads("\n".join(lines)) == value
    assert '  "Short": ["a", {"b": null}],' in lines
    assert max(map(len, lines)) <= WIDE + 2


def test_evidence_that_is_nested_without_end_is_shown_as_it_stands() -> None:
    line = "[" * 100_000
    (part,) = readable((line,))
    assert part["hops"] == [line]


@pytest.mark.parametrize("text", HOSTILE)
def test_embedded_data_can_end_no_element_and_comes_back_whole(text: str) -> None:
    found = embedded([text])
    assert not set("<>&") & set(found)
    assert found.isascii()
    assert json.loads(found) == [text]


def test_a_sentence_of_ours_has_its_code_and_is_escaped() -> None:
    assert ours("Set `a < b` & <c>.") == "Set <code>a &lt; b</code> &amp; &lt;c&gt;."


def test_a_group_of_the_matrix_sums_its_rows_and_no_control_is_lost() -> None:
    report = small_report()
    for grouping in groupings(Summary(report)):
        assert {row.id for group in grouping.groups for row in group.rows} == set(report.controls)
        for group in grouping.groups:
            assert len(group.cells) == 2
            for place, cell in enumerate(group.cells):
                assert cell.counts.total() == sum(row.cells[place].counts.total() for row in group.rows)
    family, *frameworks = groupings(Summary(report))
    assert sum(cell.counts.total() for group in family.groups for cell in group.cells) == len(report.results)
    assert [grouping.name for grouping in frameworks] == [
        "Security Hub",
        "CIS AWS Foundations",
        "NIST 800-53",
        "AWS Config",
    ]
