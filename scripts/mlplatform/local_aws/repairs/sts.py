"""Repairs of STS."""

from __future__ import annotations

from typing import Any

from moto.sts.models import STSBackend

from mlplatform.local_aws import standing_roles
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.repairs.base import Repair, acting, replace


def _roles_that_stand() -> None:
    take_on = STSBackend.assume_role

    def assume_role(self: Any, **asked: Any) -> Any:
        if standing_roles.is_missing(asked["role_arn"]):
            who = acting()[0]
            said = (
                f"User: {who} is not authorized to perform: sts:AssumeRole on resource: {asked['role_arn']}"
            )
            raise AwsError("AccessDenied", said, 403)
        return take_on(self, **asked)

    replace(STSBackend, "assume_role", assume_role)


REPAIRS = (
    Repair(
        name="roles-that-stand",
        why="moto takes on a role that nobody has made: an account whose deploy role is missing looks ready",
        upstream=None,
        mend=_roles_that_stand,
    ),
)
