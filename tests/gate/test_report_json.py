"""The JSON report keeps to its schema, which refuses what it does not know."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gate.small_report import HOSTILE, hostile_report, small_report
from mlplatform.gate.reports import json_report

SCHEMA = json.loads(json_report.SCHEMA.read_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [small_report(), small_report(new=None, resolved=()), hostile_report()])
def test_a_report_keeps_to_the_schema(report: Any) -> None:
    VALIDATOR.validate(json.loads(json_report.write(report)))


def _objects(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every object of a value stands."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    below = [found for key, member in members for found in _objects(member, (*path, key))]
    return ([path] if isinstance(value, dict) else []) + below


def test_a_key_that_the_schema_does_not_know_is_refused_wherever_it_stands() -> None:
    value = json_report.value(small_report())
    places = _objects(value)
    assert len(places) > 30
    for place in places:
        changed = copy.deepcopy(value)
        target: Any = changed
        for key in place:
            target = target[key]
        target["further"] = 1
        assert not VALIDATOR.is_valid(changed), place


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_report_that_lacks_a_part_is_refused(key: str) -> None:
    value = json_report.value(small_report())
    del value[key]
    assert not VALIDATOR.is_valid(value)


def test_each_result_is_there_with_all_that_is_known_of_it() -> None:
    value = json_report.value(small_report())
    assert value["verdict"] == "findings"
    assert value["summary"] == {
        "sentence": "3 findings: 1 critical, 1 high, 1 medium. 6 pass, 1 excepted.",
        "results": 10,
        "findings": 3,
        "by_standing": {"fail": 2, "undecided": 1, "excepted": 1, "pass": 6},
        "by_severity": {"critical": 1, "high": 1, "medium": 1, "low": 0},
        "unmatched": 1,
        "new": 2,
        "resolved": 1,
    }
    assert value["results"][0] == {
        "control": "NET-01",
        "plan": "dev/credit_risk",
        "address": "aws_subnet.open",
        "status": "fail",
        "severity": "high",
        "reason": "a way leads to the internet",
        "remedy": 'Set what_net_01 = "On".',
        "path": ["route table aws_route_table.workload", "aws_route.default: 0.0.0.0/0", "internet"],
        "environment": "dev",
        "new": True,
        "excepted": None,
    }
    (excepted,) = [result["excepted"] for result in value["results"] if result["excepted"]]
    assert excepted == {
        "owner": "web-team",
        "reason": "The public website is meant to be read.",
        "expires": "2027-02-10",
    }
    assert [result["new"] for result in value["results"][:3]] == [True, False, True]
    assert value["unmatched"] == ["SM-02"]
    assert [result["address"] for result in value["resolved"]] == ["aws_sagemaker_domain.old"]
    assert value["controls"][1]["references"] == {
        "security_hub": ["EC2.15", "EC2.2"],
        "cis": ["6.5"],
        "nist_800_53": ["AC-4"],
    }


def test_without_a_base_nothing_is_called_new() -> None:
    value = json_report.value(small_report(new=None, resolved=()))
    assert value["summary"]["new"] is None
    assert {result["new"] for result in value["results"]} == {None}


def test_hostile_names_come_back_as_they_were() -> None:
    text = json_report.write(hostile_report())
    assert text.isascii()
    reasons = [result["reason"] for result in json.loads(text)["results"]]
    assert set(reasons) == set(HOSTILE)
