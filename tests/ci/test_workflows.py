"""What the pipelines can never do, read from their files: apply on a pull request, run what somebody can move,
hand an identity to a job that needs none, or let a name of somebody's choosing become a command."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from mlplatform import cli
from mlplatform.paths import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
GITLAB = [REPOSITORY / ".gitlab-ci.yml", REPOSITORY / ".gitlab" / "plan.yml"]
APPLIES = re.compile(r"\b(apply|destroy|bootstrap|demo)\b")
NAMES = [path.stem for path in WORKFLOWS]


def workflow(name: str) -> dict[str, Any]:
    (path,) = [path for path in WORKFLOWS if path.stem == name]
    # YAML 1.1 reads the key `on` as true.
    return {
        ("on" if key is True else str(key)): value for key, value in yaml.safe_load(path.read_text()).items()
    }


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = workflow(name)["jobs"]
    return found


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def every_job() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in NAMES:
        for job, written in jobs(name).items():
            yield name, job, written


def test_all_pipelines_are_here() -> None:
    assert NAMES == ["apply", "plan", "test"]


@pytest.mark.parametrize("kind", ["github-workflows", "gitlab-ci"])
def test_the_files_are_as_their_platform_reads_them(kind: str) -> None:
    files = [str(path) for path in (WORKFLOWS if kind.startswith("github") else GITLAB)]
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", *files]
    checked = subprocess.run(words, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_nothing_applies_on_a_pull_request() -> None:
    for name in NAMES:
        events = set(workflow(name)["on"])
        assert events <= {"push", "pull_request"}, f"{name} runs on {events}"
        if "pull_request" not in events:
            continue
        for job, written in jobs(name).items():
            assert not APPLIES.search(commands(written)), f"{name}.{job} applies on a pull request"


def test_what_applies_runs_from_main_in_a_protected_environment_and_is_judged_first() -> None:
    applying = [(name, job) for name, job, written in every_job() if APPLIES.search(commands(written))]
    assert applying == [("apply", "apply")]
    assert workflow("apply")["on"] == {"push": {"branches": ["main"]}}
    job = jobs("apply")["apply"]
    assert job["environment"] == "${{ matrix.environment }}"
    (command,) = [line for line in commands(job).splitlines() if APPLIES.search(line)]
    assert command.endswith(" --gate")
    assert job["strategy"]["fail-fast"] is True
    assert job["concurrency"]["cancel-in-progress"] is False


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text().splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_a_token_may_do_nothing_that_a_job_does_not_say() -> None:
    for name in NAMES:
        assert workflow(name)["permissions"] == {}
    for name, job, written in every_job():
        assert written["permissions"], f"{name}.{job} says nothing of its permissions"
        assert written["permissions"].get("contents", "read") == "read"
        assert "timeout-minutes" in written


def test_an_identity_of_aws_is_had_in_an_environment_alone() -> None:
    for name, job, written in every_job():
        asks = written["permissions"].get("id-token") == "write"
        assert asks == ("environment" in written), f"{name}.{job}"
        roles = re.findall(r"vars\.(\w+_ROLE_ARN)", str(written))
        assert roles == ([f"{job.upper()}_ROLE_ARN"] if asks else []), f"{name}.{job}"


def test_a_fork_gets_no_identity() -> None:
    assert "head.repo.full_name == github.repository" in jobs("plan")["plan"]["if"]


def test_who_may_write_to_the_pull_request_runs_none_of_its_code() -> None:
    for name, job, written in every_job():
        if "write" in {v for k, v in written["permissions"].items() if k != "id-token"}:
            assert not any("actions/checkout" in step.get("uses", "") for step in written["steps"]), name
            assert not re.search(r"\b(make|mlp|python|terraform)\b", commands(written)), f"{name}.{job}"


def test_no_expression_becomes_part_of_a_command() -> None:
    for name, job, written in every_job():
        assert "${{" not in commands(written), f"{name}.{job}: give it through env"


def test_a_checkout_leaves_no_token_behind() -> None:
    for name, job, written in every_job():
        for step in written["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, f"{name}.{job}"


def test_only_what_a_change_touches_is_planned() -> None:
    for name in ("plan", "apply"):
        changed = jobs(name)["changed"]
        assert re.search(r"mlp ci matrix --base \"\$\w+\" --format github", commands(changed))
        matrix = jobs(name)[name]["strategy"]["matrix"]
        assert matrix == "${{ fromJSON(needs.changed.outputs.matrix) }}"
        assert set(changed["outputs"]) == {"matrix", "any"}


def test_a_plan_never_becomes_an_artifact() -> None:
    for name, job, written in every_job():
        for step in written["steps"]:
            if "upload-artifact" in step.get("uses", ""):
                assert step["with"]["path"] == "reports", f"{name}.{job}"
    for path in GITLAB:
        for job, written in yaml.safe_load(path.read_text()).items():
            kept = written.get("artifacts", {}).get("paths", []) if isinstance(written, dict) else []
            assert set(kept) <= {"reports", "roots.yml"}, job


def test_gitlab_applies_from_a_protected_branch_by_hand_and_never_for_a_merge_request() -> None:
    templates = yaml.safe_load(GITLAB[1].read_text())
    applying = [
        name
        for name, job in templates.items()
        if APPLIES.search(str(job.get("script", "") if isinstance(job, dict) else ""))
    ]
    assert applying == [".apply"]
    first, second = templates[".apply"]["rules"]
    assert first == {"if": "$CI_MERGE_REQUEST_IID", "when": "never"}
    assert second["when"] == "manual"
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in second["if"]
    assert '$CI_COMMIT_REF_PROTECTED == "true"' in second["if"]
    assert "--gate" in str(templates[".apply"]["script"])
    main = yaml.safe_load(GITLAB[0].read_text())
    assert not any(APPLIES.search(str(job)) for job in main.values())


@pytest.mark.parametrize("path", [*WORKFLOWS, *GITLAB], ids=lambda path: path.name)
def test_every_command_is_there(path: Path) -> None:
    text = path.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    for called in re.findall(r"\bmake (?:-C \S+ )?((?:[a-z-]+ ?)+)", text):
        assert set(called.split()) <= targets, called
    for called, options in re.findall(r"\.venv/bin/mlp ((?:[a-z]+ ?)+)((?:.*--[a-z-]+)*)", text):
        command: Any = get_command(cli.app)
        for word in called.split():
            command = command.commands[word]
        command = command.commands["plans"] if called.strip() == "gate" else command
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", options)) <= known, f"{called}: {options}"
