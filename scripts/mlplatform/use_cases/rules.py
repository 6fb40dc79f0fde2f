"""What a schema cannot say: networks that nest and do not overlap, accounts and people that differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from mlplatform.errors import BadInput
from mlplatform.paths import REPOSITORY
from mlplatform.use_cases.model import Account, Platform, UseCase

RESERVED = ("organization", "platform", "shared")
"""Names that the platform's own accounts go by."""


def check_platform(platform: Platform, where: str) -> None:
    """The platform's own accounts are three, and its plan of addresses is private and holds shares."""
    for (one, first), (two, second) in combinations(platform.own_accounts.items(), 2):
        if first == second:
            raise BadInput(
                f'{where}: {two}_account_id: is "{second}", as {one}_account_id is; '
                "allowed: an account of its own"
            )
    plan = platform.address_plan
    if not plan.cidr.is_private or plan.cidr.prefixlen > plan.account_prefix:
        raise BadInput(
            f'{where}: address_plan.cidr: is "{plan.cidr}"; '
            f"allowed: a private network of /{plan.account_prefix} or larger"
        )


def check_alone(case: UseCase, where: str) -> None:
    """The use case by itself."""
    if case.name in RESERVED:
        raise BadInput(f'{where}: name: is "{case.name}"; allowed: any name but {", ".join(RESERVED)}')
    for environment, account in case.accounts.items():
        _check_network(account, f"{where}: environments.{environment}.network")
    for (one, first), (two, second) in combinations(case.accounts.items(), 2):
        _check_apart(f"{where}: environments.{two}", second, f"environments.{one}", first)
    _check_members(case, where)
    catalogue = REPOSITORY / "service_catalog_products"
    known = sorted(path.parent.name for path in catalogue.glob("*/product.yaml"))
    for product in case.products:
        if product not in known:
            allowed = ", ".join(known) or "none yet"
            raise BadInput(f'{where}: may_launch.products: is "{product}"; allowed: {allowed}')


def check_beside(case: UseCase, neighbours: Mapping[str, UseCase], where: str, platform: Platform) -> None:
    """The use case beside the platform's own accounts and all other use cases."""
    reserved = {account_id: kind for kind, account_id in platform.own_accounts.items()}
    for environment, account in case.accounts.items():
        if account.account_id in reserved:
            raise BadInput(
                f'{where}: environments.{environment}.account_id: is "{account.account_id}"; allowed: '
                f"an account of its own, not the platform's {reserved[account.account_id]} account"
            )
        for name, other in neighbours.items():
            for other_environment, other_account in other.accounts.items():
                _check_apart(
                    f"{where}: environments.{environment}",
                    account,
                    f"{name}.yaml environments.{other_environment}",
                    other_account,
                )


def _check_network(account: Account, where: str) -> None:
    if not 16 <= account.vpc_cidr.prefixlen <= 24 or not account.vpc_cidr.is_private:
        raise BadInput(f'{where}.vpc_cidr: is "{account.vpc_cidr}"; allowed: a private network of /16 to /24')
    for zone, subnet in account.subnets.items():
        if zone[:-1] != account.region:
            raise BadInput(f'{where}.subnets: is "{zone}"; allowed: zones of {account.region}')
        if not subnet.subnet_of(account.vpc_cidr):
            raise BadInput(
                f'{where}.subnets.{zone}: is "{subnet}"; allowed: inside vpc_cidr {account.vpc_cidr}'
            )
        if subnet.prefixlen > 26:
            raise BadInput(f'{where}.subnets.{zone}: is "{subnet}"; allowed: /26 or larger')
    for (one, first), (two, second) in combinations(account.subnets.items(), 2):
        if first.overlaps(second):
            raise BadInput(
                f'{where}.subnets.{two}: is "{second}", which overlaps {one} {first}; allowed: networks apart'
            )


def _check_apart(where: str, account: Account, other_where: str, other: Account) -> None:
    """Each environment has its own account, and networks that may one day meet do not overlap."""
    if account.account_id == other.account_id:
        raise BadInput(
            f'{where}.account_id: is "{account.account_id}", as {other_where} has; '
            "allowed: an account of its own"
        )
    if account.vpc_cidr.overlaps(other.vpc_cidr):
        raise BadInput(
            f'{where}.network.vpc_cidr: is "{account.vpc_cidr}", which overlaps {other_where} '
            f"{other.vpc_cidr}; allowed: networks apart"
        )


def _check_members(case: UseCase, where: str) -> None:
    """One person, one persona: who develops does not also review or audit."""
    held: dict[str, str] = {}
    for persona, staff in case.members.items():
        for person in staff:
            if person in held:
                raise BadInput(
                    f'{where}: members.{persona}: is "{person}", who is in {held[person]} too; '
                    "allowed: one persona for each person"
                )
            held[person] = persona
