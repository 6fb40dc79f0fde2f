"""A request for a package by pipeline: its scripts, run by bash with a stub for what is not here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci.workflows import commands, jobs
from mlplatform import pip_index

RECORD = "environments/shared/packages/requests/six-1.17.0.yaml"
PASSWORD = "of-an-hour"
OUTSIDE = "https://index.bank.example/simple/"
INSIDE = f"https://aws:{PASSWORD}@bank-packages.example/pypi/public-pypi/simple/"
GIVEN = {
    "BECAUSE": '$(touch pwned) `touch pwned`"; touch pwned #\r@everybody',
    "INDEX": "",
    "PACKAGE": "six==1.17.0; touch pwned",
    "REQUESTER": "u300001",
    "USE_CASE": "--credit risk",
}
GIT, BASH = str(shutil.which("git")), str(shutil.which("bash"))
FOUND = "contents:six==1.17.0:x: says ``` and\n# Approved by all: never accepted"

# Each notes its words, and the index that pip would ask.
NOTES = f"""#!{sys.executable}
import json, os, pathlib, sys
name, words = pathlib.Path(sys.argv[0]).name, sys.argv[1:]
said = {{"name": name, "words": words, "index": os.environ.get("PIP_INDEX_URL")}}
with open(os.environ["NOTES"], "a") as notes:
    notes.write(json.dumps(said) + "\\n")
record = pathlib.Path({RECORD!r})
"""
AWS = f"""print({PASSWORD!r} if "get-authorization-token" in words else "https://bank-packages.example/pypi/public-pypi/")
"""
MLP = f"""
if words[1] == "request":
    record.parent.mkdir(parents=True)
    record.write_text("package: six\\n")
else:
    print({FOUND!r})
    if os.environ["SCANNED"]:
        record.write_text("package: six\\nscan: {{}}\\n")
    sys.exit(int(os.environ["CODE"]))
"""


@dataclass
class Runner:
    """A runner of GitHub: two folders to work in, a remote, and stubs."""

    folder: Path

    def __post_init__(self) -> None:
        for name in ("bin", "temp", "propose", "here/.venv/bin"):
            (self.folder / name).mkdir(parents=True)
        stubs = {"bin/aws": AWS, "bin/gh": "", "here/.venv/bin/mlp": MLP}
        for place, does in stubs.items():
            self.stub(place, f"{NOTES}{does}")
        self.stub("here/.venv/bin/python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        remote = self.folder / "bank" / "ml-platform"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", remote)
        self.git("init", "--quiet", "--initial-branch=main", self.folder / "here")
        (self.folder / "here" / ".gitignore").write_text(".venv\n")
        self.git("-C", self.folder / "here", "add", ".gitignore")
        self.git("-C", self.folder / "here", "commit", "--quiet", "--message", "First")
        self.git("-C", self.folder / "here", "push", "--quiet", remote, "main")

    @property
    def surroundings(self) -> dict[str, str]:
        known = {"NAME": "somebody", "EMAIL": "u300001@bank.example"}
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_SERVER_URL": f"file://{self.folder}",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_TRIGGERING_ACTOR": "somebody",
            "GH_REPO": "bank/ml-platform",
            "NOTES": str(self.folder / "notes"),
            "RUN": "7",
            "RUNNER_TEMP": str(self.folder / "temp"),
            **{f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in known.items()},
        }

    @property
    def notes(self) -> list[tuple[str, list[str], str | None]]:
        lines = (self.folder / "notes").read_text().splitlines()
        return [tuple(json.loads(line).values()) for line in lines]

    def stub(self, place: str, text: str) -> None:
        (self.folder / place).write_text(text)
        (self.folder / place).chmod(0o755)

    def git(self, *words: str | Path) -> str:
        ran = subprocess.run([GIT, *words], env=self.surroundings, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def remote(self, *words: str) -> str:
        return self.git("-C", self.folder / "bank" / "ml-platform", *words)

    def step(self, job: str, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does where it says no shell."""
        (step,) = [one for one in jobs("request")[job]["steps"] if one.get("name") == name]
        given = {key: more.get(key, GIVEN.get(key, "")) for key in step.get("env", {})}
        script = self.folder / "script.sh"
        script.write_text(step["run"])
        return subprocess.run(
            [BASH, "-e", script],
            cwd=self.folder / ("here" if job == "request" else "propose"),
            env={**self.surroundings, "CODE": "0", "SCANNED": "yes", **more, **given},
            capture_output=True,
            text=True,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.mark.parametrize("code", ["0", "1"])
def test_a_request_becomes_a_pull_request_with_what_was_found(runner: Runner, code: str) -> None:
    """Whatever was found: it is for approvers to judge. What is typed in, or found, is text and never more."""
    for name in ("Write the request", "Scan it", "Say what was found"):
        ended = runner.step("request", name, CODE=code)
        assert ended.returncode == 0, ended.stderr
    (runner.folder / "here" / "reports").rename(runner.folder / "propose" / "reports")
    ended = runner.step("propose", "Open the pull request")
    assert ended.returncode == 0, ended.stderr

    (asked, scanned), (opened,) = (
        [words for name, words, _ in runner.notes if name == "mlp"],
        [words for name, words, _ in runner.notes if name == "gh" and words[0] == "pr"],
    )
    typed = [f"--because={GIVEN['BECAUSE']}", f"--use-case={GIVEN['USE_CASE']}", "--as=u300001"]
    assert asked == ["packages", "request", *typed, "--", GIVEN["PACKAGE"]]
    assert scanned[-1] == RECORD
    assert not list(runner.folder.rglob("pwned"))

    title = ["--title", "Request six-1.17.0"]
    assert opened[:-1] == [
        *("pr", "create", "--base", "main", "--head", "packages/six-1.17.0", *title, "--body-file"),
    ]
    body = (runner.folder / "propose" / "body.md").read_text()
    told = [line for line in body.splitlines() if line and not line.startswith("    ")]
    assert len(told) == 3, "what others wrote is indented"
    assert told[0] == "Requested by u300001, says somebody, who ran the workflow."
    for line in (*FOUND.splitlines(), "@everybody"):
        assert f"    {line}\n" in body

    assert runner.remote("show", f"packages/six-1.17.0:{RECORD}") == "package: six\nscan: {}\n"
    assert runner.remote("diff", "--name-only", "main", "packages/six-1.17.0").split() == [RECORD]
    assert runner.remote("log", "--format=%s", "main").split() == ["First"]


def test_the_index_of_the_bank_is_asked_with_a_password_that_nobody_reads(runner: Runner) -> None:
    ended = runner.step("request", "Write the request")
    assert ended.stdout.splitlines() == [f"::add-mask::{PASSWORD}"]
    assert [index for name, _, index in runner.notes if name == "mlp"] == [INSIDE]
    assert not [words for _, words, _ in runner.notes if PASSWORD in " ".join(words)]
    (token,) = [words for _, words, _ in runner.notes if "get-authorization-token" in words]
    # The role has no token for longer than that.
    assert token[token.index("--duration-seconds") + 1] == "3600"
    assert token[token.index("--domain") + 1] == "bank-packages"


def test_another_index_is_asked_where_the_repository_names_one(runner: Runner) -> None:
    ended = runner.step("request", "Write the request", INDEX=OUTSIDE)
    assert ended.returncode == 0
    assert [(name, index) for name, _, index in runner.notes] == [("mlp", OUTSIDE)]


def test_a_request_asks_the_index_that_the_surroundings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", INSIDE)
    assert pip_index.configured.__wrapped__()[0] == INSIDE


@pytest.mark.parametrize(("code", "scanned", "ends"), [("1", "", 1), ("2", "yes", 2), ("3", "", 3)])
def test_what_was_not_scanned_is_not_proposed(runner: Runner, code: str, scanned: str, ends: int) -> None:
    """1 is also for a file that could not be brought in: then there is no scan to read."""
    runner.step("request", "Write the request")
    assert runner.step("request", "Scan it", CODE=code, SCANNED=scanned).returncode == ends
    assert not (runner.folder / "here" / "reports").exists()


def test_a_password_that_is_refused_ends_it(runner: Runner) -> None:
    runner.stub("bin/aws", "#!/bin/sh\nexit 254\n")
    assert runner.step("request", "Write the request").returncode == 254
    assert not (runner.folder / "notes").exists()


def test_a_branch_that_others_may_have_approved_on_is_left_alone(runner: Runner) -> None:
    reports = runner.folder / "propose" / "reports"
    reports.mkdir()
    (reports / "six-1.17.0.yaml").write_text("scan: {}\n")
    runner.remote("branch", "packages/six-1.17.0", "main")
    ended = runner.step("propose", "Open the pull request")
    assert ended.returncode == 1
    assert "packages/six-1.17.0 is there already" in ended.stdout
    assert runner.remote("rev-parse", "packages/six-1.17.0") == runner.remote("rev-parse", "main")
    assert not [words for name, words, _ in runner.notes if name == "gh" and words[0] == "pr"]


def test_a_record_is_called_as_records_are_and_nothing_else(runner: Runner) -> None:
    """It comes from the job that reads files of strangers."""
    reports = runner.folder / "propose" / "reports"
    reports.mkdir()
    (reports / "$(touch pwned) -x.yaml").write_text("scan: {}\n")
    assert runner.step("propose", "Open the pull request").returncode == 1
    assert not (runner.folder / "notes").exists()


def test_what_has_the_role_writes_nothing_and_what_writes_has_no_role() -> None:
    both = jobs("request")
    assert both["request"]["permissions"] == {"contents": "read", "id-token": "write"}
    said = str(both["request"])
    assert "GH_TOKEN" not in said
    assert "git push" not in said
    writes = {"actions": "read", "contents": "write", "pull-requests": "write"}
    assert both["propose"]["permissions"] == writes
    assert "environment" not in both["propose"]
    assert ".venv" not in commands(both["propose"])
