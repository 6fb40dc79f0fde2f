"""``mlp gate`` over a template at the door: exit codes, the line of a finding, parameters, and bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gate.files import written as plan_file
from mlplatform.paths import REPOSITORY

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Access: {Type: String, AllowedValues: [VpcOnly, PublicInternetOnly]}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      KmsMasterKeyId: %s
"""


def gate(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mlplatform.cli", "gate", *words]
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=REPOSITORY / "scripts", env=environment, capture_output=True, text=True
    )


@pytest.fixture(name="template")
def _template(tmp_path: Path) -> Path:
    path = tmp_path / "template.yaml"
    path.write_text(TEMPLATE % "alias/aws/sns")
    return path


def test_a_finding_ends_with_1_and_names_its_line(template: Path) -> None:
    ran = gate(str(template), "--without-checkov")
    assert ran.returncode == 1
    assert f"{template}:8: Topic.KmsMasterKeyId" in ran.stdout
    assert "cfn-lint: " in ran.stdout


def test_a_template_without_a_finding_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text("Resources:\n  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}\n")
    ran = gate(str(path), "--without-checkov")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_is_no_template_ends_with_2_and_one_line(tmp_path: Path) -> None:
    path = tmp_path / "template.yml"
    path.write_text("Resources: [")
    ran = gate(str(path), "--without-checkov")
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1].startswith(f"mlp: {path}:")


def test_a_value_that_no_launch_can_have_ends_with_2(template: Path, tmp_path: Path) -> None:
    given = tmp_path / "dev.json"
    given.write_text('{"Access": "Anyone"}')
    ran = gate(str(template), "--without-checkov", "--parameters", f"dev={given}")
    assert ran.returncode == 2
    assert f'{given}: Access: is "Anyone"; allowed: VpcOnly, PublicInternetOnly' in ran.stderr


def test_plans_and_templates_stand_in_one_report(template: Path, tmp_path: Path) -> None:
    plan = plan_file(tmp_path / "plan.json", {"aws_sns_topic.this": {"name": "x"}})
    ran = gate(f"root={plan}", f"product={template}", "--without-checkov", "--format", "json")
    report = json.loads(ran.stdout)
    assert [each["name"] for each in report["plans"]] == ["root", "product"]
    asked = {(r["plan"], r["status"]) for r in report["results"] if r["control"] == "KMS-10"}
    assert asked == {("root", "fail"), ("product", "fail")}


def test_the_help_tells_of_templates() -> None:
    assert "CloudFormation" in gate("plans", "--help").stdout
    assert "template" in gate("--help").stdout
