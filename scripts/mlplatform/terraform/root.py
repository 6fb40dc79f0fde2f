"""A root that people apply: its account, its state and its working folder."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mlplatform.errors import BadInput, PlatformError
from mlplatform.local_aws.environment import Environment
from mlplatform.paths import ENVIRONMENTS, work_folder
from mlplatform.terraform import bootstrap
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases.model import Platform, role_arn

# Terraform waits far more than it works; more at once shortens the wait (measured: `make bench`).
PARALLELISM = 30


@dataclass(frozen=True)
class Root:
    """``environments/<environment>``, for one use case where it is not the platform's own; ``work`` holds
    what it writes."""

    environment: str
    use_case: str | None  # None for organization and shared, which are the platform's own
    account_id: str
    region: str
    platform: Platform
    toolchain: Toolchain
    aws: Environment | None = None  # what points at an embedded AWS instead of the real one
    folder: Path | None = None  # another copy of the root, used while a killed run is mended
    role: str = ""  # name of the role to take on in every account; the deploy role where none is given
    variables: tuple[tuple[str, str], ...] = ()  # Terraform variables given beside the root's own

    @property
    def name(self) -> str:
        """``shared`` or ``dev/credit_risk``: how people and state keys call it."""
        return f"{self.environment}/{self.use_case}" if self.use_case else self.environment

    @property
    def role_name(self) -> str:
        """Name of the role that is taken on, in the root's account and in that of the state."""
        return self.role or self.platform.deploy_role

    def role_arn(self, account_id: str) -> str:
        """That role in an account."""
        return role_arn(account_id, self.role_name)

    @property
    def state_role_arn(self) -> str:
        """The role that reaches the state: to apply, one for the state of this environment alone, so that a
        pipeline of dev needs no right over the shared account."""
        shared = self.platform.shared_account_id
        if self.role_name == self.platform.deploy_role:
            return self.platform.state_role_arn(self.environment)
        return self.role_arn(shared)

    @property
    def source(self) -> Path:
        """The folder with the root's HCL."""
        return self.folder or ENVIRONMENTS / self.environment

    @cached_property
    def work(self) -> Path:
        """The folder for provider links, plans and the journal of this root."""
        folder = work_folder() / "roots" / self.name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def state_key_id(self) -> str:
        """Id of the key of the state bucket, which the shared root takes over from ``mlp bootstrap``."""
        role = self.role_arn(self.platform.shared_account_id)
        return bootstrap.state_key_id(self.platform, self.aws, role)

    @property
    def state_key(self) -> str:
        """Key of the state in the state bucket: one for each root."""
        return f"{self.name}/terraform.tfstate"

    def process_environment(self) -> dict[str, str]:
        """The environment of every Terraform process of this root."""
        environment = self.toolchain.environment()
        if self.aws:
            environment = self.aws.over(environment)
        environment["TF_DATA_DIR"] = str(self.work / "data")
        environment["TF_VAR_role_name"] = self.role_name
        if self.use_case:
            environment["TF_VAR_use_case"] = self.use_case
        if self.environment == "shared":
            environment["TF_VAR_state_key_id"] = self.state_key_id
        for name, value in self.variables:
            environment[f"TF_VAR_{name}"] = value
        return environment

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Terraform in the root and wait for it; its words are in ``stdout`` and ``stderr``."""
        result = subprocess.run(
            self.command(*words), env=self.process_environment(), capture_output=True, text=True
        )
        if check and result.returncode != 0:
            raise _failed(f"{self.name}: terraform {words[0]} failed", result.stderr or result.stdout)
        return result

    def command(self, *words: str) -> list[str]:
        """The command line, in the root's folder."""
        return [str(self.toolchain.binary), f"-chdir={self.source}", *words]

    def state_addresses(self) -> list[str]:
        """Every managed resource that the state knows."""
        listed = self.run("state", "list", check=False)  # fails where there is no state yet
        return [line for line in listed.stdout.splitlines() if line and "data." not in line]

    def init(self) -> None:
        """Link the provider and the backend; the lock file in the repository is never rewritten."""
        platform = self.platform
        lines = {
            "bucket": platform.state_bucket,
            "key": self.state_key,
            "region": platform.region,
            "kms_key_id": platform.state_key_alias_arn,
        }
        text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
        role = self.state_role_arn
        backend = self.work / "backend.hcl"
        retries = "max_retries = 25\n"  # as often as the provider asks again; the backend's own are five
        backend.write_text(f'{text}{retries}assume_role = {{\n  role_arn = "{role}"\n}}\n')
        result = self.run(
            "init",
            "-no-color",
            "-reconfigure",
            "-lockfile=readonly",
            f"-backend-config={backend}",
            check=False,
        )
        if result.returncode == 0:
            return
        if "NoSuchBucket" in result.stderr or "does not exist" in result.stderr:
            raise BadInput(
                f"{self.name}: state bucket {platform.state_bucket} does not exist in account "
                f"{platform.shared_account_id}; make it with: mlp bootstrap"
            )
        raise _failed(f"{self.name}: terraform init failed", result.stderr)


class TerraformFailed(PlatformError):
    """Terraform ended with an error: one line, and what else it said in ``details``."""

    def __init__(self, summary: str, details: list[str]) -> None:
        super().__init__(summary)
        self.details = details


def _failed(summary: str, said: str) -> TerraformFailed:
    lines = [line for line in (line.strip(" │╷╵") for line in said.splitlines()) if line]
    first = next((line for line in lines if line.startswith("Error: ")), "")
    others = [line for line in lines if line != first]
    return TerraformFailed(
        ": ".join(part for part in (summary, first.removeprefix("Error: ")) if part), others
    )
