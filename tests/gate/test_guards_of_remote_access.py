"""What only looks like a guard of remote access: SM-13 is asked of one role with the policy of each case."""

from __future__ import annotations

import pytest

from gate.studio_roles import SPACE, SPACES, Statement, allow, answer, deny
from mlplatform.gate.answers import Status

REMOTE = "sagemaker:RemoteAccess"


def test_a_role_that_has_nothing_to_do_with_studio_is_not_asked() -> None:
    for control in ("SM-12", "SM-13"):
        assert answer(control, [allow(["s3:GetObject", "sagemaker:CreateTrainingJob"])]) is None


REMOTE_GUARDS: dict[str, tuple[Status, list[Statement]]] = {
    "enabled is refused": ("pass", [deny(SPACES, {"StringEquals": {REMOTE: "ENABLED"}})]),
    "enabled is refused for spaces": ("pass", [deny(SPACES, {"StringEquals": {REMOTE: "ENABLED"}}, SPACE)]),
    "enabled is refused in any letters": (
        "pass",
        [deny(SPACES, {"StringEqualsIgnoreCase": {REMOTE: "Enabled"}})],
    ),
    "all but disabled is refused": ("pass", [deny(SPACES, {"StringNotEquals": {REMOTE: "DISABLED"}})]),
    "saying anything is refused": ("pass", [deny(SPACES, {"Null": {REMOTE: "false"}})]),
    "enabled that is there is refused": (
        "pass",
        [deny(SPACES, {"StringEquals": {REMOTE: "ENABLED"}, "Null": {REMOTE: "false"}})],
    ),
    "nothing is refused": ("fail", []),
    "saying nothing is refused": ("fail", [deny(SPACES, {"Null": {REMOTE: "true"}})]),
    "absent and enabled in one block": (
        "fail",
        [deny(SPACES, {"StringEquals": {REMOTE: "ENABLED"}, "Null": {REMOTE: "true"}})],
    ),
    "shared spaces alone": (
        "fail",
        [deny(SPACES, {"StringEquals": {REMOTE: "ENABLED", "sagemaker:SpaceSharingType": "Shared"}})],
    ),
    "small letters": ("fail", [deny(SPACES, {"StringEquals": {REMOTE: "enabled"}})]),
    "new spaces alone": ("fail", [deny(SPACES[:1], {"StringEquals": {REMOTE: "ENABLED"}})]),
    "disabled is refused": ("fail", [deny(SPACES, {"StringEquals": {REMOTE: "DISABLED"}})]),
    "an operator for numbers": ("undecided", [deny(SPACES, {"NumericEquals": {REMOTE: "ENABLED"}})]),
}


@pytest.mark.parametrize(("status", "guard"), REMOTE_GUARDS.values(), ids=REMOTE_GUARDS)
def test_remote_access_is_refused(status: Status, guard: list[Statement]) -> None:
    assert answer("SM-13", [allow(SPACES), *guard]) == status


def test_an_allow_of_remote_access_by_all_values_is_not_held() -> None:
    assert answer("SM-13", [allow(SPACES, {"ForAllValues:StringEquals": {REMOTE: "DISABLED"}})]) == "fail"
    assert answer("SM-13", [allow(SPACES, {"StringEquals": {REMOTE: "DISABLED"}})]) == "pass"
    assert answer("SM-13", [allow(SPACES, {"StringEqualsIfExists": {REMOTE: "DISABLED"}})]) == "pass"
    assert answer("SM-13", [allow(SPACES, {"StringNotEquals": {REMOTE: "DISABLED"}})]) == "fail"


def test_a_session_fails_whatever_its_conditions() -> None:
    own = {"ArnLike": {"sagemaker:ResourceTag/owner": "${aws:username}"}}
    assert answer("SM-13", [allow(["sagemaker:StartSession"], own)]) == "fail"
    assert answer("SM-13", [allow(["sagemaker:Start*"]), deny(["sagemaker:StartSession"])]) == "pass"
    assert (
        answer("SM-13", [allow(["sagemaker:Start*"]), deny(["sagemaker:StartSession"], None, SPACE)])
        == "pass"
    )
