"""Proofs of the repairs on what is said of a thing that is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws


def a_network_acl_that_is_gone_is_named(aws: Aws) -> None:
    """As a network ACL, not as a route table."""
    with pytest.raises(ClientError, match=r"InvalidNetworkAclID\.NotFound"):
        aws.client("ec2").describe_network_acls(NetworkAclIds=["acl-0a1b2c3d4e5f60719"])


def macie_that_is_off_says_so(aws: Aws) -> None:
    """Access is denied, with the reason that Terraform looks for."""
    macie = aws.client("macie2")
    macie.enable_macie()
    assert macie.get_macie_session()["status"] == "ENABLED"
    macie.disable_macie()
    with pytest.raises(ClientError, match=r"AccessDeniedException.*Macie is not enabled"):
        macie.get_macie_session()


PROOFS: dict[str, Callable[[Aws], None]] = {
    "macie-that-is-off": macie_that_is_off_says_so,
    "network-acl-that-is-gone": a_network_acl_that_is_gone_is_named,
}
