"""A domain of packages, and the real tools that publish to it and install from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from local_aws.package_files import sha256

if TYPE_CHECKING:
    from local_aws.conftest import Aws

BIN = Path(sys.executable).parent
DOMAIN = "bank"


@dataclass(frozen=True)
class Bank:
    """A domain of packages in an account, as its owner or another account sees it."""

    aws: Aws
    owner: str
    python: Path  # of an environment of its own, with pip

    @property
    def api(self) -> Any:
        """CodeArtifact's client."""
        return self.aws.client("codeartifact")

    def call(self, operation: str, **given: Any) -> Any:
        """An operation in the domain."""
        return getattr(self.api, operation)(domain=DOMAIN, domainOwner=self.owner, **given)

    def of(self, repository: str, operation: str, package: str, **given: Any) -> Any:
        """An operation on a package of Python's."""
        return self.call(operation, repository=repository, format="pypi", package=package, **given)

    def repository(self, name: str, *upstreams: str, outside: bool = False) -> str:
        """Make a repository."""
        above = [{"repositoryName": one} for one in upstreams]
        self.call("create_repository", repository=name, upstreams=above)
        if outside:
            self.call("associate_external_connection", repository=name, externalConnection="public:pypi")
        return name

    def token(self, **given: Any) -> str:
        """A token for the domain."""
        return str(self.call("get_authorization_token", **given)["authorizationToken"])

    def endpoint(self, repository: str) -> str:
        """The address of a repository."""
        running, region = self.aws.running, "eu-west-2"
        return f"{running.proxy_url}/codeartifact/{DOMAIN}-{self.owner}/{region}/pypi/{repository}/"

    def index(self, repository: str, token: str | None = None) -> str:
        """What pip is told."""
        opened = f"://aws:{self.token() if token is None else token}@"
        return self.endpoint(repository).replace("://", opened) + "simple/"

    def get(self, repository: str, path: str, token: str | None = None, **headers: str) -> requests.Response:
        """Ask the endpoint."""
        auth = ("aws", self.token() if token is None else token)
        url = self.endpoint(repository) + path
        return session().get(url, auth=auth, headers=headers, timeout=60, allow_redirects=False)

    def publish(
        self, repository: str, path: Path, token: str | None = None, **fields: str
    ) -> requests.Response:
        """Upload a file as twine does, without the second that twine takes to start."""
        stem = path.name.removesuffix(".tar.gz").split("-")
        told = {":action": "file_upload", "name": stem[0], "version": stem[1], "sha256_digest": sha256(path)}
        auth = ("aws", self.token() if token is None else token)
        with path.open("rb") as file:
            return session().post(
                self.endpoint(repository), auth=auth, data=told | fields, files={"content": file}, timeout=60
            )

    def twine(
        self, repository: str, *paths: Path, token: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """The real twine."""
        words = ["--repository-url", self.endpoint(repository), "--disable-progress-bar", "--verbose"]
        opened = ["-u", "aws", "-p", self.token() if token is None else token]
        return run(BIN / "twine", "upload", *words, *opened, *paths)

    def pip(
        self, repository: str, *words: str | Path, token: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """The real pip, of the environment."""
        quiet = ["--isolated", "--no-input", "--disable-pip-version-check", "--no-cache-dir"]
        command, *rest = words
        index = ["--index-url", self.index(repository, token)]
        return run(self.python, "-m", "pip", command, *quiet, *index, *rest)

    def install(self, repository: str, target: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Install into a folder."""
        return self.pip(repository, "install", "--target", target, "--no-compile", *words)

    def versions(self, repository: str, package: str) -> dict[str, str]:
        """The versions that a repository itself holds, with their status."""
        try:
            told = self.of(repository, "list_package_versions", package)
        except self.api.exceptions.ResourceNotFoundException:
            return {}
        return {one["version"]: one["status"] for one in told["versions"]}

    def listed(self, repository: str, package: str) -> list[str]:
        """The names of the files on a package's page; none where there is no page."""
        answer = self.get(repository, f"simple/{package}/", Accept="application/vnd.pypi.simple.v1+json")
        return [one["filename"] for one in answer.json()["files"]] if answer.status_code == 200 else []

    def copy(self, source: str = "quarantine", destination: str = "approved", **given: Any) -> Any:
        """Copy versions of bank-core; what the service answers."""
        asked = {"sourceRepository": source, "destinationRepository": destination, "format": "pypi"}
        return self.call("copy_package_versions", **{"package": "bank-core", **asked, **given})

    def set_status(self, target: str, **given: Any) -> Any:
        """Give version 1.0 of bank-core in quarantine a status."""
        asked = {"versions": ["1.0"], "targetStatus": target} | given
        return self.of("quarantine", "update_package_versions_status", "bank-core", **asked)

    def revision(self, repository: str, version: str = "1.0") -> str:
        """The revision of a version of bank-core."""
        told = self.of(repository, "describe_package_version", "bank-core", packageVersion=version)
        return str(told["packageVersion"]["revision"])

    def allow(self, repository: str, *statements: dict[str, Any]) -> None:
        """Give a repository a policy."""
        self.call(
            "put_repository_permissions_policy", repository=repository, policyDocument=document(*statements)
        )

    def restrict(self, pattern: str, *repositories: tuple[str, str], **modes: str) -> None:
        """Set the origin controls of a group, which is made where it is not there."""
        groups = [one["pattern"] for one in self.call("list_package_groups")["packageGroups"]]
        if pattern not in groups:
            self.call("create_package_group", packageGroup=pattern)
        added = [{"originRestrictionType": kind, "repositoryName": name} for kind, name in repositories]
        self.call(
            "update_package_group_origin_configuration",
            packageGroup=pattern, restrictions=modes, addAllowedRepositories=added,
        )  # fmt: skip


def codes(answer: Any) -> dict[str, str]:
    """The code of each version that failed."""
    return {version: one["errorCode"] for version, one in answer["failedVersions"].items()}


def document(*statements: dict[str, Any]) -> str:
    """A policy; a statement allows everybody everything on everything but for what it says."""
    usual = {"Effect": "Allow", "Principal": "*", "Action": "codeartifact:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**usual, **one} for one in statements]})


def session() -> requests.Session:
    """A session that goes straight to its address."""
    made = requests.Session()
    made.trust_env = False
    return made


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """A tool, in an environment that names no index and no proxy."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "TWINE_"))
    }
    kept |= {"NO_PROXY": "*", "no_proxy": "*", "NO_COLOR": "1"}
    words = [str(one) for one in command]
    return subprocess.run(words, env=kept, capture_output=True, text=True, timeout=300, check=False)
