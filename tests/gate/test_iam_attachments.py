"""Policies that are attached, and groups: what an identity is given by way of others."""

from __future__ import annotations

from typing import Any

import pytest

from gate.roles import allow, boundary, change, document, one, role, world
from mlplatform.gate.iam import identities


def test_a_policy_attached_by_arn_is_named_and_not_read() -> None:
    arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
    identity = identities.of(one(world(*role("holder", [], attached=[arn])), "holder"))
    assert identity.managed_arns == (arn,)
    assert identity.grants("s3:GetObject") == []


@pytest.mark.parametrize(
    ("name", "given"),
    [("AdministratorAccess", ["s3:GetObject", "iam:GetRole"]), ("IAMFullAccess", ["iam:GetRole"])],
)
def test_what_the_administrators_policies_of_aws_give_is_known(name: str, given: list[str]) -> None:
    arn = f"arn:aws:iam::aws:policy/{name}"
    identity = identities.of(one(world(*role("holder", [], attached=[arn])), "holder"))
    assert [action for action in ("s3:GetObject", "iam:GetRole") if identity.grants(action)] == given


def test_an_administrator_below_a_boundary_is_none() -> None:
    ceiling = "arn:aws:iam::111122223333:policy/ceiling"
    of_aws = "arn:aws:iam::aws:policy/AdministratorAccess"
    made = role("holder", [], boundary=ceiling, attached=[of_aws])
    identity = identities.of(one(world(*made, boundary([allow("s3:*")])), "holder"))
    assert identity.grants("s3:GetObject")
    assert not identity.grants("iam:PutRolePolicy")


def test_each_of_several_attached_policies_is_told_apart() -> None:
    own = "arn:aws:iam::111122223333:policy/ceiling"
    of_aws = "arn:aws:iam::aws:policy/AdministratorAccess"
    known = world(*role("holder", [], attached=[own, of_aws]), boundary([allow("s3:GetObject")]))
    identity = identities.of(one(known, "holder"))
    assert identity.managed_arns == (of_aws,)
    assert identity.grants("s3:GetObject")


def test_a_policy_with_the_name_of_one_of_aws_does_not_stand_for_it() -> None:
    of_aws = "arn:aws:iam::aws:policy/ceiling"
    known = world(*role("holder", [], attached=[of_aws]), boundary([allow("s3:GetObject")]))
    assert identities.of(one(known, "holder")).managed_arns == (of_aws,)


def test_every_kind_of_attachment_gives() -> None:
    own = "arn:aws:iam::111122223333:policy/ceiling"
    kinds: dict[str, dict[str, Any]] = {
        "aws_iam_role_policy_attachment": {"role": "holder", "policy_arn": own},
        "aws_iam_policy_attachment": {"roles": ["holder"], "policy_arn": own},
        "aws_iam_role_policy_attachments_exclusive": {"role_name": "holder", "policy_arns": [own]},
    }
    for type, values in kinds.items():
        linked = change(f"{type}.this", values)
        known = world(*role("holder", []), boundary([allow("s3:GetObject")]), linked)
        assert identities.of(one(known, "holder")).grants("s3:GetObject"), type


@pytest.mark.parametrize(
    "membership",
    [
        change("aws_iam_user_group_membership.this", {"user": "somebody", "groups": ["scientists"]}),
        change("aws_iam_group_membership.this", {"users": ["somebody"], "group": "scientists"}),
    ],
)
def test_a_user_has_what_its_groups_have(membership: dict[str, Any]) -> None:
    known = world(
        change("aws_iam_user.somebody", {"name": "somebody"}),
        change("aws_iam_group.scientists", {"name": "scientists"}),
        change(
            "aws_iam_group_policy.a", {"group": "scientists", "policy": document([allow("s3:GetObject")])}
        ),
        membership,
    )
    (user,) = known.of("aws_iam_user")
    assert identities.of(user).grants("s3:GetObject")


def test_a_group_of_another_root_may_give_anything() -> None:
    known = world(
        change("aws_iam_user.somebody", {"name": "somebody"}),
        change("aws_iam_user_group_membership.this", {"user": "somebody", "groups": ["elsewhere"]}),
    )
    (user,) = known.of("aws_iam_user")
    assert identities.of(user).undecided == (
        "aws_iam_user_group_membership.this names a group that is in none of the plans",
    )
