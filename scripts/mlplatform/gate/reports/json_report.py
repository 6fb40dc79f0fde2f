"""The report as JSON, whose form ``report.schema.json`` fixes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mlplatform.gate.catalogue import Written
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports.summary import Summary, gate_version

SCHEMA = Path(__file__).with_name("report.schema.json")
VERSION = "1.0"


def write(report: Report) -> str:
    """The report as text, in ASCII: whatever a plan holds stands in it as an escape."""
    return json.dumps(value(report), indent=2, ensure_ascii=True) + "\n"


def value(report: Report) -> dict[str, Any]:
    """The report as a value of JSON."""
    summary = Summary(report)
    return {
        "version": VERSION,
        "judged_at": report.judged_at,
        "gate": {"version": gate_version(), "action_table": report.action_table},
        "verdict": "no findings" if summary.holds else "findings",
        "summary": _summary(summary),
        "plans": [asdict(plan) for plan in report.plans],
        "changes": [asdict(change) for change in report.changes],
        "controls": [_control(written) for _, written in sorted(report.controls.items())],
        "results": [_result(summary, result) for result in report.results],
        "unmatched": list(report.unmatched),
        "scanners": [asdict(scanner) for scanner in report.scanners],
        "resolved": [_plain(result) for result in report.resolved],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    report = summary.report
    return {
        "sentence": summary.verdict,
        "results": len(report.results),
        "findings": len(summary.findings),
        "by_standing": summary.standings,
        "by_severity": summary.severities,
        "unmatched": len(report.unmatched),
        "new": None if report.new is None else len(report.new),
        "resolved": None if report.new is None else len(report.resolved),
    }


def _control(written: Written) -> dict[str, Any]:
    found = written.model_dump(mode="json")
    return {**found, "references": {name: ids for name, ids in found["references"].items() if ids}}


def _result(summary: Summary, result: Result) -> dict[str, Any]:
    excepted = summary.report.excepted.get(result)
    return {
        **_plain(result),
        "environment": summary.environment(result),
        "new": None if summary.report.new is None else summary.is_new(result),
        "excepted": asdict(excepted) if excepted else None,
    }


def _plain(result: Result) -> dict[str, Any]:
    return {**asdict(result), "path": list(result.path)}
