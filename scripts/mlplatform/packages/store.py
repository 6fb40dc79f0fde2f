"""CodeArtifact as the intake role sees it: what stands in which repository, and what is done to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from packaging.utils import canonicalize_version

from mlplatform import aws
from mlplatform.accounts import identity
from mlplatform.aws import Clients
from mlplatform.errors import BadInput, Findings
from mlplatform.local_aws.environment import Environment
from mlplatform.use_cases.model import Platform, role_arn

PUBLIC, QUARANTINE, INTERNAL = "public-pypi", "quarantine", "internal"
READABLE = ("Published", "Unlisted")
CHUNK = 1 << 20
ROLE = "mlp-packages-intake"  # after the organization's name


@dataclass(frozen=True)
class Held:
    """A version as a repository itself holds it; ``assets`` by name with the SHA-256 that AWS tells."""

    status: str
    revision: str
    assets: Mapping[str, str]

    @property
    def readable(self) -> bool:
        """Whether it can be installed and copied."""
        return self.status in READABLE


class Store:
    """The domain of packages. ``approved`` is the name of the repository that consumers see."""

    def __init__(self, client: Any, domain: str, owner: str, approved: str) -> None:
        self.client, self.domain, self.owner, self.approved = client, domain, owner, approved
        self._named = {"domain": domain, "domainOwner": owner}

    def versions(self, repository: str) -> Iterator[tuple[str, str, str]]:
        """Name, version and status of all that a repository itself holds."""
        listed = aws.pages(self.client, "list_packages", "packages", **self._in(repository), format="pypi")
        for package in sorted(one["package"] for one in listed):
            for one in self._pages("list_package_versions", "versions", repository, package):
                yield package, one["version"], one["status"]

    def held(self, repository: str, name: str, version: str) -> Held | None:
        """A version; None where the repository itself has none."""
        where = self._of(repository, name) | {"packageVersion": version}
        try:
            told = self.client.describe_package_version(**where)["packageVersion"]
        except self.client.exceptions.ResourceNotFoundException:
            return None
        assets: dict[str, str] = {}
        if told["status"] in READABLE:
            listed = self._pages(
                "list_package_version_assets", "assets", repository, name, packageVersion=version
            )
            assets = {one["name"]: one["hashes"].get("SHA-256", "") for one in listed}
        return Held(told["status"], told["revision"], assets)

    def spelled(self, repository: str, name: str, version: str) -> list[str]:
        """Every way in which the repository itself writes a version: 1.0 and 1.0.0 are one."""
        listed = self._pages("list_package_versions", "versions", repository, name)
        wanted = canonicalize_version(version)
        return sorted(one["version"] for one in listed if canonicalize_version(one["version"]) == wanted)

    def copy(self, name: str, version: str, revision: str, *, overwrite: bool) -> None:
        """Copy a version from quarantine to approved, if it still is of this revision."""
        answer = self.client.copy_package_versions(
            **self._named,
            sourceRepository=QUARANTINE,
            destinationRepository=self.approved,
            format="pypi",
            package=name,
            versionRevisions={version: revision},
            allowOverwrite=overwrite,
        )
        _refuse_failed(answer, f"{name}=={version}: copy to {self.approved}")

    def dispose(self, repository: str, name: str, version: str) -> bool:
        """Take the files of a version away; False where there is nothing to take."""
        held = self.held(repository, name, version)
        if held is None or held.status == "Disposed":
            return False
        answer = self.client.dispose_package_versions(**self._of(repository, name), versions=[version])
        _refuse_failed(answer, f"{name}=={version}: dispose of in {repository}")
        return True

    def archive(self, repository: str, name: str, version: str) -> bool:
        """Keep a version as evidence that nobody can read; False where there is nothing to keep."""
        held = self.held(repository, name, version)
        if held is None or held.status in ("Archived", "Disposed"):
            return False
        answer = self.client.update_package_versions_status(
            **self._of(repository, name), versions=[version], targetStatus="Archived"
        )
        _refuse_failed(answer, f"{name}=={version}: archive in {repository}")
        return True

    def delete(self, repository: str, name: str, version: str) -> None:
        """Forget a version, so that it can be put there anew."""
        answer = self.client.delete_package_versions(**self._of(repository, name), versions=[version])
        _refuse_failed(answer, f"{name}=={version}: delete in {repository}")

    def read(self, repository: str, name: str, version: str, asset: str, into: IO[bytes]) -> str:
        """Write the bytes of an asset; gives their SHA-256."""
        answer = self.client.get_package_version_asset(
            **self._of(repository, name), packageVersion=version, asset=asset
        )
        digest = hashlib.sha256()
        for chunk in iter(lambda: answer["asset"].read(CHUNK), b""):
            digest.update(chunk)
            into.write(chunk)
        return digest.hexdigest()

    def endpoint(self, repository: str) -> str:
        """The address that pip and twine are pointed at."""
        told = self.client.get_repository_endpoint(**self._in(repository), format="pypi")
        return f"{told['repositoryEndpoint'].rstrip('/')}/"

    def token(self) -> str:
        """A password for that address, of a quarter of an hour."""
        told = self.client.get_authorization_token(**self._named, durationSeconds=900)
        return str(told["authorizationToken"])

    def ways(self, repository: str) -> tuple[list[str], list[str]]:
        """What a repository takes packages from by itself: upstreams, and connections to the outside."""
        told = self.client.describe_repository(**self._in(repository))["repository"]
        upstreams = [one["repositoryName"] for one in told.get("upstreams", [])]
        return upstreams, [one["externalConnectionName"] for one in told.get("externalConnections", [])]

    def _pages(self, call: str, items: str, repository: str, name: str, **more: Any) -> Iterable[Any]:
        try:
            yield from aws.pages(self.client, call, items, **self._of(repository, name), **more)
        except self.client.exceptions.ResourceNotFoundException:
            return  # it went while it was listed

    def _in(self, repository: str) -> dict[str, str]:
        return {**self._named, "repository": repository}

    def _of(self, repository: str, name: str) -> dict[str, str]:
        return {**self._in(repository), "format": "pypi", "package": name}


def connect(platform: Platform, environment: Environment | None) -> Store:
    """The store with the rights of the intake role, which is taken on unless whoever runs this has it."""
    role = intake_role(platform)
    make = _own(platform, environment, role) or identity.assumed(
        role, platform.shared_account_id, region=platform.region, aws=environment
    )
    return of(platform, make("codeartifact", platform.region))


def of(platform: Platform, client: Any) -> Store:
    """The platform's store, by a client of the caller's."""
    names = platform.codeartifact
    return Store(client, names["domain"], platform.shared_account_id, names["repository"])


def intake_role(platform: Platform) -> str:
    """The one role that brings packages in."""
    return role_arn(platform.shared_account_id, f"{platform.organization}-{ROLE}")


def save(store: Store, repository: str, name: str, version: str, asset: str, path: Path) -> str:
    """An asset as a file; gives the SHA-256 of its bytes."""
    with path.open("wb") as file:
        return store.read(repository, name, version, asset, file)


def _own(platform: Platform, environment: Environment | None, role: str) -> Clients | None:
    """Clients of the caller's own where he is the intake role already, as a pipeline is."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        sts = aws.own_client("sts", region=platform.region, aws=environment)
        caller = str(sts.get_caller_identity()["Arn"])
    except ClientError as error:
        raise BadInput(f"AWS does not know who this is ({error}); sign in, and run it again") from error
    except BotoCoreError:
        return None  # said, with the role's name, by whoever takes it on
    account, name = platform.shared_account_id, role.rpartition("/")[2]
    if not caller.startswith(f"arn:aws:sts::{account}:assumed-role/{name}/"):
        return None
    return lambda service, region: aws.own_client(service, region=region, aws=environment)


def _refuse_failed(answer: Mapping[str, Any], what: str) -> None:
    failed = answer.get("failedVersions") or {}
    if failed:
        why = "; ".join(f"{one['errorCode']}: {one['errorMessage']}" for one in failed.values())
        raise Findings(f"{what}: AWS refuses: {why}")
