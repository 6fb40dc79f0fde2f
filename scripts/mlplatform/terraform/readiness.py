"""What must hold before a root is planned: accounts are those the YAML names, and a state bucket stands."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError

from mlplatform.accounts import Account, identity
from mlplatform.errors import BadInput
from mlplatform.terraform.root import Root


def check(roots: Sequence[Root]) -> None:
    """``BadInput`` for the first that does not hold, so that nothing is planned where anything is wrong."""
    check_accounts(roots)
    check_bucket(roots[0])


def check_accounts(roots: Sequence[Root]) -> None:
    """The accounts of all roots, asked side by side, and that of their states."""
    first = roots[0]
    accounts = dict.fromkeys([*(_state(root) for root in roots), *(account(root) for root in roots)])
    with ThreadPoolExecutor(len(accounts)) as pool:
        asked = [pool.submit(_check_account, one, first) for one in accounts]
        for answer in asked:
            answer.result()


def check_bucket(root: Root) -> None:
    """The state bucket stands."""
    state = _state(root)
    clients = identity.assumed(state.role_arn, state.account_id, region=state.region, aws=root.aws)
    bucket = root.platform.state_bucket
    try:
        clients("s3", state.region).head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
            raise
        raise BadInput(
            f"state bucket {bucket} does not exist in account {state.account_id}; make it with: mlp bootstrap"
        ) from error


def _state(root: Root) -> Account:
    return Account(root.platform.shared_account_id, root.state_role_arn, root.platform.region)


def account(root: Root) -> Account:
    """The account of a root, and the role to take on in it."""
    return Account(root.account_id, root.role_arn(root.account_id), root.region)


def _check_account(found: Account, root: Root) -> None:
    identity.check(found.role_arn, found.account_id, region=found.region, aws=root.aws)
