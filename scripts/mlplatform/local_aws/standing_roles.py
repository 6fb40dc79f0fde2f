"""Whether a role can be taken on. moto takes on any, whether or not there is one.

Once an organization is founded, a role in an account of one of its units is there or it is not, as with AWS.
Accounts outside the units, that of people's identities among them, hold roles that nothing here makes.
"""

from __future__ import annotations

from moto.iam.models import iam_backends

from mlplatform.local_aws import organization

factory_roles = {"OrganizationAccountAccessRole"}
"""Names of roles that an account factory leaves in every account."""


def is_missing(role_arn: str) -> bool:
    """Whether a role is in an account of which everything is known, and not there."""
    account, _, path = role_arn.partition(":iam::")[2].partition(":role/")
    name = path.rpartition("/")[2]
    if name in factory_roles or not _is_in_a_unit(account):
        return False
    partitions = dict(iam_backends.get(account, {}))
    return not any(role.arn == role_arn for iam in partitions.values() for role in iam.get_roles())


def _is_in_a_unit(account: str) -> bool:
    return any(
        member.id == account and backend.org and member.parent_id != backend.org.root_id
        for backend in organization.backends()
        for member in backend.accounts
    )
