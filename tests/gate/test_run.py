"""One run of the gate: several plans together, beside a base, and what of it may not be told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from gate.files import written
from mlplatform.errors import BadInput
from mlplatform.gate import catalogue, run
from mlplatform.gate.exceptions import Exception_
from mlplatform.gate.report import Report
from mlplatform.gate.run import Given
from mlplatform.gate.settings import Settings

DOMAIN = {
    "domain_name": "studio",
    "auth_mode": "SSO",
    "app_network_access_type": "VpcOnly",
    "tags_all": {"environment": "test"},
}
PUBLIC = DOMAIN | {"app_network_access_type": "PublicInternetOnly"}


def judged(plans: dict[str, Path], **given: Any) -> Report:
    return run.run(Given(plans, Settings.unsaid(), checkov=False, **given))


def answers(report: Report, control: str) -> dict[tuple[str, str], str]:
    return {(r.plan, r.address): r.status for r in report.results if r.control == control}


def test_several_plans_are_judged_together_and_told_apart(tmp_path: Path) -> None:
    dev = written(tmp_path / "dev.json", {"aws_sagemaker_domain.this": PUBLIC})
    prod = written(tmp_path / "prod.json", {"aws_sagemaker_domain.this": DOMAIN})
    report = judged({"dev/risk": dev, "prod/risk": prod})
    assert answers(report, "SM-01") == {
        ("dev/risk", "aws_sagemaker_domain.this"): "fail",
        ("prod/risk", "aws_sagemaker_domain.this"): "pass",
    }
    assert [plan.name for plan in report.plans] == ["dev/risk", "prod/risk"]


def test_the_environment_is_what_the_tags_say_else_the_first_word_of_the_name(tmp_path: Path) -> None:
    tagged = written(tmp_path / "a.json", {"aws_sagemaker_domain.this": DOMAIN})
    plain = written(tmp_path / "b.json", {"aws_sns_topic.this": {"name": "x"}})
    report = judged({"dev/risk": tagged, "prod/risk": plain})
    assert [plan.environment for plan in report.plans] == ["test", "prod"]


def test_beside_a_base_a_finding_is_new_or_resolved_or_neither(tmp_path: Path) -> None:
    base = written(
        tmp_path / "base.json",
        {"aws_sagemaker_domain.old": PUBLIC, "aws_sagemaker_domain.mended": PUBLIC},
    )
    head = written(
        tmp_path / "head.json",
        {
            "aws_sagemaker_domain.old": PUBLIC,
            "aws_sagemaker_domain.mended": DOMAIN,
            "aws_sagemaker_domain.added": PUBLIC,
        },
    )
    report = judged({"dev/risk": head}, base={"dev/risk": base})
    assert report.new is not None
    assert {r.address for r in report.new if r.control == "SM-01"} == {"aws_sagemaker_domain.added"}
    assert {r.address for r in report.resolved if r.control == "SM-01"} == {"aws_sagemaker_domain.mended"}


def test_without_a_base_nothing_is_called_new(tmp_path: Path) -> None:
    report = judged({"dev/risk": written(tmp_path / "a.json", {"aws_sagemaker_domain.this": PUBLIC})})
    assert report.new is None
    assert report.resolved == ()


def test_an_exception_takes_a_finding_off_the_count_and_stays_in_sight(tmp_path: Path) -> None:
    plan = written(tmp_path / "a.json", {"aws_sagemaker_domain.this": PUBLIC})
    entry = Exception_(
        control="SM-01",
        address="aws_sagemaker_domain.this",
        owner="platform@bank.example",
        reason="Until the network of this account stands.",
        expires=datetime.date(2030, 1, 1),
    )
    report = judged({"dev/risk": plan}, exceptions=[entry], today=datetime.date(2027, 1, 1))
    assert "SM-01" not in {finding.control for finding in report.findings}
    assert answers(report, "SM-01") == {("dev/risk", "aws_sagemaker_domain.this"): "fail"}
    late = judged({"dev/risk": plan}, exceptions=[entry], today=datetime.date(2031, 1, 1))
    assert {"SM-01", "EXC-01"} <= {finding.control for finding in late.findings}


def test_every_control_is_answered_or_said_to_have_found_nothing(tmp_path: Path) -> None:
    report = judged({"dev/risk": written(tmp_path / "a.json", {"aws_sagemaker_domain.this": DOMAIN})})
    answered = {result.control for result in report.results}
    assert answered.isdisjoint(report.unmatched)
    assert answered | set(report.unmatched) >= {control.id for control in catalogue.load()}


def test_a_scanner_that_was_left_out_is_said_and_its_controls_are_not_called_empty(tmp_path: Path) -> None:
    report = judged({"dev/risk": written(tmp_path / "a.json", {"aws_sagemaker_domain.this": DOMAIN})})
    (scanner,) = report.scanners
    assert not scanner.ran
    assert "--without-checkov" in scanner.why
    assert "NET-03" not in report.unmatched


def test_checkov_answers_in_the_same_report(tmp_path: Path) -> None:
    subnet = {"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "map_public_ip_on_launch": True}
    path = tmp_path / "a.json"
    written(path, {"aws_subnet.public": subnet})
    body = json.loads(path.read_text())
    resource = {"address": "aws_subnet.public", "mode": "managed", "type": "aws_subnet", "name": "public"}
    body["planned_values"] = {"root_module": {"resources": [resource | {"values": subnet}]}}
    path.write_text(json.dumps(body))
    report = run.run(Given({"dev/risk": path}, Settings.unsaid()))
    assert answers(report, "NET-03") == {("dev/risk", "aws_subnet.public"): "fail"}
    (scanner,) = report.scanners
    assert scanner.ran
    assert scanner.version
    assert scanner.checks >= 1


def test_what_is_sensitive_is_in_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    written(path, {"aws_sagemaker_domain.this": DOMAIN | {"app_network_access_type": "hidden-mode"}})
    body = json.loads(path.read_text())
    for change in body["resource_changes"]:
        if change["type"] == "aws_sagemaker_domain":
            change["change"]["after_sensitive"] = {"app_network_access_type": True}
    path.write_text(json.dumps(body))
    report = judged({"dev/risk": path})
    (found,) = [result for result in report.results if result.control == "SM-01"]
    assert found.status == "fail"
    assert "(sensitive)" in found.reason
    assert "hidden-mode" not in str(report.results)


def test_plans_are_named_by_who_gives_them_or_by_their_root() -> None:
    assert run.named(["a=b/c.json", ".work/roots/dev/risk/plan.json", "x.json"]) == {
        "a": Path("b/c.json"),
        "dev/risk": Path(".work/roots/dev/risk/plan.json"),
        "x.json": Path("x.json"),
    }
    with pytest.raises(BadInput, match="there is a plan of the name a already"):
        run.named(["a=1.json", "a=2.json"])
