"""Macie is off until an account enables it, and cannot be enabled twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws


def off_until_enabled(aws: Aws) -> None:
    """Off, on, not on twice."""
    macie = aws.client("macie2")
    with pytest.raises(ClientError, match="Macie is not enabled"):
        macie.get_macie_session()
    macie.enable_macie(findingPublishingFrequency="ONE_HOUR")
    assert macie.get_macie_session()["findingPublishingFrequency"] == "ONE_HOUR"
    with pytest.raises(macie.exceptions.ConflictException, match="already been enabled"):
        macie.enable_macie()


PROOFS: dict[str, Callable[[Aws], None]] = {"macie-is-off-until-enabled": off_until_enabled}
