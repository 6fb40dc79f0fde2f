"""The comment on a pull request, made into HTML as GitHub makes it and looked at there."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from gate.small_report import HOSTILE, OPEN, WIDE, hostile_report, result, small_report
from mlplatform.gate.report import Change, Report
from mlplatform.gate.reports import markdown
from mlplatform.gate.reports.markdown_text import cell, code, ours, prose
from mlplatform.gate.reports.texts import visible

OWN = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "em", "code"}
OWN |= {"details", "summary"}
REFERENCE = re.compile(r"[@#]\w|://|\bwww\.", re.IGNORECASE)


class Page(HTMLParser):
    """The tags of a page, and its text: what stands in code apart, since no reference is looked for there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.code: list[str] = []
        self.words: list[str] = []
        self.attributes: set[str] = set()
        self._open: list[str] = []
        renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.feed(renderer.render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "code":
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag  # each element is closed where it was opened

    def handle_data(self, data: str) -> None:
        if "code" in self._open:
            self.code[-1] += data
        else:
            self.words.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_stands_and_does_nothing(text: str) -> None:
    page = Page(
        f"- {code(text, 999)} {prose(text, 999)}\n\n| a | b |\n|---|---|\n| {cell(text, 999)} | 2 |\n"
    )
    assert set(page.tags) <= {"ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags.count("td") == 2
    assert page.code == [visible(text)] * 2
    words = "".join(page.words)
    assert visible(text) in words.replace("\u200b", "")
    assert not REFERENCE.search(words)


def test_a_hostile_report_has_no_element_but_the_comments_own() -> None:
    page = Page(markdown.write(hostile_report()))
    assert set(page.tags) <= OWN
    assert page.attributes <= {"style"}  # the alignment of a column of numbers
    assert not REFERENCE.search(" ".join(page.words))


def test_a_sentence_of_the_catalogue_keeps_its_code() -> None:
    page = Page(ours("A domain is `VpcOnly` <alone>."))
    assert page.code == ["VpcOnly"]
    assert "".join(page.words).strip() == "A domain is  <alone>."


def headings(text: str) -> list[str]:
    return re.findall(r"^(?:#+ |<details><summary>)(.*?)(?:</summary>)?$", text, re.MULTILINE)


def test_what_changes_stands_first_access_and_cost_before_findings_and_the_rest_is_folded() -> None:
    assert headings(markdown.write(small_report())) == [
        "Policy gate: 3 findings",
        "What changes",
        "Changes that concern access",
        "Changes that concern cost",
        "New findings",
        "Resolved findings",
        "1 finding that the base has too",
        "1 exception",
        "1 control without a resource",
        "The run",
        "1 further change",
    ]


def test_without_a_base_all_findings_are_shown() -> None:
    text = markdown.write(small_report(new=None, resolved=()))
    assert "Findings" in headings(text)
    assert "Resolved findings" not in headings(text)
    assert all(
        address in text for address in ("aws_iam_policy.wide", "aws_subnet.open", "aws_s3_bucket.later")
    )


def test_changes_are_counted_by_plan_and_what_is_taken_away_is_named_first() -> None:
    text = markdown.write(small_report())
    assert "| plan | environment | delete | replace | update | create |" in text
    assert "| `dev/credit_risk` | `dev` | 0 | 0 | 1 | 1 |" in text
    assert "| `prod/credit_risk` | `prod` | 1 | 1 | 0 | 0 |" in text
    many = [Change("dev/credit_risk", f"aws_iam_role.r{n:02}", "aws_iam_role", "create") for n in range(20)]
    many.append(Change("dev/credit_risk", "aws_iam_role.z", "aws_iam_role", "delete"))
    text = markdown.write(small_report(changes=tuple(many)))
    shown = text[text.index("Changes that concern access") : text.index("New findings")]
    assert shown.count("- create `") == markdown.SHOWN - 1
    assert shown.index("- delete `aws_iam_role.z`") < shown.index("- create `aws_iam_role.r00`")
    assert "- and 13 create, below" in shown
    assert all(f"aws_iam_role.r{n:02}" in text for n in range(20))


def test_a_finding_has_its_reason_its_evidence_and_its_remedy() -> None:
    text = markdown.write(small_report(new=(OPEN, WIDE)))
    assert "- fail `aws_subnet.open` in `dev/credit_risk`: a way leads to the internet" in text
    assert "  - `aws_route.default: 0.0.0.0/0`" in text
    assert '- **Remedy**: Set what&#95;net&#95;01 = "On".' in text
    assert '  - `{"Sid": "All"' in text


@pytest.mark.parametrize("size", [300, 3000])
@pytest.mark.parametrize("filling", ["x", "ü", "\U0001f600", "`", "|", "<"])
def test_a_comment_keeps_to_the_limit_and_says_what_it_leaves_out(size: int, filling: str) -> None:
    found = tuple(
        result("NET-01", f'aws_x.y["{n}{filling * 90}"]', reason=filling * 300, path=(filling * 200,) * 6)
        for n in range(size)
    )
    report = small_report(results=found, new=found, excepted={})
    text = markdown.write(report)
    assert 50_000 < len(text.encode()) <= markdown.LIMIT
    left, every = re.search(r"_([\d,]+) of ([\d,]+) do not fit into this comment", text).groups()  # type: ignore[union-attr]
    shown = text.count("\n- fail `")
    assert int(every.replace(",", "")) == size
    assert int(left.replace(",", "")) + shown == size
    assert set(Page(text).tags) <= OWN  # nothing is cut in the middle of an element
    assert headings(text)[-1] == "1 further change"


def test_a_comment_that_fits_leaves_nothing_out() -> None:
    assert "do not fit" not in markdown.write(small_report())


def test_no_findings_are_said_too() -> None:
    report: Report = replace(small_report(), results=(), new=(), excepted={})
    assert markdown.write(report).startswith("## Policy gate: no findings\n")
    assert "### New findings\n\nNone." in markdown.write(report)
