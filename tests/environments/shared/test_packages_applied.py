"""The bank's packages for real: Terraform makes domain, repositories and policies in an embedded AWS, and pip, twine and
the intake's own calls find there what the policies say."""

from __future__ import annotations

import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local_aws.package_files import Outside, outside, wheel
from local_aws.package_tools import BIN, run
from mlplatform.local_aws import control
from mlplatform.terraform import bootstrap, roots, toolchain
from mlplatform.terraform.root import Root
from mlplatform.use_cases import load

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packages_applied")]

PLATFORM = load.platform()
SHARED, DOMAIN = PLATFORM.shared_account_id, PLATFORM.codeartifact["domain"]
USE_CASE = next(iter(load.use_case(load.names()[0]).accounts.values())).account_id
INTAKE = f"arn:aws:iam::{SHARED}:role/{PLATFORM.organization}-mlp-packages-intake"
DEPLOY = PLATFORM.deploy_role_arn(SHARED)
SCIENTIST = f"arn:aws:iam::{USE_CASE}:root"  # none of its roles stands here
STRANGER = "arn:aws:iam::666600001111:root"
CLOSED = ["public-pypi", "quarantine", "internal"]


@dataclass(frozen=True)
class Caller:
    """A role, or an account as a whole, as it comes to the bank's packages."""

    running: control.Running
    arn: str

    def client(self, service: str, **keys: str) -> Any:
        """A client of this caller, or with other keys."""
        make: Any = boto3.Session  # its stubs know no keys by name
        session = make(region_name=PLATFORM.region, **(keys or self._keys()))
        return session.client(service, endpoint_url=self.running.proxy_url)

    def _keys(self) -> dict[str, str]:
        own = {"aws_access_key_id": self.arn.split(":")[4], "aws_secret_access_key": "local"}
        if self.arn.endswith(":root"):
            return own
        given = self.client("sts", **own).assume_role(RoleArn=self.arn, RoleSessionName="test")["Credentials"]
        return {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def call(self, operation: str, **given: Any) -> Any:
        """An operation in the domain."""
        call = getattr(self.client("codeartifact"), operation)
        return call(domain=DOMAIN, domainOwner=SHARED, **given)

    def token(self) -> str:
        """A token, for as long as the intake role may have one."""
        return str(self.call("get_authorization_token", durationSeconds=3600)["authorizationToken"])

    def endpoint(self, repository: str) -> str:
        """Where a repository answers pip and twine, as anybody may guess."""
        return f"{self.running.proxy_url}/codeartifact/{DOMAIN}-{SHARED}/{PLATFORM.region}/pypi/{repository}/"

    def copy(self, source: str, destination: str, package: str) -> Any:
        """Copy version 1.0 of a package."""
        return self.call(
            "copy_package_versions",
            sourceRepository=source, destinationRepository=destination,
            format="pypi", package=package, versions=["1.0"],
        )  # fmt: skip


@dataclass(frozen=True)
class World:
    """An embedded AWS in which the bank's packages stand."""

    running: control.Running
    root: Root
    index: Outside
    python: Path

    def caller(self, arn: str) -> Caller:
        """One who comes to them."""
        return Caller(self.running, arn)

    def pip(self, caller: Caller, repository: str, target: Path, *words: str) -> int:
        """The real pip installs into a folder; its exit code."""
        index = caller.endpoint(repository).replace("://", f"://aws:{caller.token()}@") + "simple/"
        quiet = ["--isolated", "--no-input", "--disable-pip-version-check", "--no-cache-dir"]
        words = ("install", *quiet, "--index-url", index, "--target", str(target), *words)
        return run(self.python, "-m", "pip", *words).returncode

    def twine(self, caller: Caller, repository: str, path: Path) -> int:
        """The real twine publishes; its exit code."""
        opened = ["--username=aws", f"--password={caller.token()}"]  # which may begin with a hyphen
        words = ["upload", "--repository-url", caller.endpoint(repository), *opened, "--disable-progress-bar"]
        return run(BIN / "twine", *words, path).returncode


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("packages")
    with (
        pytest.MonkeyPatch.context() as patch,
        outside(folder / "outside") as index,
        control.running(folder / "aws") as running,
    ):
        patch.setenv("MLP_WORK_DIR", str(folder / "work"))
        control.found(running, PLATFORM, [load.use_case(name) for name in load.names()])
        running.admin("package-index", "PUT", {"index": index.url})
        bootstrap.bootstrap(PLATFORM, running.environment())
        root = roots.find("shared", "", PLATFORM, toolchain.find(), running.environment())
        root.init()
        root.run("apply", "-auto-approve", "-input=false", "-parallelism=30", "-target=module.packages")
        venv.create(folder / "python", with_pip=True)
        yield World(running, root, index, folder / "python" / "bin" / "python")


@pytest.fixture(scope="module")
def approved(world: World) -> World:
    """A package that went the whole way, and one of the bank's own."""
    intake, folder = world.caller(INTAKE), world.index.folder
    made = wheel(folder, "thing", "1.0")
    assert world.pip(intake, "public-pypi", folder / "taken-in", "thing==1.0") == 0
    assert world.twine(intake, "quarantine", made) == 0
    assert list(intake.copy("quarantine", "approved", "thing")["successfulVersions"]) == ["1.0"]
    assert world.twine(intake, "internal", wheel(folder / "own", "bank-core", "1.0")) == 0
    return world


def refused(call: Any, *given: Any, **named: Any) -> bool:
    """Whether CodeArtifact answers that somebody may not."""
    with pytest.raises(ClientError) as denied:
        call(*given, **named)
    return "codeartifact:" in str(denied.value) and "AccessDeniedException" in str(denied.value)


def test_a_second_plan_has_nothing_to_change(world: World) -> None:
    planned = world.root.run(
        "plan", "-detailed-exitcode", "-input=false", "-lock=false", "-target=module.packages", check=False
    )
    assert planned.returncode == 0, planned.stdout


def test_nothing_that_holds_packages_is_destroyed(world: World) -> None:
    ended = world.root.run("destroy", "-auto-approve", "-input=false", "-target=module.packages", check=False)
    assert ended.returncode != 0
    assert "Instance cannot be destroyed" in ended.stderr
    assert world.caller(DEPLOY).call("describe_domain")["domain"]["repositoryCount"] == 4


def test_an_account_of_a_use_case_installs_what_was_approved_and_what_is_our_own(
    approved: World, tmp_path: Path
) -> None:
    scientist = approved.caller(SCIENTIST)
    assert approved.pip(scientist, "approved", tmp_path, "thing", "bank-core") == 0
    assert {"thing.py", "bank_core.py"} <= {path.name for path in tmp_path.iterdir()}


def test_what_nobody_approved_is_found_by_nobody(approved: World, tmp_path: Path) -> None:
    wheel(approved.index.folder, "other", "1.0")
    scientist = approved.caller(SCIENTIST)
    assert approved.pip(scientist, "approved", tmp_path, "other") != 0
    assert not [path for path in approved.index.asked if path.strip("/") == "other"]


@pytest.mark.parametrize("repository", CLOSED)
@pytest.mark.parametrize("who", [SCIENTIST, DEPLOY])
def test_the_other_repositories_answer_the_intake_role_alone(
    approved: World, who: str, repository: str, tmp_path: Path
) -> None:
    caller = approved.caller(who)
    assert refused(caller.call, "get_repository_endpoint", repository=repository, format="pypi")
    assert refused(caller.call, "list_packages", repository=repository)
    package = "bank-core" if repository == "internal" else "thing"
    assert approved.pip(caller, repository, tmp_path, package) != 0
    assert approved.caller(INTAKE).call("list_packages", repository=repository)["packages"]


@pytest.mark.parametrize(
    "who", [SCIENTIST, DEPLOY, PLATFORM.deploy_role_arn(SHARED).replace("deploy", "plan")]
)
def test_nobody_else_copies_publishes_or_takes_away(approved: World, who: str, tmp_path: Path) -> None:
    caller = approved.caller(who)
    assert refused(caller.copy, "quarantine", "approved", "thing")
    given = {"repository": "approved", "format": "pypi", "package": "thing", "versions": ["1.0"]}
    assert refused(caller.call, "dispose_package_versions", **given)
    assert refused(caller.call, "delete_package_versions", **given)
    assert refused(caller.call, "update_package_versions_status", targetStatus="Unlisted", **given)
    assert approved.twine(caller, "internal", wheel(tmp_path, "bank-core", "2.0")) != 0


@pytest.mark.parametrize("repository", ["approved", "public-pypi"])
def test_the_intake_role_itself_publishes_nothing_where_people_install_from(
    approved: World, repository: str, tmp_path: Path
) -> None:
    assert approved.twine(approved.caller(INTAKE), repository, wheel(tmp_path, "extra", "1.0")) != 0
    assert refused(approved.caller(INTAKE).copy, "public-pypi", "quarantine", "thing")


def test_an_account_that_is_no_use_case_has_no_token(world: World) -> None:
    assert refused(world.caller(STRANGER).token)
