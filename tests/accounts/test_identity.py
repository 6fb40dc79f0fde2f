"""Whether a role is in the account that the YAML names."""

from __future__ import annotations

import pytest

from accounts.conftest import REGION, Place
from mlplatform.accounts import identity
from mlplatform.errors import BadInput


def check(place: Place) -> None:
    """Check the place's own role."""
    account = place.account
    identity.check(account.role_arn, account.account_id, region=REGION, aws=place.environment)


def test_a_role_of_the_account_passes(place: Place) -> None:
    check(place)


def test_a_role_of_another_account_is_refused_by_what_aws_says(place: Place) -> None:
    expected, role = "111122223333", place.account.role_arn
    with pytest.raises(BadInput) as refusal:
        identity.check(role, expected, region=REGION, aws=place.environment)
    assert str(refusal.value) == (
        f"role {role}: account 111122223333 is expected, and AWS answers from account "
        f"{place.account.account_id}; write the account of the role"
    )
    assert refusal.value.exit_code == 2


def test_a_wrong_account_behind_a_role_is_refused_though_its_arn_is_right(place: Place) -> None:
    stranger = {
        "Account": "999999999999",
        "UserId": "AROA",
        "Arn": "arn:aws:sts::999999999999:assumed-role/x/y",
    }
    place.faults(
        {"service": "sts", "operations": ["GetCallerIdentity"], "kind": "answer", "answer": stranger}
    )
    with pytest.raises(
        BadInput, match=f"{place.account.account_id} is expected, .* from account 999999999999"
    ):
        check(place)


def test_a_role_that_cannot_be_assumed_is_refused_in_one_line(place: Place) -> None:
    place.faults({"service": "sts", "operations": ["AssumeRole"], "kind": "refuse"})
    with pytest.raises(BadInput) as refusal:
        check(place)
    said = str(refusal.value)
    assert said.startswith(f"role {place.account.role_arn}: account {place.account.account_id} is expected")
    assert "the role cannot be assumed (An error occurred (AccessDenied)" in said
    assert "\n" not in said
