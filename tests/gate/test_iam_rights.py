"""What an identity is given: case by case as IAM says, and what is uncertain where something is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from gate.roles import PASS, ROLE, Statements, allow, deny, holder, one, role, unless, world
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.policy import policy
from mlplatform.plan.policies import json_statements

GIVEN: list[tuple[str, str, Statements, Statements | None, bool]] = [
    ("by name", "s3:GetObject", [allow("s3:GetObject")], None, True),
    ("another action", "s3:GetObject", [allow("s3:PutObject")], None, False),
    ("any case", "s3:GetObject", [allow("S3:getobject")], None, True),
    ("a star", "s3:GetObject", [allow("s3:Get*")], None, True),
    ("a question mark", "s3:GetObject", [allow("s3:Get?bject")], None, True),
    ("a question mark is one letter", "s3:GetObject", [allow("s3:Get?Object")], None, False),
    ("a star in the service", "s3:GetObject", [allow("s*:Get*")], None, True),
    ("everything", "s3:GetObject", [allow("*")], None, True),
    ("several", "s3:GetObject", [allow(["iam:GetRole", "s3:GetObject"])], None, True),
    ("NotAction leaves it out", "s3:GetObject", [{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}], None, False),
    ("NotAction leaves it in", "s3:GetObject", [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], None, True),
    ("denied", "s3:GetObject", [allow("s3:*"), deny("s3:GetObject")], None, False),
    ("denied by star", "s3:GetObject", [allow("s3:*"), deny("*")], None, False),
    ("denied first", "s3:GetObject", [deny("s3:Get*"), allow("s3:*")], None, False),
    ("another denied", "s3:GetObject", [allow("s3:*"), deny("s3:PutObject")], None, True),
    ("denied elsewhere", "s3:GetObject", [allow("s3:*"), deny("s3:*", "arn:aws:s3:::other/*")], None, True),
    ("denied just there", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*"), deny("s3:*", "arn:aws:s3:::a*")], None, False),
    ("denied in two halves", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/?"), deny("s3:*", ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])], None, False),
    ("denied but for this", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*"), {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::a/*"}], None, True),
    ("denied but for that", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*"), {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::b/*"}], None, False),
    ("denied on a condition", "s3:GetObject", [allow("s3:*"), deny("s3:*", Condition=unless("aws:SourceVpc", "vpc-1"))], None, True),
    ("denied by NotAction", "s3:GetObject", [allow("s3:*"), {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}], None, False),
    ("NotResource leaves all out", "s3:GetObject", [{"Effect": "Allow", "Action": "s3:*", "NotResource": "*"}], None, False),
    ("NotResource leaves some in", "s3:GetObject", [{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::a/*"}], None, True),
    ("of another kind", "s3:GetObject", [allow("s3:GetObject", "arn:aws:sqs:eu-west-2:111122223333:a")], None, False),
    ("below a boundary", "s3:GetObject", [allow("s3:*")], [allow("s3:Get*")], True),
    ("outside a boundary", "s3:GetObject", [allow("s3:*")], [allow("iam:*")], False),
    ("a boundary gives nothing", "s3:GetObject", [], [allow("*")], False),
    ("a boundary denies", "s3:GetObject", [allow("s3:*")], [allow("*"), deny("s3:Get*")], False),
    ("a boundary elsewhere", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*")], [allow("s3:*", "arn:aws:s3:::b/*")], False),
    ("a boundary that meets it", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*")], [allow("s3:*", "arn:aws:s3:::*/b")], True),
    ("an empty boundary", "s3:GetObject", [allow("*")], [deny("iam:*")], False),
    ("a boundary by NotResource", "s3:GetObject", [allow("s3:*", "arn:aws:s3:::a/*")], [{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::a*"}], False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "statements", "ceiling", "given"), [pytest.param(*row[1:], id=row[0]) for row in GIVEN]
)
def test_what_an_identity_is_given(
    action: str, statements: Statements, ceiling: Statements | None, given: bool
) -> None:
    identity = holder(statements, ceiling)
    assert bool(identity.grants(action)) is given
    assert all(right.certain for right in identity.rights(action))


def test_a_boundary_that_is_not_in_the_plans_makes_a_right_uncertain() -> None:
    arn = "arn:aws:iam::111122223333:policy/of-another-root"
    identity = identities.of(one(world(*role("holder", [allow("s3:*")], boundary=arn)), "holder"))
    (right,) = identity.rights("s3:GetObject")
    assert not right.certain
    assert right.why == "its permissions boundary is not in the plan"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(deny("s3:*", Condition="<unknown>"), id="conditions"),
        pytest.param(deny("<unknown>"), id="actions"),
        pytest.param(deny("s3:*", "<unknown>"), id="resources"),
        pytest.param(
            {"Effect": "Deny", "Action": "s3:*", "NotResource": "<unknown>"}, id="all but a resource"
        ),
    ],
)
def test_a_deny_of_which_something_is_unknown_may_take_away(statement: dict[str, Any]) -> None:
    identity = with_statements([allow("s3:*"), statement])
    assert [right.certain for right in identity.rights("s3:GetObject")] == [False]


@pytest.mark.parametrize(
    ("statement", "certain"),
    [
        pytest.param(allow("<unknown>"), False, id="an action that may be it"),
        pytest.param(allow("s3:*", "<unknown>"), False, id="a resource that may be any"),
        pytest.param(allow("s3:*", Condition="<unknown>"), True, id="conditions protect nothing"),
    ],
)
def test_an_allow_of_which_something_is_unknown_may_give(statement: dict[str, Any], certain: bool) -> None:
    identity = with_statements([statement])
    assert [right.certain for right in identity.rights("s3:GetObject")] == [certain]


def with_statements(statements: Statements) -> Identity:
    """A holder whose statements have symbols in them, as those of a policy document that waits for apply."""
    plain = [s | {"Condition": {}} if s.get("Condition") == "<unknown>" else s for s in statements]
    listed = json_statements({"Statement": plain})
    later = [s | {"Condition": "<unknown>"} if "Condition" in s else s for s in listed]
    subject = one(world(*role("holder", [])), "holder")
    return Identity(subject, (policy("document", later),), (), None, False, None, ())


def test_a_policy_variable_reaches_everybody_who_may_ask() -> None:
    identity = holder([allow("s3:GetObject", "arn:aws:s3:::home/${aws:username}/*")])
    (right,) = identity.rights("s3:GetObject")
    assert right.personal
    assert right.reaches("arn:aws:s3:::home/somebody/file")
    assert not right.reaches("arn:aws:s3:::other/somebody/file")


def test_a_deny_on_who_asks_takes_nothing_away_for_sure() -> None:
    identity = holder([allow("s3:*"), deny("s3:*", "arn:aws:s3:::home/${aws:username}/*")])
    (right,) = identity.rights("s3:GetObject")
    assert right.reaches("arn:aws:s3:::home/somebody/file")
    assert len(right.limits) == 1


def test_a_right_is_about_the_one_arn_that_it_names() -> None:
    right = Right("iam:PassRole", holder([PASS]).allowing[0], (f"{ROLE}/job", f"{ROLE}/*"))
    assert right.exact == f"{ROLE}/job"
    assert Right("iam:PassRole", right.statement, (f"{ROLE}/*",)).exact is None
