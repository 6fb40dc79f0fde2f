"""The report as SARIF 2.1.0, as code scanning of GitHub and others read it: one run, a rule for each control,
a result for each finding and for each excepted one.

Code scanning wants a file and a line: the file is the plan's. It tells alerts apart by
``primaryLocationLineHash``, which is made of control, plan and address here, since all stand in one line.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mlplatform.gate.catalogue import FRAMEWORKS, Severity, Written
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.reports.summary import Summary, family, gate_version
from mlplatform.gate.reports.texts import visible

LEVELS: dict[Severity, str] = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
SCORES: dict[Severity, str] = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
"""``security-severity``: from 9.0 critical, from 7.0 high, from 4.0 medium."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report) -> str:
    """The report as text, in ASCII."""
    return json.dumps(value(report), indent=2, ensure_ascii=True) + "\n"


def value(report: Report) -> dict[str, Any]:
    """The report as a value of JSON."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(Summary(report))]}


def _run(summary: Summary) -> dict[str, Any]:
    report = summary.report
    rules = {id: number for number, id in enumerate(report.controls)}
    files = {plan.name: plan.file for plan in report.plans}
    return {
        "tool": {
            "driver": {
                "name": "mlplatform policy gate",
                "version": gate_version(),
                "rules": [_rule(written) for written in report.controls.values()],
            },
            "extensions": [
                {"name": scanner.name, "version": scanner.version}
                for scanner in report.scanners
                if scanner.ran
            ],
        },
        "automationDetails": {"id": "policy-gate/"},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(summary, result, rules[result.control], files.get(result.plan) or result.plan)
            for result in [*summary.findings, *summary.excepted]
        ],
        "properties": {"actionTable": report.action_table, "unmatched": list(report.unmatched)},
    }


def _invocation(report: Report) -> dict[str, Any]:
    missing = [scanner for scanner in report.scanners if not scanner.ran]
    return {
        "executionSuccessful": True,
        "endTimeUtc": report.judged_at,
        "toolExecutionNotifications": [
            {"level": "warning", "message": {"text": _text(f"{scanner.name} did not run: {scanner.why}")}}
            for scanner in missing
        ],
    }


def _rule(written: Written) -> dict[str, Any]:
    references = {FRAMEWORKS[name]: ids for name, ids in written.references.model_dump().items() if ids}
    known = [f"{name}: {', '.join(ids)}" for name, ids in references.items()]
    return {
        "id": written.id,
        "name": written.id,
        "shortDescription": {"text": _text(written.statement)},
        "fullDescription": {"text": _text(written.why)},
        "help": {
            "text": "\n".join([written.why, f"Remedy: {written.remedy}", *known]),
            "markdown": "\n\n".join([written.why, f"**Remedy.** {written.remedy}", *known]),
        },
        "defaultConfiguration": {"level": LEVELS[written.severity]},
        "properties": {
            "tags": ["security", family(written.id)],
            "precision": "very-high",
            "problem.severity": {"note": "recommendation"}.get(
                LEVELS[written.severity], LEVELS[written.severity]
            ),
            "security-severity": SCORES[written.severity],
        },
    }


def _result(summary: Summary, result: Result, rule: int, file: str) -> dict[str, Any]:
    report = summary.report
    excepted = report.excepted.get(result)
    suppression = excepted and {
        "kind": "external",
        "status": "accepted",
        "justification": visible(f"{excepted.reason} (owner: {excepted.owner}; until {excepted.expires})"),
        "properties": {"owner": excepted.owner, "expires": excepted.expires},
    }
    at = report.locations.get(result)
    said = "Not decided" if result.status == "undecided" else "Fails"
    words = [f"{said}: {result.address}: {result.reason}", *result.path, f"Remedy: {result.remedy}"]
    return {
        "ruleId": result.control,
        "ruleIndex": rule,
        # The kind for what is undecided would be "open", whose level must be "none": readers then hide it.
        "kind": "fail",
        "level": LEVELS[result.severity],
        "message": {"text": "\n".join(map(_text, words))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(at.file if at else file)},
                    "region": {"startLine": at.line if at else 1},
                },
                "logicalLocations": [{"fullyQualifiedName": result.address, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": f"{_fingerprint(result)}:1"},
        "suppressions": [suppression] if suppression else [],
        "properties": {
            "status": result.status,
            "plan": result.plan,
            "environment": summary.environment(result),
            "severity": result.severity,
            **({} if summary.report.new is None else {"new": summary.is_new(result)}),
        },
    }


def uri(file: str) -> str:
    """A path as a reference relative to the folder that the gate runs in, where it lies below it."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    text = quote(path.as_posix().encode("utf-8", "surrogatepass"), safe="/")
    return f"file://{text}" if path.is_absolute() else text


def _fingerprint(result: Result) -> str:
    """The same for the same control at the same address of the same plan, whatever its reason."""
    parts = "\0".join((result.control, result.plan, result.address))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text(text: str) -> str:
    """A message in which nothing is a link, a placeholder or out of sight."""
    return visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")
