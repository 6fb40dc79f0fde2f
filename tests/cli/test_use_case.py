"""``mlp use-case`` and ``mlp platform``: what is refused, in one line and before anything is planned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mlplatform import cli_new_use_case, cli_use_case
from mlplatform.errors import BadInput
from mlplatform.local_aws import control
from mlplatform.local_aws.control import Running
from mlplatform.paths import REPOSITORY, USE_CASES
from mlplatform.terraform import bootstrap
from mlplatform.use_cases import load, writing

NEW = (
    "fraud_signals",
    "--description=Signals of card fraud, hour by hour.",
    "--owner=fraud-models@bank.example",
    "--cost-centre=CC-4900",
    "--data-classification=restricted",
    "--budget=5000",
    "--dev-account=100000000001",
    "--test-account=100000000002",
    "--prod-account=100000000003",
    "--instance-type=ml.t3.medium",
    "--member=data_scientist=u100201,u100202",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with control.running(tmp_path_factory.mktemp("aws")) as running:
        yield running


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An AWS in which nobody has made a state bucket."""
    with control.running(tmp_path_factory.mktemp("bare")) as running:
        yield running


@pytest.fixture
def empty(running: Running) -> Iterator[Running]:
    """An AWS in which nothing goes wrong yet; what a test makes go wrong ends with it."""
    yield running
    running.admin("faults", "PUT", [])


@pytest.fixture(scope="module")
def state_bucket(running: Running) -> None:
    bootstrap.bootstrap(load.platform(), running.environment())


def mlp(running: Running | None, work: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    pointed = {"AWS_ENDPOINT_URL": running.proxy_url} if running else {}
    return subprocess.run(
        [sys.executable, "-m", "mlplatform.cli", *words],
        cwd=REPOSITORY / "scripts",
        env=kept | pointed | {"MLP_WORK_DIR": str(work)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def refused(run: subprocess.CompletedProcess[str], work: Path, said: str) -> None:
    """Exit 2, one line, and no root was as much as begun."""
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    [line] = run.stderr.splitlines()
    assert line.startswith("mlp: ")
    assert said in line
    assert not (work / "roots").exists()


COMMANDS = (
    ("use-case", "apply", "credit_risk"),
    ("use-case", "plan", "credit_risk"),
    ("use-case", "status", "credit_risk"),
    ("use-case", "decommission", "credit_risk", "--confirm", "credit_risk"),
    ("platform", "plan"),
    ("platform", "status"),
    ("apply", "--env", "dev", "--use-case", "credit_risk"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_missing_state_bucket_is_refused(words: tuple[str, ...], bare: Running, tmp_path: Path) -> None:
    said = "state bucket bank-mlp-state-999988887777 does not exist in account 999988887777; make it with: mlp bootstrap"
    refused(mlp(bare, tmp_path, *words), tmp_path, said)


@pytest.mark.usefixtures("state_bucket")
@pytest.mark.parametrize("words", COMMANDS[:4], ids=" ".join)
def test_a_wrong_account_behind_one_role_stops_all_roots(
    words: tuple[str, ...], empty: Running, tmp_path: Path
) -> None:
    wrong = {"Account": "444444444444", "Arn": "arn:aws:iam::444444444444:root", "UserId": "x"}
    rule = {"service": "sts", "operations": ["GetCallerIdentity"], "kind": "answer", "answer": wrong}
    empty.admin("faults", "PUT", [{**rule, "account": "333344445555"}])  # prod, which would come last
    said = "account 333344445555 is expected, and AWS answers from account 444444444444"
    refused(mlp(empty, tmp_path, *words), tmp_path, said)


@pytest.mark.usefixtures("state_bucket")
def test_a_role_that_cannot_be_assumed_stops_all_roots(empty: Running, tmp_path: Path) -> None:
    empty.admin("faults", "PUT", [{"service": "sts", "operations": ["AssumeRole"], "kind": "refuse"}])
    refused(mlp(empty, tmp_path, "use-case", "apply", "credit_risk"), tmp_path, "the role cannot be assumed")


@pytest.mark.usefixtures("state_bucket")
def test_check_asks_each_account_only_where_it_is_told_to(empty: Running, tmp_path: Path) -> None:
    run = mlp(None, tmp_path, "use-case", "check")
    assert (run.returncode, run.stdout.splitlines()) == (0, [f"{name}: holds" for name in load.names()])
    asked = mlp(empty, tmp_path, "use-case", "check", "credit_risk", "--accounts")
    assert (asked.returncode, asked.stdout) == (0, "credit_risk: holds\n"), asked.stderr


@pytest.mark.usefixtures("state_bucket")
def test_status_of_what_was_never_applied_is_1_and_machine_readable(empty: Running, tmp_path: Path) -> None:
    run = mlp(empty, tmp_path, "use-case", "status", "credit_risk", "--json")
    said = json.loads(run.stdout)
    assert (run.returncode, said["whole"]) == (1, False)
    assert [(one["root"], one["standing"]) for one in said["roots"]] == [
        (f"{name}/credit_risk", "nothing stands") for name in ("dev", "test", "prod")
    ]


@pytest.mark.parametrize("command", ["apply", "check", "decommission", "plan", "status"])
def test_a_use_case_of_no_such_name_is_refused(command: str, tmp_path: Path) -> None:
    said = 'use case "nothing": no file environments/use_cases/nothing.yaml; allowed: credit_risk'
    refused(mlp(None, tmp_path, "use-case", command, "nothing"), tmp_path, said)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where ``mlp use-case new`` writes to in these tests; beside it are the pages that stand."""
    for name in load.names():
        (tmp_path / f"{name}.yaml").write_text((USE_CASES / f"{name}.yaml").read_text())
    write = writing.write
    monkeypatch.setattr(writing, "write", lambda draft, platform: write(draft, platform, tmp_path))
    return tmp_path / "fraud_signals.yaml"


def new(*words: str, answers: str = "", monkeypatch: pytest.MonkeyPatch | None = None) -> Any:
    if monkeypatch:
        monkeypatch.setattr(cli_new_use_case, "_can_ask", lambda: True)
    return CliRunner().invoke(cli_use_case.app, ["new", *words], input=answers)


def test_new_writes_the_page(page: Path) -> None:
    run = new(*NEW)
    assert run.exit_code == 0, run.output
    assert "written; networks dev 10.40.96.0/20, test 10.40.112.0/20, prod 10.40.128.0/20" in run.output
    case = load.use_case("fraud_signals", page.parent)
    assert case.members == {"data_scientist": ("u100201", "u100202")}
    assert case.home == "keep"


def test_new_without_a_terminal_names_all_that_is_missing(page: Path) -> None:
    run = new("fraud_signals", "--budget=5000")
    assert isinstance(run.exception, BadInput)
    assert str(run.exception).startswith(
        "--description, --owner, --cost-centre, --data-classification, --dev-account"
    )
    assert str(run.exception).endswith("missing, and there is no terminal to ask in; give them")
    assert not page.exists()


def test_new_asks_in_a_terminal_again_where_an_answer_is_not_allowed(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        *("No", "fraud_signals", "Signals of card fraud.", "fraud-models@bank.example", "CC-4900"),
        *("secret", "restricted", "5000", "EUR", "100000000001", "100000000002", "100000000003"),
        *("", "ml.t3.medium, ml.m5.large", "snapshot"),
        *("u100201", "", "", "", "", "", "", "u100202"),
    ]
    run = new(answers="\n".join(answers) + "\n", monkeypatch=monkeypatch)
    assert run.exit_code == 0, run.output
    assert 'NAME: is "No"; allowed: what matches' in run.output
    assert "Highest class of data (internal, confidential, restricted)" in run.output
    case = load.use_case("fraud_signals", page.parent)
    assert case.home == "snapshot"
    assert case.members == {"data_scientist": ("u100201",), "break_glass": ("u100202",)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--member=wizard=u100201",),
            '--member: is "wizard=u100201"; allowed: PERSONA=IDS, with one of data_scientist',
        ),
        (("--budget=many",), '--budget: is "many"; allowed: an integer'),
        (
            ("--dev-account=111122223333",),
            'account_id: is "111122223333", as credit_risk.yaml environments.dev has',
        ),
        (("--region=eu-west-9",), '--region: is "eu-west-9"; allowed: eu-central-1'),
    ],
)
def test_new_refuses_what_would_not_hold(words: tuple[str, ...], said: str, page: Path) -> None:
    run = new(*NEW, *words)
    assert isinstance(run.exception, BadInput)
    assert said in str(run.exception)
    assert not page.exists()


def test_new_writes_over_no_page(page: Path) -> None:
    page.write_text("theirs\n")
    run = new(*NEW)
    assert "is there already; allowed: a name that no use case has" in str(run.exception)
    assert page.read_text() == "theirs\n"
