"""What a use case and the platform are, once their files have been checked."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

Environment = Literal["dev", "test", "prod"]
ENVIRONMENTS: tuple[Environment, ...] = ("dev", "test", "prod")
"""The environments of a use case, in the order of promotion."""


@dataclass(frozen=True)
class Account:
    """The account of one environment of a use case."""

    account_id: str
    region: str
    vpc_cidr: IPv4Network
    subnets: dict[str, IPv4Network]  # by availability zone


@dataclass(frozen=True)
class UseCase:
    """A use case as its file says; ``accounts`` by environment, ``members`` by persona."""

    name: str
    accounts: dict[str, Account]
    members: dict[str, tuple[str, ...]]
    products: tuple[str, ...]
    home: Literal["keep", "snapshot"]  # what becomes of the homes of Studio when the use case ends


@dataclass(frozen=True)
class AddressPlan:
    """The addresses that use cases get."""

    cidr: IPv4Network
    account_prefix: int  # prefix length of one account's share


@dataclass(frozen=True)
class Platform:
    """What every account shares; see environments/platform.yaml."""

    organization: str
    organization_id: str
    management_account_id: str
    shared_account_id: str
    identity_account_id: str
    organizational_units: dict[str, str]  # workloads, shared => id
    region: str
    deploy_role: str
    plan_role: str
    account_factory_role: str
    address_plan: AddressPlan
    codeartifact: dict[str, str]  # domain, repository: where approved packages are

    @property
    def own_accounts(self) -> dict[str, str]:
        """The platform's own accounts, by what they are for."""
        return {
            "management": self.management_account_id,
            "shared": self.shared_account_id,
            "identity": self.identity_account_id,
        }

    @property
    def state_name(self) -> str:
        """What the names of the state's bucket, key and roles begin with."""
        return f"{self.organization}-mlp-state"

    @property
    def state_bucket(self) -> str:
        """Name of the bucket that holds the state of every root."""
        return f"{self.state_name}-{self.shared_account_id}"

    @property
    def state_key_alias(self) -> str:
        """Alias of the key that encrypts the state bucket."""
        return f"alias/{self.state_name}"

    @property
    def state_key_alias_arn(self) -> str:
        """ARN of that alias, known before the key is."""
        return f"arn:aws:kms:{self.region}:{self.shared_account_id}:{self.state_key_alias}"

    def state_role(self, environment: str) -> str:
        """Name of the role, in the shared account, that writes the state of an environment's roots alone."""
        return f"{self.state_name}-{environment}"

    def state_role_arn(self, environment: str) -> str:
        """The ARN of that role."""
        return role_arn(self.shared_account_id, self.state_role(environment))

    def deploy_role_arn(self, account_id: str) -> str:
        """The role that applies in an account."""
        return role_arn(account_id, self.deploy_role)


def role_arn(account_id: str, name: str) -> str:
    """The ARN of a role."""
    return f"arn:aws:iam::{account_id}:role/{name}"
