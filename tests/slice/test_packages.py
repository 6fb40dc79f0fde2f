"""The whole story of a package: the platform applied by Terraform, a real package of the index that this machine reaches,
and the real pip. Asked for, scanned, approved by two, published, installed by a use case; refused, renewed, recalled."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mlplatform.copies import copy_of_repository
from mlplatform.local_aws import control
from mlplatform.use_cases import load
from packages.wheels import PackageIndex, wheel
from slice.consumer import Consumer
from slice.world import World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_packages")]

PACKAGE, NEEDS = "python-dateutil==2.9.0.post0", "six==1.17.0"
ASKS, FIRST, SECOND = "u300001", "u200001", "u200002"
LICENCE = f"licence:{PACKAGE}"
Ended = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Bank:
    """A world in which the platform stands, a repository with its records, and a machine of a use case."""

    world: World
    repository: Path
    consumer: Consumer

    @property
    def lock(self) -> Path:
        """What the use case installs."""
        return self.repository / "environments" / "use_cases" / "locks" / "credit_risk.txt"

    def mlp(self, *words: str) -> Ended:
        """``mlp packages`` in the repository."""
        return subprocess.run(
            self.world.command("packages", *words),
            cwd=self.repository / "scripts",
            env=self.world.environment | {"MLP_ADVISORIES": str(self.repository.parent / "advisories")},
            capture_output=True,
            text=True,
        )

    def works(self, *words: str) -> str:
        """What it says, where it goes well."""
        ended = self.mlp(*words)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def commit(self, who: str) -> None:
        """Somebody commits what he has done."""
        address = f"{who}@bank.example"
        named = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", who), ("EMAIL", address))
        }
        for words in (("add", "-A"), ("commit", "-qm", f"by {who}")):
            subprocess.run(
                ["/usr/bin/env", "git", "-C", str(self.repository), *words],
                env=os.environ | named,
                check=True,
            )


@pytest.fixture(name="bank", scope="module")
def _bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    folder = tmp_path_factory.mktemp("packages")
    python = folder / "python"
    venv.create(python, with_pip=True)
    with control.running(folder / "aws") as running:
        running.admin("package-index", "PUT", {"index": "pip"})
        control.found(running, load.platform(), [load.use_case(name) for name in load.names()])
        world = World(running, folder / "work")
        for words in (("bootstrap",), ("platform", "apply")):
            applied = world.mlp(*words)
            assert applied.returncode == 0, applied.stderr[-3000:]
        (folder / "home").mkdir()
        bank = Bank(
            world, copy_of_repository(folder / "repository"), Consumer(running, folder / "home", python)
        )
        subprocess.run(["/usr/bin/env", "git", "init", "-q", "-b", "main", str(bank.repository)], check=True)
        bank.commit("platform")
        advise(folder / "advisories", "elsewhere")
        yield bank
        bank.consumer.end()


def advise(folder: Path, package: str) -> None:
    """What OSV knows today: something about one package, in all its versions."""
    folder.mkdir(exist_ok=True)
    events = [{"introduced": "0"}]
    about = {
        "package": {"ecosystem": "PyPI", "name": package},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    said = {
        "id": f"TEST-{package}",
        "modified": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "affected": [about],
    }
    (folder / f"{package}.json").write_text(json.dumps(said))


@pytest.fixture(name="published", scope="module")
def _published(bank: Bank) -> Bank:
    """The package, all the way to the use case's lock file."""
    bank.works(
        "request", PACKAGE, "--because", "Dates of statements.", "--use-case", "credit_risk", "--as", ASKS
    )
    bank.commit(ASKS)
    scanned = bank.mlp("scan", PACKAGE)
    assert (scanned.returncode, LICENCE in scanned.stdout) == (1, True), scanned.stdout + scanned.stderr
    bank.commit(ASKS)

    accepted = ("--accept", LICENCE, "--because", "Apache-2.0 or BSD-3-Clause, as its LICENSE says.")
    own = bank.mlp("approve", PACKAGE, "--as", ASKS, *accepted)
    assert own.returncode == 2, own.stderr
    silent = bank.mlp("approve", PACKAGE, "--as", FIRST)
    assert (silent.returncode, LICENCE in silent.stderr) == (1, True), silent.stderr
    bank.works("approve", PACKAGE, "--as", FIRST, *accepted)
    bank.commit(FIRST)

    one_alone = bank.mlp("publish", "--all")
    assert "needs 1 more approval" in bank.works("status") + one_alone.stderr
    assert bank.consumer.login().returncode == 0
    assert bank.consumer.install("python-dateutil").returncode == 1

    bank.works("approve", PACKAGE, "--as", SECOND, *accepted)
    bank.commit(SECOND)
    bank.works("check")
    assert "2 copied, 0 stood already" in bank.works("publish", "--all")
    bank.works("lock", "credit_risk", PACKAGE)
    bank.commit(ASKS)
    return bank


def test_what_two_approved_is_installed_by_hash(published: Bank) -> None:
    installed = published.consumer.install("--require-hashes", "-r", str(published.lock))
    assert installed.returncode == 0, installed.stderr
    assert {"dateutil", "six.py"} <= published.consumer.installed()


def test_a_second_publish_has_nothing_to_do(published: Bank) -> None:
    assert "0 copied, 2 stood already" in published.works("publish", "--all")


def test_what_nobody_approved_fails_and_says_how_to_ask_for_it(published: Bank) -> None:
    refused = published.consumer.install("requests")
    assert refused.returncode == 1
    assert "No matching distribution found for requests" in refused.stderr
    assert "not-found-means-not-approved--ask-with--mlp-packages-request" in refused.stdout


def test_a_name_of_the_bank_is_never_taken_from_outside(published: Bank, tmp_path: Path) -> None:
    running = published.world.running
    with PackageIndex(tmp_path) as outside:
        outside.add("bank-scoring", "99.0")
        own = tmp_path / "own"
        own.mkdir()
        running.admin("package-index", "PUT", {"index": outside.url})
        try:
            intake = published.consumer.intake()
            taken = intake.install("bank-scoring", repository="public-pypi")
            assert taken.returncode == 1, taken.stdout
            assert "No matching distribution found" in taken.stderr
            sent = intake.publish(wheel(own, "bank-scoring", "1.0"), "internal")
            assert sent.returncode == 0, sent.stdout + sent.stderr
            installed = published.consumer.install("bank-scoring")
        finally:
            running.admin("package-index", "PUT", {"index": "pip"})
    assert installed.returncode == 0, installed.stderr
    assert "bank_scoring-1.0.dist-info" in published.consumer.installed()
    refused = published.mlp(
        "request", "bank-scoring==99.0", "--because", "x", "--use-case", "credit_risk", "--as", ASKS
    )
    assert (refused.returncode, "a name of the bank's own" in refused.stderr) == (2, True)


def test_a_token_that_ended_is_refused_and_another_is_taken(published: Bank) -> None:
    assert published.consumer.login().returncode == 0
    published.world.running.admin("package-tokens", "PUT", {})
    assert published.consumer.install("six").returncode == 1
    assert published.consumer.login().returncode == 0
    assert published.consumer.install("six").returncode == 0


def test_what_came_to_be_known_since_is_told(published: Bank) -> None:
    assert "no new findings" in published.works("scan", "--check", "--live")
    folder = published.repository.parent / "advisories"
    advise(folder, "six")
    try:
        told = published.mlp("scan", "--check", "--live")
    finally:
        (folder / "six.json").unlink()
    assert (told.returncode, f"vulnerability:{NEEDS}:TEST-six" in told.stdout) == (1, True)


def test_a_wheel_that_was_tampered_with_is_found_and_no_lock_lets_it_in(published: Bank) -> None:
    assert published.mlp("verify", "--deep").returncode == 0
    name, version = PACKAGE.split("==")
    where = {
        "account": "999988887777",
        "region": "eu-west-2",
        "domain": "bank-packages",
        "repository": "approved",
    }
    asset = "python_dateutil-2.9.0.post0-py2.py3-none-any.whl"
    what = {"package": name, "version": version, "asset": asset}
    published.world.running.admin("package-tampering", "PUT", where | what)
    found = published.mlp("verify", "--deep")
    assert (found.returncode, asset in found.stdout) == (1, True), found.stdout + found.stderr
    refused = published.consumer.install("--require-hashes", "-r", str(published.lock))
    assert (refused.returncode, "DO NOT MATCH THE HASHES" in refused.stderr) == (1, True), refused.stderr


def test_a_recall_ends_it_and_names_who_has_it(published: Bank) -> None:
    told = published.works("recall", NEEDS, "--because", "It sends data away.", "--as", FIRST)
    assert "lock file credit_risk" in told
    assert f"request {PACKAGE}" in told
    published.commit(FIRST)
    assert published.consumer.install("--require-hashes", "-r", str(published.lock)).returncode == 1
    assert published.consumer.install(NEEDS).returncode == 1
    published.mlp("publish", "--all")
    assert published.consumer.install(NEEDS).returncode == 1
    assert NEEDS in published.works("status")
