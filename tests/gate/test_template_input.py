"""Templates and parameters that are none: refused in one line, by file, line and field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gate.files import written as plan_file
from gate.templates_at_hand import DOMAIN, judged, written
from mlplatform.errors import BadInput
from mlplatform.gate.templates import given as launched


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Resources: [", "is no template"),
        ("- a\n- b\n", "allowed: a CloudFormation template"),
        ("Resources: {}\n", "Resources: is not there or empty"),
        ("Resources: [a]\n", "Resources: is no mapping"),
        ("Resources:\n  A: {Properties: {}}\n", r"template.yaml:2: Resources.A: has no Type"),
        ("Resources:\n  A: {Type: AWS::SNS::Topic, Properties: [a]}\n", "Resources.A.Properties"),
        ("", "Resources: is not there or empty"),
    ],
)
def test_what_is_no_template_is_refused_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    path = written(tmp_path / "template.yaml", text)
    with pytest.raises(BadInput, match=says) as refused:
        judged({"template": path})
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"Environment": "live"}, 'Environment: is "live"; allowed: dev, test, prod'),
        ({"Environmet": "dev"}, "Environmet: is no parameter of the template"),
        ({"AWS::AccountId": "12"}, "AWS::AccountId: is"),
        ({"AWS::Nothing": "x"}, "AWS::Nothing: cannot be given"),
        ({"KeyArn": {"a": "b"}}, "KeyArn: is"),
        (["dev"], "holds list"),
    ],
)
def test_parameters_that_no_launch_could_have_are_refused(values: Any, says: str, tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    file = tmp_path / "given.json"
    file.write_text(json.dumps(values))
    with pytest.raises(BadInput, match=says) as refused:
        judged({"domain": path}, launches=launched.launches([str(file)]))
    assert str(refused.value).startswith(str(file))


def test_parameters_want_a_template_and_names(tmp_path: Path) -> None:
    plan = plan_file(tmp_path / "plan.json", {"aws_sns_topic.this": {"name": "x"}})
    file = written(tmp_path / "given.json", {"A": "b"})
    with pytest.raises(BadInput, match="there is no template"):
        judged({"plan": plan}, launches=launched.launches([str(file)]))
    with pytest.raises(BadInput, match="NAME="):
        launched.launches([str(file), str(file)])


def test_a_plan_in_json_is_no_template_and_a_template_in_json_is_one(tmp_path: Path) -> None:
    template = written(tmp_path / "template.json", {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}})
    plan = plan_file(tmp_path / "plan.json", {"aws_sns_topic.this": {"name": "Resources"}})
    report = judged({"template": template, "plan": plan})
    assert {r.address for r in report.results if r.plan == "template"} >= {"aws_sns_topic.A"}
    assert "aws_sns_topic.this" in {r.address for r in report.results if r.plan == "plan"}
