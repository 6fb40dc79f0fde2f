"""``mlp gate`` at the door: what it ends with, what it prints, and that bad input is one clear line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gate.files import written
from mlplatform.paths import REPOSITORY

PUBLIC = {"domain_name": "studio", "auth_mode": "SSO", "app_network_access_type": "PublicInternetOnly"}
HOSTILE = '<script>alert("x")</script>\n[red]&amp;'


def gate(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mlplatform.cli", "gate", *words]
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=REPOSITORY / "scripts", env=environment, capture_output=True, text=True
    )


@pytest.fixture(name="public")
def _public(tmp_path: Path) -> Path:
    return written(tmp_path / "public.json", {"aws_sagemaker_domain.this": PUBLIC})


@pytest.fixture(name="harmless")
def _harmless(tmp_path: Path) -> Path:
    return written(tmp_path / "harmless.json", {})


def test_findings_end_with_1_and_are_told_with_their_remedy(public: Path) -> None:
    ran = gate(str(public), "--without-checkov")
    assert ran.returncode == 1
    assert "SM-01" in ran.stdout
    assert 'Set app_network_access_type = "VpcOnly".' in ran.stdout
    assert ran.stderr.splitlines()[-1].endswith("findings")


def test_nothing_found_ends_with_0(harmless: Path) -> None:
    ran = gate(str(harmless), "--without-checkov")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_json_is_all_that_stands_on_stdout(public: Path) -> None:
    ran = gate(str(public), "--without-checkov", "--format", "json")
    results = json.loads(ran.stdout)["results"]
    (found,) = [r for r in results if r["control"] == "SM-01"]
    assert found["status"] == "fail"
    assert {"control", "address", "status", "severity", "reason", "remedy"} <= set(found)


def test_reports_of_every_form_are_written_at_once(public: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    gate(str(public), "--without-checkov", "--reports", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [
        "report.html",
        "report.json",
        "report.md",
        "report.sarif",
        "report.xml",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not JSON, or cut short"),
        ("resource {}", "is not JSON, or cut short"),
        ('{"version": 4, "lineage": "x"}', "is a state file"),
        ('{"format_version": "2.0", "resource_changes": []}', 'format_version is "2.0"'),
        ("[]", "allowed: a plan's JSON"),
    ],
)
def test_what_is_no_plan_is_one_line_and_2(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    ran = gate(str(path), "--without-checkov")
    assert (ran.returncode, ran.stdout) == (2, "")
    last = ran.stderr.splitlines()[-1]
    assert says in last
    assert str(path) in last
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.json"], "nowhere.json: cannot be read"),
        (["{plan}", "--format", "pdf"], '--format: is "pdf"; allowed: text, json'),
        (["{plan}", "--settings", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["{plan}", "--exceptions", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["{plan}", "--base", "nowhere.json"], "nowhere.json: cannot be read"),
        (["a={plan}", "a={plan}"], "there is a plan of the name a already"),
        (["try", "XX-99"], 'is "XX-99"; allowed: '),
        (["new-control", "sm", "--statement", "A.", "--type", "aws_x"], 'FAMILY: is "sm"'),
    ],
)
def test_bad_words_are_one_line_and_2(words: list[str], says: str, harmless: Path) -> None:
    ran = gate(*[word.format(plan=harmless) for word in words])
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert says in ran.stderr.splitlines()[-1]
    assert "Traceback" not in ran.stderr


def test_a_missing_checkov_ends_with_3_and_says_how_to_get_it(
    harmless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLP_CHECKOV", str(harmless.parent / "nowhere"))
    ran = gate(str(harmless))
    assert ran.returncode == 3
    assert "make setup-policy" in ran.stderr


def test_hostile_names_are_printed_as_they_are_and_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    written(path, {"aws_sagemaker_domain.this": PUBLIC | {"app_network_access_type": HOSTILE}})
    ran = gate(str(path), "--without-checkov")
    assert ran.returncode == 1
    assert "[red]" in ran.stdout


@pytest.mark.parametrize(
    "garbage",
    [
        {"configuration": {"root_module": {"resources": [1, None, {}]}}},
        {"configuration": {"root_module": {"module_calls": []}}},
        {"configuration": {"root_module": []}},
        {"prior_state": {"values": []}},
        {"output_changes": {"x": None}},
    ],
)
def test_a_plan_of_another_shape_is_never_a_traceback_and_never_a_pass(
    garbage: dict[str, object], public: Path
) -> None:
    public.write_text(json.dumps(json.loads(public.read_text()) | garbage))
    ran = gate(str(public), "--without-checkov")
    assert ran.returncode in (1, 2), ran.stdout
    assert "Traceback" not in ran.stderr
