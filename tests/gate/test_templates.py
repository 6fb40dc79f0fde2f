"""A run of the gate over templates: what is unknown, in which combination, on which line, with which parameters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gate.files import written as plan_file
from gate.templates_at_hand import DOMAIN, ENVIRONMENT, answers, body, changed, judged, results, written
from mlplatform.gate import run
from mlplatform.gate.reports import sarif
from mlplatform.gate.run import Given
from mlplatform.gate.settings import Settings
from mlplatform.gate.templates import given as launched
from mlplatform.gate.templates import judging

OURS = Settings.model_validate({"allowed_kms_key_arns": ["arn:aws:kms:*:111122223333:key/*"]})


def test_what_a_parameter_gives_at_launch_is_undecided_and_never_a_pass(tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    (result,) = [r for r in results(path, ("SM-02",)) if r.status != "pass"]
    assert (result.status, result.reason) == ("undecided", "parameter KeyArn is given at launch")


def test_a_control_that_fails_in_one_combination_says_in_which(tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    (result,) = results(path, ("SM-01",))
    assert result.status == "fail"
    assert result.reason.startswith("where Environment is dev: app_network_access_type is")


def test_a_finding_names_file_line_logical_id_and_property(tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    (result,) = results(path, ("SM-01",))
    assert result.path == (f"{path}:14: Domain.AppNetworkAccessType",)
    (missing,) = results(path, ("SM-04",))
    assert missing.path == (f"{path}:9: Domain.DomainSettings.ExecutionRoleIdentityConfig (not set)",)


def test_sarif_points_at_the_line_of_the_template(tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    found = sarif.value(judged({"domain": path}))["runs"][0]["results"]
    at = {r["ruleId"]: r["locations"][0]["physicalLocation"] for r in found}
    assert at["SM-01"]["region"]["startLine"] == 14
    assert at["SM-01"]["artifactLocation"]["uri"].endswith("/domain.yaml")


def test_parameters_of_each_environment_are_judged_apart(tmp_path: Path) -> None:
    path = written(tmp_path / "domain.yaml", DOMAIN)
    key = "arn:aws:kms:eu-west-2:111122223333:key/0123"
    words = []
    for name, form in (("dev", "map"), ("prod", "list")):
        values = {"Environment": name, "Access": "x", "KeyArn": key}
        listed = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(values if form == "map" else listed))
        words.append(f"{name}={file}")
    launches = launched.launches(words)
    plans = launched.named({"domain": path}, launches)
    report = judged(plans, launches=launches, settings=OURS)
    assert {(r.plan, r.status) for r in report.results if r.control == "SM-01"} == {
        ("dev/domain", "fail"),
        ("prod/domain", "pass"),
    }
    assert {(r.plan, r.status) for r in report.results if r.control == "SM-02"} == {
        ("dev/domain", "pass"),
        ("prod/domain", "pass"),
    }
    assert [plan.environment for plan in report.plans] == ["dev", "prod"]


def test_a_template_beside_a_plan_finds_its_key_there(tmp_path: Path) -> None:
    arn = "arn:aws:kms:eu-west-2:111122223333:key/0123"
    keys = plan_file(tmp_path / "keys.json", {"aws_kms_key.this": {"arn": arn}})
    path = written(tmp_path / "domain.yaml", DOMAIN)
    file = written(tmp_path / "given.json", {"Environment": "prod", "Access": "x", "KeyArn": arn})
    launches = launched.launches([str(file)])
    report = judged({"keys": keys, "domain": path}, launches=launches)
    assert {r.status for r in report.results if (r.control, r.plan) == ("SM-02", "domain")} == {"pass"}
    assert {plan.name for plan in report.plans} == {"keys", "domain"}


def test_a_plan_is_answered_the_same_beside_a_template(tmp_path: Path) -> None:
    plan = plan_file(tmp_path / "plan.json", {"aws_sagemaker_domain.this": {"domain_name": "studio"}})
    path = written(tmp_path / "domain.yaml", DOMAIN)
    alone = set(judged({"plan": plan}).results)
    beside = {r for r in judged({"plan": plan, "domain": path}).results if r.plan == "plan"}
    assert {(r.control, r.address, r.status) for r in alone} <= {
        (r.control, r.address, r.status) for r in beside
    }


def test_a_type_without_a_mapping_is_a_finding_by_its_name(tmp_path: Path) -> None:
    text = (
        "Resources:\n  Fleet:\n    Type: AWS::GameLift::Fleet\n    Properties: {Name: game, KmsKeyId: ''}\n"
    )
    path = written(tmp_path / "template.yaml", text)
    (result,) = [r for r in results(path) if r.control == "TST-06"]
    assert result.status == "undecided"
    assert "AWS::GameLift::Fleet" in result.reason
    assert answers(path, "KMS-10") == {"AWS::GameLift::Fleet.Fleet": "fail"}  # by the name of its attribute


def test_what_cannot_be_judged_is_a_finding(tmp_path: Path) -> None:
    text = DOMAIN.replace("Parameters:", "Transform: Somebody::Macro\nParameters:")
    path = written(tmp_path / "template.yaml", text)
    (result,) = [r for r in results(path) if r.control == judging.WHOLE]
    assert result.status == "undecided"
    assert result.path == (f"{path}:2: Transform",)


def test_more_conditions_than_are_tried_are_a_finding(tmp_path: Path) -> None:
    names = "".join(f"  P{n}: {{Type: String}}\n" for n in range(8))
    conditions = "".join(f'  C{n}: !Equals [!Ref P{n}, "yes"]\n' for n in range(8))
    topics = "".join(f"  T{n}: {{Type: AWS::SNS::Topic, Condition: C{n}}}\n" for n in range(8))
    text = f"Parameters:\n{names}Conditions:\n{conditions}Resources:\n{topics}"
    found = results(written(tmp_path / "template.yaml", text), (judging.WHOLE,))
    assert [r.address for r in found if r.status == "undecided"] == ["Conditions"]


def test_cfn_lint_is_asked_and_what_it_finds_is_a_finding(tmp_path: Path) -> None:
    path = written(tmp_path / "template.yaml", DOMAIN.replace("AuthMode:", "AuthenticationMode:"))
    report = judged({"domain": path})
    found = [r for r in report.findings if r.control == judging.LINT]
    assert any("AuthenticationMode" in r.reason and r.address == "aws_sagemaker_domain.Domain" for r in found)
    assert [scanner.name for scanner in report.scanners] == ["checkov", "cfn-lint"]


@pytest.mark.parametrize(
    ("before", "indented"), [("Parameters:\n", ""), ("    Type: AWS::SageMaker::Domain\n", "    ")]
)
def test_a_template_cannot_silence_cfn_lint(before: str, indented: str, tmp_path: Path) -> None:
    quiet = f"{indented}Metadata: {{cfn-lint: {{config: {{ignore_checks: [E3002, E3003]}}}}}}\n"
    text = DOMAIN.replace("AuthMode:", "AuthenticationMode:").replace(before, f"{quiet}{before}")
    report = judged({"domain": written(tmp_path / "template.yaml", text)})
    assert any("AuthenticationMode" in r.reason for r in report.findings if r.control == judging.LINT)


def test_a_file_beside_a_template_cannot_silence_cfn_lint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".cfnlintrc").write_text("ignore_checks: [E3002, E3003]\n")
    path = written(tmp_path / "template.yaml", DOMAIN.replace("AuthMode:", "AuthenticationMode:"))
    assert any("AuthenticationMode" in r.reason for r in judged({"domain": path}).findings)


def test_the_environment_of_the_tests_has_no_finding_of_cfn_lint() -> None:
    report = judged({"environment": ENVIRONMENT})
    assert {r.status for r in report.results if r.control in (judging.LINT, judging.WHOLE)} == {"pass"}


@pytest.mark.parametrize(
    ("where", "put", "control"),
    [
        ("Domain.KmsKeyId", (), "SM-02"),
        ("Bucket.BucketEncryption", (), "KMS-10"),
        ("Model.VpcConfig", (), "SM-22"),
        ("Domain.AppNetworkAccessType", (), "SM-01"),
        ("Role.PermissionsBoundary", (), "IAM-05"),
    ],
)
def test_encryption_the_vpc_and_the_boundary_cannot_be_dropped(
    where: str, put: tuple[object, ...], control: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "template.json", changed(body(), where, *put))
    report = judged({"template": path})
    assert [r for r in report.findings if r.control == control and r.status == "fail"]


def test_checkov_answers_for_every_combination_and_for_the_template(tmp_path: Path) -> None:
    text = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Environment: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {EnableKeyRotation: !If [IsProd, true, false]}
"""
    path = written(tmp_path / "template.yaml", text)
    report = run.run(Given({"template": path}, Settings.unsaid()))
    (rotation,) = [r for r in report.results if r.control == "KMS-01"]
    assert rotation.status == "fail"
    assert rotation.reason.endswith("where Environment is dev")
    assert rotation.path == (f"{path}:7: Key",)
    assert report.scanners[0].checks > 1
