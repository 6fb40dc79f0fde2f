"""Whether a role is what the YAML says: in the account that it names, and there for us to take on."""

from __future__ import annotations

from collections.abc import Callable

from mlplatform import aws as platform_aws
from mlplatform.aws import Clients
from mlplatform.errors import BadInput
from mlplatform.local_aws.environment import Environment

Assume = Callable[..., Clients]
"""As ``mlplatform.aws.clients``."""


def check(
    role_arn: str,
    account_id: str,
    *,
    region: str,
    aws: Environment | None,
    assume: Assume = platform_aws.clients,
) -> None:
    """``BadInput`` where the role cannot be assumed, or where AWS names another account."""
    assumed(role_arn, account_id, region=region, aws=aws, assume=assume)


def assumed(
    role_arn: str,
    account_id: str,
    *,
    region: str,
    aws: Environment | None,
    assume: Assume = platform_aws.clients,
) -> Clients:
    """Clients with the rights of a role that was checked."""
    from botocore.exceptions import BotoCoreError, ClientError  # a second, which most commands need not spend

    expected = f"role {role_arn}: account {account_id} is expected"
    try:
        make = assume(region=region, role_arn=role_arn, aws=aws)
        found = str(make("sts", region).get_caller_identity()["Account"])
    except (BotoCoreError, ClientError) as error:
        why = " ".join(str(error).split())
        raise BadInput(
            f"{expected}, and the role cannot be assumed ({why}); let whoever runs this assume it"
        ) from error
    if found != account_id:
        raise BadInput(f"{expected}, and AWS answers from account {found}; write the account of the role")
    return make
