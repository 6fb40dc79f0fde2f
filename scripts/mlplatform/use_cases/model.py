"""What a use case and the platform are, once their files have been checked."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

Environment = Literal["dev", "test", "prod"]


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


@dataclass(frozen=True)
class Platform:
    """What every account shares; see environments/platform.yaml."""

    organization: str
    organization_id: str
    shared_account_id: str
    identity_account_id: str
    region: str
    deploy_role: str

    @property
    def state_bucket(self) -> str:
        """Name of the bucket that holds the state of every root."""
        return f"{self.organization}-mlp-state-{self.shared_account_id}"

    @property
    def state_key_alias(self) -> str:
        """Alias of the key that encrypts the state bucket."""
        return f"alias/{self.organization}-mlp-state"

    @property
    def state_key_alias_arn(self) -> str:
        """ARN of that alias, known before the key is."""
        return f"arn:aws:kms:{self.region}:{self.shared_account_id}:{self.state_key_alias}"

    def deploy_role_arn(self, account_id: str) -> str:
        """The role that applies in an account."""
        return f"arn:aws:iam::{account_id}:role/{self.deploy_role}"
