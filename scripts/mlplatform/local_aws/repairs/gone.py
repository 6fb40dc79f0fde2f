"""Repairs of what is said of a thing that is gone: Terraform goes by the exact words."""

from __future__ import annotations

from typing import Any

from moto.ec2.exceptions import InvalidNetworkAclIdError
from moto.ec2.models import EC2Backend
from moto.macie2.exceptions import AccessDeniedException
from moto.macie2.models import MacieBackend

from mlplatform.local_aws.repairs.base import Repair, replace


def _network_acl() -> None:
    describe = EC2Backend.describe_network_acls

    def describe_network_acls(
        self: Any, network_acl_ids: list[str] | None = None, filters: Any = None
    ) -> list[Any]:
        for one in network_acl_ids or []:
            if one not in self.network_acls:
                raise InvalidNetworkAclIdError(one)
        return describe(self, network_acl_ids, filters)

    replace(EC2Backend, "describe_network_acls", describe_network_acls)


def _macie_session() -> None:
    get = MacieBackend.get_macie_session

    def get_macie_session(self: Any) -> dict[str, Any]:
        if not self.macie_session:
            raise AccessDeniedException("Macie is not enabled")
        return get(self)

    replace(MacieBackend, "get_macie_session", get_macie_session)


REPAIRS = (
    Repair(
        name="network-acl-that-is-gone",
        why="moto says of a network ACL that is gone that a route table is",
        upstream=None,
        mend=_network_acl,
    ),
    Repair(
        name="macie-that-is-off",
        why="moto answers 404 where Macie is switched off; AWS denies access, and says why",
        upstream="https://docs.aws.amazon.com/macie/latest/APIReference/macie.html",
        mend=_macie_session,
    ),
)
