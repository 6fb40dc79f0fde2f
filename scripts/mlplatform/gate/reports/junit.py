"""The report as JUnit XML, as GitLab and Jenkins read it: a suite for a control, a case for a resource."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports.summary import Summary
from mlplatform.gate.reports.texts import visible

NO_RESOURCE = "no plan holds a resource that this control is about"


def write(report: Report) -> str:
    """The report as text. XML knows no control characters, even as escapes: they are shown as ``\\x07``."""
    summary = Summary(report)
    root = Element("testsuites", name="policy gate", timestamp=report.judged_at)
    by_control: dict[str, list[Result]] = {id: [] for id in report.controls}
    for result in report.results:
        by_control[result.control].append(result)
    for control, results in by_control.items():
        if results or control in report.unmatched:
            _suite(root, summary, control, results)
    _count(root, root)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, summary: Summary, control: str, results: list[Result]) -> None:
    written = summary.report.controls[control]
    suite = SubElement(root, "testsuite", name=visible(f"{control} {written.statement}"))
    for result in results:
        name = visible(f"{result.plan}: {result.address}")
        case = SubElement(suite, "testcase", classname=control, name=name, time="0")
        _answer(case, summary, result)
    if not results:
        case = SubElement(suite, "testcase", classname=control, name="no resource", time="0")
        SubElement(case, "skipped", message=NO_RESOURCE)
    _count(suite, suite)


def _answer(case: Element, summary: Summary, result: Result) -> None:
    excepted = summary.report.excepted.get(result)
    if excepted:
        why = f"excepted until {excepted.expires} by {excepted.owner}: {excepted.reason}"
        SubElement(case, "skipped", message=visible(f"{why} ({result.status}: {result.reason})"))
    elif result.status != "pass":
        failure = SubElement(case, "failure", type=result.status, message=visible(result.reason))
        lines = [f"{result.severity}: {result.reason}", *result.path, f"Remedy: {result.remedy}"]
        failure.text = "\n".join(map(visible, lines))


def _count(element: Element, below: Element) -> None:
    element.set("tests", str(len(list(below.iter("testcase")))))
    element.set("failures", str(len(list(below.iter("failure")))))
    element.set("errors", "0")
    element.set("skipped", str(len(list(below.iter("skipped")))))
