"""Which roots a change touches: those that it may change, and every root where nobody can tell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from mlplatform.ci import matrix
from mlplatform.errors import BadInput

USE_CASE = "environments: {dev: {}, prod: {}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two environments and two use cases; dev uses the modules a and, through it, b."""
    for name, text in {
        "environments/dev/main.tf": 'module "a" {\n  source = "../../modules/a"\n}\n',
        "environments/prod/main.tf": 'module "c" {\n  source = "../../modules/c"\n}\n',
        "environments/use_cases/risk.yaml": USE_CASE,
        "environments/use_cases/churn.yaml": USE_CASE,
        "modules/a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
        "modules/b/main.tf": "",
        "modules/c/main.tf": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "roots"),
    [
        ([], []),
        (["README.md", "docs/traps.md", "modules/a/README.md", "tests/plan/test_reading.py"], []),
        (["modules/a/main.tf"], ["dev/churn", "dev/risk"]),
        (["modules/b/main.tf"], ["dev/churn", "dev/risk"]),
        (["modules/c/main.tf"], ["prod/churn", "prod/risk"]),
        (["modules/nobody_calls_it/main.tf"], []),
        (["environments/prod/keys.tf"], ["prod/churn", "prod/risk"]),
        (["environments/use_cases/risk.yaml"], ["dev/risk", "prod/risk"]),
        (["environments/shared/images/studio/Containerfile"], []),
        (
            ["environments/shared/images/studio/digest"],
            ["dev/churn", "dev/risk", "prod/churn", "prod/risk"],
        ),
        (
            ["environments/use_cases/risk.yaml", "modules/c/main.tf"],
            ["dev/risk", "prod/churn", "prod/risk"],
        ),
    ],
)
def test_a_change_touches_what_it_may_change(repository: Path, changed: list[str], roots: list[str]) -> None:
    assert [entry.root for entry in matrix.touched(changed, repository)] == roots


@pytest.mark.parametrize(
    "file",
    [
        "Makefile",
        "environments/platform.yaml",
        "environments/exceptions.yaml",
        "environments/use_cases/use_case.schema.json",
        "requirements/platform.txt",
        "scripts/mlplatform/terraform/run.py",
        "scripts/mlplatform/gate/controls/NET_01/check.py",
        "a_file_that_nobody_knows",
    ],
)
def test_a_change_of_what_all_are_made_with_touches_every_root(repository: Path, file: str) -> None:
    assert matrix.touched([file], repository) == matrix.every(repository)
    assert len(matrix.every(repository)) == 4


def test_the_platforms_own_roots_come_first_and_belong_to_no_use_case(repository: Path) -> None:
    for name in ("shared", "organization"):
        (repository / "environments" / name).mkdir()
        (repository / "environments" / name / "main.tf").write_text("")
    assert [entry.root for entry in matrix.every(repository)][:3] == ["organization", "shared", "dev/churn"]
    # They know every use case's accounts.
    touched = matrix.touched(["environments/use_cases/risk.yaml"], repository)
    assert [entry.root for entry in touched] == ["organization", "shared", "dev/risk", "prod/risk"]
    assert [entry.root for entry in matrix.touched(["environments/shared/main.tf"], repository)] == ["shared"]


def test_roots_come_in_the_order_of_promotion(repository: Path) -> None:
    assert [entry.root for entry in matrix.every(repository)] == [
        "dev/churn",
        "dev/risk",
        "prod/churn",
        "prod/risk",
    ]


def test_files_are_compared_with_where_the_branch_left_its_base(repository: Path) -> None:
    def git(*words: str) -> None:
        command = ["git", "-c", "user.name=test", "-c", "user.email=test@bank.example", *words]
        subprocess.run(command, cwd=repository, check=True, capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "branch")
    (repository / "modules/c/main.tf").write_text("# changed\n")
    git("commit", "-am", "of the branch")
    git("checkout", "main")
    (repository / "modules/a/main.tf").write_text("# changed\n")
    git("commit", "-am", "of main, meanwhile")
    git("checkout", "branch")
    assert matrix.changed_since("main", repository) == ["modules/c/main.tf"]
    with pytest.raises(BadInput, match='--base: "nowhere" cannot be compared with'):
        matrix.changed_since("nowhere", repository)


def test_a_use_case_that_cannot_be_read_is_said(repository: Path) -> None:
    (repository / "environments/use_cases/risk.yaml").write_text("- nothing\n")
    with pytest.raises(BadInput, match=r"risk\.yaml"):
        matrix.every(repository)


def test_gitlab_gets_a_job_for_each_root_and_prod_waits_for_dev(repository: Path) -> None:
    pipeline = yaml.safe_load(matrix.gitlab(matrix.every(repository)))
    assert pipeline["plan dev/risk"] == {
        "extends": ".plan",
        "variables": {"ROOT": "dev", "USE_CASE": "risk", "NAME": "dev/risk"},
    }
    assert pipeline["apply prod/churn"]["needs"] == ["apply dev/risk", "plan prod/churn"]
    assert pipeline["apply prod/churn"]["environment"] == "prod"
    assert "comment" in pipeline
    assert yaml.safe_load(matrix.gitlab([]))["nothing to plan"] == {"extends": ".nothing"}
