"""The organization of the embedded AWS: founded as it is described, before anything is applied in it.

AWS hands out its ids at random, and a bank writes down those that it got. Here it is the other way round:
the ids stand in a file already, so the organization is made with them. Founding it again adds what is new and
moves what has moved; nothing is ever taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from moto.iam.models import iam_backends
from moto.organizations import utils
from moto.organizations.models import (
    FakeRoot,
    FakeServiceAccess,
    OrganizationsBackend,
    organizations_backends,
)
from pydantic import BaseModel, ConfigDict, Field

PARTITION = "aws"
_ACCOUNT = r"^[0-9]{12}$"


class Founding(BaseModel):
    """An organization as it is to be. ``accounts`` by id => the name of their unit, or empty for the root."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^o-[a-z0-9]{10,32}$")
    management_account_id: str = Field(pattern=_ACCOUNT)
    region: str
    units: Mapping[str, str]  # name => id
    accounts: Mapping[str, str]
    account_role: str  # stands in a new account and lets the management account in
    policy_types: tuple[str, ...] = ()
    trusted_services: tuple[str, ...] = ()

    @property
    def root_id(self) -> str:
        """Id of the root: that of a unit begins with it."""
        return f"r-{next(iter(self.units.values())).split('-')[1]}"


class CannotFound(Exception):
    """The organization cannot be founded as it is described."""


def found(founding: Founding) -> dict[str, Any]:
    """Found an organization, or add to it what is new; what stands then, as ``described`` says it."""
    backend = organizations_backends[founding.management_account_id][PARTITION]
    if backend.org is None:
        _begin(backend, founding)
    elif backend.org.id != founding.id:
        raise CannotFound(f"account {founding.management_account_id} has the organization {backend.org.id}")
    root = backend._get_root_by_id(founding.root_id)
    _enable(backend, root, founding)
    for name, id in founding.units.items():
        if not any(unit.id == id for unit in backend.ou):
            with _ids("make_random_ou_id", id):
                backend.create_organizational_unit(Name=name, ParentId=root.id)
    for account, unit in founding.accounts.items():
        parent = founding.units[unit] if unit else root.id
        _join(backend, account, parent, founding)
    return described(backend)


def described(backend: OrganizationsBackend) -> dict[str, Any]:
    """What stands: the organization's id, and its accounts by the id of what they are in."""
    parents: dict[str, list[str]] = {unit.id: [] for unit in backend.ou}
    for account in backend.accounts:
        parents.setdefault(account.parent_id, []).append(account.id)
    return {
        "id": backend.org.id if backend.org else None,
        "management_account_id": backend.account_id,
        "accounts": {parent: sorted(ids) for parent, ids in parents.items()},
    }


def accounts_in(unit_id: str) -> list[str]:
    """Ids of the active accounts in a root or unit and in all below it; none where there is no such unit."""
    for backend in backends():
        below = {unit_id}
        for _ in backend.ou:
            below |= {unit.id for unit in backend.ou if unit.parent_id in below}
        if any(unit.id == unit_id for unit in backend.ou):
            return sorted(a.id for a in backend.accounts if a.parent_id in below and a.status == "ACTIVE")
    return []


def management_of(account_id: str) -> str | None:
    """Id of the management account of the organization that an account is in; None where it is in none."""
    for backend in backends():
        if any(account.id == account_id for account in backend.accounts):
            return backend.account_id
    return None


def id_of(account_id: str) -> str | None:
    """Id of the organization that an account is in; None where it is in none."""
    for backend in backends():
        if any(account.id == account_id for account in backend.accounts):
            return str(backend.org.id) if backend.org else None
    return None


def backends() -> Iterator[OrganizationsBackend]:
    """Every organization of this world. Looks only where one was founded."""
    for partitions in list(organizations_backends.values()):
        backend = dict(partitions).get(PARTITION)
        if backend is not None and backend.org is not None:
            yield backend


def _begin(backend: OrganizationsBackend, founding: Founding) -> None:
    with (
        _ids("make_random_org_id", founding.id),
        _ids("make_random_root_id", founding.root_id),
        _ids("make_random_account_id", founding.management_account_id),
    ):
        backend.create_organization(region=founding.region, FeatureSet="ALL")
    # Nobody makes a management account, so no role is put into it.
    iam = iam_backends[founding.management_account_id]["global"]
    iam.roles = {id: role for id, role in iam.roles.items() if role.name != "OrganizationAccountAccessRole"}


def _enable(backend: OrganizationsBackend, root: FakeRoot, founding: Founding) -> None:
    for kind in founding.policy_types:
        if not any(one["Type"] == kind for one in root.policy_types):
            root.add_policy_type(kind)
    for service in founding.trusted_services:
        if service not in FakeServiceAccess.TRUSTED_SERVICES:
            raise CannotFound(f"{service} is no service that an organization can trust")
        backend.enable_aws_service_access(ServicePrincipal=service)


def _join(backend: OrganizationsBackend, account: str, parent: str, founding: Founding) -> None:
    """Let an account into the organization, and put it where it belongs."""
    known = next((one for one in backend.accounts if one.id == account), None)
    if known is None:
        if (owner := management_of(account)) is not None:
            raise CannotFound(f"account {account} is in the organization of {owner}")
        with _ids("make_random_account_id", account):
            backend.create_account(
                AccountName=account, Email=f"account-{account}@bank.example", RoleName=founding.account_role
            )
        known = backend.get_account_by_id(account)
    known.parent_id = parent


@contextmanager
def _ids(maker: str, id: str) -> Iterator[None]:
    """Let moto, which makes its ids up, take this one."""
    made_up = getattr(utils, maker)
    setattr(utils, maker, lambda *_: id)
    try:
        yield
    finally:
        setattr(utils, maker, made_up)
