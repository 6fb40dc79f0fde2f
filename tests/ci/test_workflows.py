"""What the pipelines can never do, read from their files: apply on a pull request, run what somebody can move,
hand an identity to a job that needs none, or let a name of somebody's choosing become a command."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml

from ci.workflows import (
    APPLIES,
    CHANGES,
    GITLAB,
    NAMES,
    WORKFLOWS,
    commands,
    environments,
    events,
    every_job,
    jobs,
    workflow,
)


def test_all_pipelines_are_here() -> None:
    assert NAMES == ["apply", "images", "packages", "plan", "request", "test"]


@pytest.mark.parametrize("kind", ["github-workflows", "gitlab-ci"])
def test_the_files_are_as_their_platform_reads_them(kind: str) -> None:
    files = [str(path) for path in (WORKFLOWS if kind.startswith("github") else GITLAB)]
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", *files]
    checked = subprocess.run(words, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_nothing_applies_on_a_pull_request() -> None:
    for name, job, written in every_job():
        on = events(name, written)
        assert on <= {"push", "pull_request", "schedule", "workflow_dispatch"}, f"{name}.{job} runs on {on}"
        if "pull_request" in on:
            said = commands(written)
            assert not APPLIES.search(said), f"{name}.{job} applies on a pull request"
            assert not CHANGES.search(said), f"{name}.{job} changes what others use on a pull request"


def test_what_is_pushed_counts_on_main_alone() -> None:
    for name in NAMES:
        on = workflow(name)["on"]
        if "push" in on:
            assert on["push"]["branches"] == ["main"], name


def test_what_somebody_starts_by_hand_is_a_request_for_a_package_on_main() -> None:
    """Of another branch GitHub would run that branch's own file, so the role trusts the one ref as well."""
    started = {name for name, _, job in every_job() if "workflow_dispatch" in events(name, job)}
    assert started == {"request"}
    assert set(workflow("request")["on"]) == {"workflow_dispatch"}
    assert jobs("request")["request"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs("request")["propose"]["needs"] == "request"  # so that it is not run where that one is not
    assert "if" not in jobs("request")["propose"]


def test_the_environments_are_those_that_a_role_trusts() -> None:
    """All but `plan` are trusted for the one branch, whose ref a pull request has not."""
    known = environments()
    assert set(known) == {"plan", "organization", "shared", "dev", "test", "prod", "packages", "images"}
    for name, job, written in every_job():
        asked = written.get("environment")
        if asked is None:
            continue
        assert asked in known or (name, asked) == ("apply", "${{ matrix.environment }}"), f"{name}.{job}"
        assert ("pull_request" in events(name, written)) == (asked == "plan"), f"{name}.{job}"


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
        assert "timeout-minutes" in written


def test_one_job_alone_writes_to_the_repository() -> None:
    """A request becomes a branch and its pull request: where nobody else may have the role, nobody else has the
    record either. By the rules below that job has no identity of AWS and runs none of our code."""
    writing = [
        (name, job) for name, job, written in every_job() if written["permissions"].get("contents") == "write"
    ]
    assert writing == [("request", "propose")]


def test_an_identity_of_aws_is_had_in_an_environment_alone() -> None:
    known = environments()
    for name, job, written in every_job():
        asks = written["permissions"].get("id-token") == "write"
        assert asks == ("environment" in written), f"{name}.{job}"
        roles = re.findall(r"vars\.(\w+_ROLE_ARN)", str(written))
        # Where the environment is a root's, it is one of those that are applied.
        wanted = known.get(written.get("environment", ""), "APPLY_ROLE_ARN")
        assert roles == ([wanted] if asks else []), f"{name}.{job}"


def test_no_secret_is_given_to_anybody() -> None:
    """Roles are taken on by tokens of minutes; GitHub's own token goes to jobs that run none of our code."""
    for path in WORKFLOWS:
        assert not re.search(r"\bsecrets\b", path.read_text()), path.name
    for name, job, written in every_job():
        given = [workflow(name).get("env", {}), written.get("env", {})]
        given += [step.get("env", {}) for step in written["steps"]]
        tokens = {key for env in given for key, value in env.items() if "token" in f"{key} {value}".lower()}
        assert tokens <= {"GH_TOKEN"}, f"{name}.{job}"
        if tokens:
            assert "environment" not in written, f"{name}.{job}"
            assert not any("actions/checkout" in step.get("uses", "") for step in written["steps"]), name
        words = {word for env in given for key in env for word in key.lower().split("_")}
        assert not words & {"secret", "password", "credentials", "key"}, f"{name}.{job}"


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
