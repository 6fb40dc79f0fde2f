"""Rules over a caller, case by case: both names of a key, what a refusal reaches, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gate.demanded import ACTION, ANYTHING, ISOLATION, KEY, TAG, deny, ours, statement, verdict
from mlplatform.gate.holding import demands
from mlplatform.gate.holding.rules import Rules, all_hold, holds, is_refused
from mlplatform.gate.policy import Statement

OTHER = "arn:aws:kms:eu-west-2:888888888888:key/11112222-3333-4444-5555-666677778888"
OLD, NEW = "sagemaker:VolumeKmsKey", "sagemaker:VolumeKmsKeyArn"
NEITHER = deny(("Null", OLD, "true"), ("Null", NEW, "true"))
FOREIGN_OLD = deny(("Null", OLD, "false"), ("ArnNotLike", OLD, KEY))
FOREIGN_NEW = deny(("Null", NEW, "false"), ("ArnNotLike", NEW, KEY))


@pytest.mark.parametrize(
    ("denies", "expected"),
    [
        ([deny(("Null", OLD, "true"))], "fail"),
        ([deny(("Null", NEW, "true"))], "fail"),
        ([deny(("Null", OLD, "true")), deny(("Null", NEW, "true"))], "fail"),
        ([NEITHER, FOREIGN_OLD], "fail"),
        ([NEITHER, FOREIGN_NEW], "fail"),
        ([FOREIGN_OLD, FOREIGN_NEW], "fail"),
        ([NEITHER, FOREIGN_OLD, FOREIGN_NEW], "pass"),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, (KEY, OTHER)))], "fail"),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, KEY[:-4] + "*"))], "fail"),
        (
            [NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "<aws_kms_key.a>"))],
            "pass",
        ),
        ([NEITHER, FOREIGN_OLD, deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "<unknown>"))], "undecided"),
        (
            [
                NEITHER,
                FOREIGN_OLD,
                deny(("Null", NEW, "false"), ("ArnNotLike", NEW, "${aws:PrincipalTag/k}")),
            ],
            "undecided",
        ),
    ],
)
def test_a_key_is_held_whichever_of_its_two_names_a_request_fills(
    denies: list[Statement], expected: str
) -> None:
    assert verdict(demands.VOLUME_KEY, *denies) == expected


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (("arn:aws:sagemaker:*:*:training-job/*",), "pass"),
        (("arn:aws:sagemaker:eu-west-2:*:training-job/*",), "fail"),
        (("arn:aws:ec2:*:*:instance/*",), "fail"),
        (("arn:aws:sagemaker:*:*:training-job/?*",), "fail"),
        (("<aws_sagemaker_model.a>",), "undecided"),
    ],
)
def test_a_refusal_has_to_reach_what_is_allowed(resources: tuple[str, ...], expected: str) -> None:
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=resources)
    assert verdict(demands.ISOLATION, refusal) == expected


def test_a_refusal_that_reaches_the_one_resource_that_is_allowed_is_enough() -> None:
    where = "arn:aws:sagemaker:eu-west-2:111122223333:training-job/credit-*"
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=(where,))
    assert verdict(demands.ISOLATION, refusal, allow=statement(True, resources=(where,))) == "pass"
    assert verdict(demands.ISOLATION, refusal) == "fail"


def test_a_refusal_of_all_but_some_does_not_reach_those() -> None:
    spared = ("arn:aws:sagemaker:eu-west-2:111122223333:training-job/free-*",)
    refusal = replace(deny(("BoolIfExists", ISOLATION, "false")), resources=(), not_resources=spared)
    held_job = statement(True, resources=("arn:aws:sagemaker:eu-west-2:111122223333:training-job/credit-*",))
    assert verdict(demands.ISOLATION, refusal) == "fail"
    assert verdict(demands.ISOLATION, refusal, allow=held_job) == "pass"


def test_a_refusal_that_the_caller_can_get_around_is_none_however_unknown_the_rest() -> None:
    around = deny(("StringEquals", TAG, "a"), ("StringNotEquals", ISOLATION, "<unknown>"))
    assert verdict(demands.ISOLATION, around) == "fail"
    assert verdict(demands.ISOLATION, deny(("StringNotEquals", ISOLATION, "<unknown>"))) == "undecided"


def test_what_cannot_be_read_is_never_a_pass_nor_a_fault() -> None:
    unread = Rules((), ((),), ("a policy",), grants_unread=True)
    assert holds(unread, ACTION, demands.SUBNETS, ours).status == "undecided"
    assert is_refused(unread, ACTION).status == "undecided"
    refused = replace(unread, denies=(deny(),))
    assert is_refused(refused, ACTION).status == "pass"


def test_a_boundary_that_leaves_the_action_out_is_a_refusal() -> None:
    other = replace(ANYTHING, actions=("s3:*",))
    assert is_refused(Rules((), ((ANYTHING,), (other,))), ACTION).status == "pass"
    assert is_refused(Rules((), ((ANYTHING,), (ANYTHING,))), ACTION).status == "fail"
    assert list(all_hold(Rules((), ((ANYTHING,), (other,))), [ACTION], demands.JOB, ours)) == []
