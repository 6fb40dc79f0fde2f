"""Make an account ready before Terraform stands anything in it: it is the right one, and no region of it
has a default VPC."""

from __future__ import annotations

from dataclasses import dataclass

from mlplatform.accounts import default_vpcs, identity
from mlplatform.accounts.default_vpcs import Removed
from mlplatform.local_aws.environment import Environment

__all__ = ["Account", "Prepared", "Removed", "default_vpcs", "identity", "prepare"]


@dataclass(frozen=True)
class Account:
    """An account of the platform: its id, the role to take on in it, and the region that it is asked from."""

    account_id: str
    role_arn: str
    region: str


@dataclass(frozen=True)
class Prepared:
    """What was done: the regions that were looked at, and the default VPCs that were taken away."""

    account_id: str
    regions: tuple[str, ...]
    removed: tuple[Removed, ...]


def prepare(account: Account, aws: Environment | None) -> Prepared:
    """Make an account ready; doing it again does nothing. ``BadInput`` where the role is not in the account
    or cannot be assumed, ``Findings`` where something lives in a default VPC."""
    make = identity.assumed(account.role_arn, account.account_id, region=account.region, aws=aws)
    regions = default_vpcs.enabled_regions(make, account.account_id, account.region)
    removed = default_vpcs.remove(make, account.account_id, regions)
    return Prepared(account.account_id, tuple(regions), tuple(removed))
