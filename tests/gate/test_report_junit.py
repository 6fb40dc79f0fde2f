"""The JUnit report, read back as a CI system reads it."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from gate.small_report import HOSTILE, hostile_report, small_report
from mlplatform.gate.report import Report
from mlplatform.gate.reports import junit
from mlplatform.gate.reports.texts import visible


def read(report: Report) -> Element:
    return ElementTree.fromstring(junit.write(report))  # noqa: S314


def test_each_control_is_a_suite_and_each_resource_a_case() -> None:
    root = read(small_report())
    names = {suite.get("name", "").split()[0]: suite for suite in root.iter("testsuite")}
    assert list(names) == ["IAM-01", "NET-01", "S3-01", "SM-01", "SM-02"]
    cases = [(case.get("classname"), case.get("name")) for case in names["S3-01"].iter("testcase")]
    assert cases == [
        ("S3-01", "dev/credit_risk: aws_s3_bucket.later"),
        ("S3-01", "dev/credit_risk: aws_s3_bucket.website"),
    ]


def test_a_failure_is_typed_by_its_answer_and_says_why_and_what_to_write() -> None:
    failures = list(read(small_report()).iter("failure"))
    assert [(f.get("type"), f.get("message")) for f in failures] == [
        ("fail", 'aws_iam_policy.wide["a"] is not as IAM-01 asks'),
        ("fail", "a way leads to the internet"),
        ("undecided", "bucket is known only after apply"),
    ]
    assert (failures[1].text or "").splitlines() == [
        "high: a way leads to the internet",
        "route table aws_route_table.workload",
        "aws_route.default: 0.0.0.0/0",
        "internet",
        'Remedy: Set what_net_01 = "On".',
    ]


def test_what_is_excepted_or_has_no_resource_is_skipped_with_the_reason() -> None:
    messages = [skipped.get("message", "") for skipped in read(small_report()).iter("skipped")]
    assert messages == [
        "excepted until 2027-02-10 by web-team: The public website is meant to be read. (fail: anyone reads it)",
        junit.NO_RESOURCE,
    ]


def test_the_counts_are_those_of_what_is_below() -> None:
    root = read(small_report())
    for element in (root, *root.iter("testsuite")):
        assert int(element.get("tests", "-1")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "-1")) == len(list(element.iter("failure")))
        assert int(element.get("skipped", "-1")) == len(list(element.iter("skipped")))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("11", "3", "2")


def test_hostile_names_are_read_back_as_text_and_nothing_else() -> None:
    root = read(hostile_report())
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
    }
    messages = {failure.get("message") for failure in root.iter("failure")}
    assert messages == {visible(text) for text in HOSTILE}
    names = {case.get("name", "") for case in root.iter("testcase")}
    assert {visible(f'dev/{text}: aws_x.y["{text}"]') for text in HOSTILE} <= names
