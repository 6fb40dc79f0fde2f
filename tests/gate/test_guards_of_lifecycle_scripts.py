"""What only looks like a guard of lifecycle scripts: SM-12 is asked of one role with the policy of each case."""

from __future__ import annotations

from typing import Any

import pytest

from gate.studio_roles import APP, SPACE, SPACES, Statement, allow, answer, deny
from mlplatform.gate.answers import Status
from mlplatform.gate.settings import Settings

SCRIPTS = "sagemaker:StudioLifecycleConfigArns"
OURS = "arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/platform-*"
ANY_NAME = "arn:aws:sagemaker:eu-west-2:111122223333:studio-lifecycle-config/*"
ANY_CONFIGURATION = "arn:aws:sagemaker:*:*:studio-lifecycle-config/*"
ATTACHES = ["sagemaker:CreateApp", *SPACES]
MAKES = ["sagemaker:CreateStudioLifecycleConfig"]
HELD_SCRIPTS = {
    "one deny of any foreign value": [deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}})],
    "the same with IfExists": [deny(ATTACHES, {"ForAnyValue:ArnNotLikeIfExists": {SCRIPTS: OURS}})],
    "the same on what the actions act on": [
        deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}}, [SPACE, APP])
    ],
    "one deny for each action": [
        deny([action], {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}}) for action in ATTACHES
    ],
    "the key in other letters": [deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS.lower(): OURS}})],
    "naming any is refused": [deny(ATTACHES, {"Null": {SCRIPTS: "false"}})],
    "making one is refused": [deny(MAKES)],
    "making one is refused on every configuration": [deny(MAKES, None, ANY_CONFIGURATION)],
    "everything of SageMaker is refused": [deny(["sagemaker:*"])],
}
FOOLED_SCRIPTS = {
    "nothing": [],
    "StringNotEquals on a list": [deny(ATTACHES, {"StringNotEquals": {SCRIPTS: OURS}})],
    "ArnNotLike on a list": [deny(ATTACHES, {"ArnNotLike": {SCRIPTS: OURS}})],
    "ForAllValues in a Deny": [deny(ATTACHES, {"ForAllValues:ArnNotLike": {SCRIPTS: OURS}})],
    "only the platform's are refused": [deny(ATTACHES, {"ForAnyValue:ArnLike": {SCRIPTS: OURS}})],
    "Null and a foreign value in one block": [
        deny(ATTACHES, {"Null": {SCRIPTS: "true"}, "ForAnyValue:ArnNotLike": {SCRIPTS: OURS}})
    ],
    "two keys in one block of Null": [
        deny(ATTACHES, {"Null": {SCRIPTS: "false", "sagemaker:ImageArns": "false"}})
    ],
    "another key beside it": [
        deny(
            ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}, "StringEquals": {"aws:PrincipalTag/x": "y"}}
        )
    ],
    "leaving the key out is refused": [deny(ATTACHES, {"Null": {SCRIPTS: "true"}})],
    "any name is the platform's": [deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: ANY_NAME}})],
    "any name that ends so is the platform's": [
        deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: f"{ANY_NAME}-approved"}})
    ],
    "anything is the platform's": [deny(ATTACHES, {"ForAnyValue:StringNotLike": {SCRIPTS: "*"}})],
    "one pattern of two is open": [deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: [OURS, ANY_NAME]}})],
    "the key of notebook instances": [
        deny(ATTACHES, {"ForAnyValue:ArnNotLike": {"sagemaker:NotebookInstanceLifecycleConfigArns": OURS}})
    ],
    "one action of three": [deny(["sagemaker:CreateApp"], {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}})],
    "one kind of resource of two": [deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}}, APP)],
    "one Region of all": [
        deny(ATTACHES, {"ForAnyValue:ArnNotLike": {SCRIPTS: OURS}}, "arn:aws:sagemaker:eu-west-2:*:*")
    ],
    "making one is refused by a condition": [deny(MAKES, {"Bool": {"aws:SecureTransport": "false"}})],
}


@pytest.mark.parametrize("guard", HELD_SCRIPTS.values(), ids=HELD_SCRIPTS)
def test_a_guard_of_lifecycle_scripts_holds(guard: list[Statement]) -> None:
    assert answer("SM-12", [allow(ATTACHES), *guard]) == "pass"


@pytest.mark.parametrize("guard", FOOLED_SCRIPTS.values(), ids=FOOLED_SCRIPTS)
def test_what_looks_like_a_guard_of_lifecycle_scripts_is_none(guard: list[Statement]) -> None:
    assert answer("SM-12", [allow(ATTACHES), *guard]) == "fail"


CONDITIONS = {
    "ForAllValues alone": ("fail", {"ForAllValues:ArnLike": {SCRIPTS: OURS}}),
    "ForAllValues with IfExists": ("fail", {"ForAllValues:ArnLikeIfExists": {SCRIPTS: OURS}}),
    "ForAllValues and the key must be there": (
        "pass",
        {"ForAllValues:ArnLike": {SCRIPTS: OURS}, "Null": {SCRIPTS: "false"}},
    ),
    "ForAllValues and the key must not be there": (
        "pass",
        {"ForAllValues:ArnLike": {SCRIPTS: ANY_NAME}, "Null": {SCRIPTS: "true"}},
    ),
    "ForAllValues of any name": (
        "fail",
        {"ForAllValues:ArnLike": {SCRIPTS: ANY_NAME}, "Null": {SCRIPTS: "false"}},
    ),
    "ForAnyValue": ("fail", {"ForAnyValue:ArnLike": {SCRIPTS: OURS}}),
    "a plain operator": ("fail", {"StringEquals": {SCRIPTS: OURS.replace("*", "pip")}}),
    "none at all": ("pass", {"Null": {SCRIPTS: "true"}}),
    "whose they are hangs on a tag": (
        "undecided",
        {
            "ForAllValues:ArnLike": {SCRIPTS: ANY_NAME.replace("*", "${aws:PrincipalTag/team}-*")},
            "Null": {SCRIPTS: "false"},
        },
    ),
}


@pytest.mark.parametrize(("status", "condition"), CONDITIONS.values(), ids=CONDITIONS)
def test_an_allow_is_held_by_its_own_conditions(status: Status, condition: Any) -> None:
    assert answer("SM-12", [allow(ATTACHES, condition)]) == status


def test_a_second_allow_without_the_condition_undoes_the_first() -> None:
    held = allow(ATTACHES, {"Null": {SCRIPTS: "true"}})
    assert answer("SM-12", [held]) == "pass"
    assert answer("SM-12", [held, allow(["sagemaker:*Space"])]) == "fail"


def test_who_writes_scripts_is_the_platform_or_fails() -> None:
    statements = [allow([*MAKES, *ATTACHES])]
    assert answer("SM-12", statements) == "fail"
    assert answer("SM-12", [allow(MAKES)]) == "fail"
    named = Settings.model_validate({"platform_role_arns": ["arn:aws:iam::*:role/scien*"]})
    assert answer("SM-12", statements, settings=named) is None
    another = Settings.model_validate({"platform_role_arns": ["arn:aws:iam::*:role/platform/*"]})
    assert answer("SM-12", statements, settings=another) == "fail"


def test_what_cannot_be_read_is_no_pass_unless_a_deny_covers_it() -> None:
    elsewhere = "arn:aws:iam::111122223333:policy/data-science"
    guard = deny([*ATTACHES, "sagemaker:*Domain", "sagemaker:*UserProfile"], {"Null": {SCRIPTS: "false"}})
    assert answer("SM-12", [], elsewhere) == "undecided"
    assert answer("SM-12", [allow(ATTACHES), guard], elsewhere) == "undecided"  # it may still write one
    assert answer("SM-12", [allow(ATTACHES), guard, deny(MAKES)], elsewhere) == "pass"
    assert answer("SM-12", [allow(ATTACHES)], elsewhere) == "undecided"  # it may hold the Deny that is missed
    assert answer("SM-12", [], "arn:aws:iam::aws:policy/ReadOnlyAccess") is None
    assert answer("SM-12", [], "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess") == "fail"
