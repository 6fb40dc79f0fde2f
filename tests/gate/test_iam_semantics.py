"""What identities may do, and patterns: case by case as IAM says, and against brute force."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable
from typing import Any

import pytest

from mlplatform.gate import catalogue
from mlplatform.gate.iam import globs, identities, strength
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.graph import paths
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.keys import when_absent
from mlplatform.gate.iam.rights import Right
from mlplatform.gate.judge import judge
from mlplatform.gate.policy import Condition, policy
from mlplatform.gate.world import Subject, World
from mlplatform.plan.policies import json_statements
from mlplatform.plan.reader import Plan

ROLE = "arn:aws:iam::111122223333:role"
Statements = list[dict[str, Any]]


def allow(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def unless(key: str, value: str) -> dict[str, Any]:
    return {"StringNotEquals": {key: value}}


def document(statements: Statements) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def change(address: str, values: dict[str, Any]) -> dict[str, Any]:
    type, name = address.split(".")
    return {
        "address": address,
        "mode": "managed",
        "type": type,
        "name": name,
        "change": {"actions": ["create"], "after": values, "after_unknown": {}},
    }


def role(
    name: str,
    statements: Statements,
    trusts: dict[str, Any] | None = None,
    boundary: str | None = None,
    attached: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """A role of account 111122223333 with one policy of its own."""
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": trusts or {"AWS": f"{ROLE}/nobody"}}
    ]
    own = {
        "name": name,
        "arn": f"{ROLE}/{name}",
        "assume_role_policy": document(trust),
        "permissions_boundary": boundary,
        "managed_policy_arns": list(attached),
    }
    policy = {"name": name, "role": name, "policy": document(statements)}
    return [change(f"aws_iam_role.{name}", own), change(f"aws_iam_role_policy.{name}", policy)]


def boundary(statements: Statements) -> dict[str, Any]:
    arn = "arn:aws:iam::111122223333:policy/ceiling"
    return change("aws_iam_policy.ceiling", {"name": "ceiling", "arn": arn, "policy": document(statements)})


def world(*changes: dict[str, Any]) -> World:
    return World([Plan({"resource_changes": list(changes), "configuration": {"root_module": {}}})])


def one(of: World, name: str) -> Subject:
    return next(s for s in of.of("aws_iam_role") if s.raw("name") == name)


def holder(statements: Statements, ceiling: Statements | None = None) -> Identity:
    arn = "arn:aws:iam::111122223333:policy/ceiling" if ceiling is not None else None
    bounds = [boundary(ceiling)] if ceiling is not None else []
    return identities.of(one(world(*role("holder", statements, boundary=arn), *bounds), "holder"))


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


# Passing a role is an escalation where the role is stronger, and not where it is merely another.

SAGEMAKER = {"Service": "sagemaker.amazonaws.com"}
TO_SAGEMAKER = {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
TRAIN = allow("sagemaker:CreateTrainingJob")
PASS = allow("iam:PassRole", f"{ROLE}/job", Condition=TO_SAGEMAKER)

PASSED: list[tuple[str, Statements, Statements, list[bool]]] = [
    ("a job that reads", [TRAIN, PASS], [allow("s3:GetObject")], []),
    ("an administrator", [TRAIN, PASS], [allow("iam:*")], [True]),
    ("a bucket's owner", [TRAIN, PASS], [allow("s3:PutBucketPolicy")], [True]),
    ("nothing to start it with", [PASS], [allow("iam:*")], []),
    ("for another service", [TRAIN, allow("iam:PassRole", f"{ROLE}/job", Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})], [allow("iam:*")], []),
    ("denied for the service", [TRAIN, PASS, deny("iam:PassRole", Condition={"StringLike": {"iam:PassedToService": "sage*"}})], [allow("iam:*")], []),
    ("what the passer has too", [TRAIN, PASS, allow("s3:PutBucketPolicy")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], []),
    ("what the passer has on less", [TRAIN, PASS, allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::b")], [True]),
    ("what the passer has on a condition", [TRAIN, PASS, allow("s3:PutBucketPolicy", Condition=unless("aws:SourceVpc", "vpc-1"))], [allow("s3:PutBucketPolicy")], [True]),
    ("what the passer is denied on a condition", [TRAIN, PASS, allow("s3:*"), deny("s3:PutBucketPolicy", Condition=unless("aws:SourceVpc", "vpc-1"))], [allow("s3:PutBucketPolicy")], [True]),
    ("what the passer is denied just there", [TRAIN, PASS, allow("s3:*"), deny("s3:*", "arn:aws:s3:::a")], [allow("s3:PutBucketPolicy", "arn:aws:s3:::a")], [True]),
    ("what passes any role", [TRAIN, PASS], [TRAIN, allow("iam:PassRole")], [True]),
    ("what the passer is denied", [TRAIN, PASS, allow("s3:*"), deny("s3:PutBucketPolicy")], [allow("s3:PutBucketPolicy")], [True]),
    ("any role that fits", [TRAIN, allow("iam:PassRole", f"{ROLE}/j*")], [], [True]),
    ("a role of nobody's", [TRAIN, allow("iam:PassRole", f"{ROLE}/elsewhere")], [], [False]),
    ("a tame grant on keys", [TRAIN, PASS], [allow("kms:CreateGrant")], []),
]  # fmt: skip


@pytest.mark.parametrize(("passer", "job", "certain"), [pytest.param(*row[1:], id=row[0]) for row in PASSED])
def test_passing_a_role_is_an_escalation_where_it_is_stronger(
    passer: Statements, job: Statements, certain: list[bool]
) -> None:
    known = world(*role("passer", passer), *role("job", job, SAGEMAKER))
    found = list(strength.escalations(identities.of(one(known, "passer"))))
    assert [each.certain for each in found] == certain


def test_a_role_that_the_service_may_not_take_is_out_of_reach() -> None:
    known = world(
        *role("passer", [TRAIN, PASS]), *role("job", [allow("iam:*")], {"Service": "glue.amazonaws.com"})
    )
    assert not list(strength.escalations(identities.of(one(known, "passer"))))


# Ways from role to role.


def lead(*changes: dict[str, Any]) -> list[tuple[bool, str]]:
    known = world(*changes)
    return [(path.certain, str(path)) for path in paths(known, one(known, "start"), one(known, "goal"))]


NAMED = {"AWS": f"{ROLE}/start"}
ACCOUNT = {"AWS": "arn:aws:iam::111122223333:root"}
FOREIGN = {"AWS": "arn:aws:iam::444455556666:root"}
ASSUME = allow("sts:AssumeRole", f"{ROLE}/goal")

LED: list[tuple[str, Statements, dict[str, Any], bool]] = [
    ("named in its own account", [], NAMED, True),
    ("named, and denied", [deny("sts:*")], NAMED, False),
    ("the account, and a right", [ASSUME], ACCOUNT, True),
    ("the account, without a right", [], ACCOUNT, False),
    ("the account, and a right to another", [allow("sts:AssumeRole", f"{ROLE}/other")], ACCOUNT, False),
    ("another account", [ASSUME], FOREIGN, False),
    ("another role", [ASSUME], {"AWS": f"{ROLE}/other"}, False),
    ("a service alone", [ASSUME], SAGEMAKER, False),
    ("everybody", [ASSUME], {"AWS": "*"}, True),
    ("passed to a job", [TRAIN, allow("iam:PassRole", f"{ROLE}/goal")], SAGEMAKER, True),
    ("by the trust itself", [allow("iam:UpdateAssumeRolePolicy")], SAGEMAKER, True),
]


@pytest.mark.parametrize(("start", "trusts", "led"), [pytest.param(*row[1:], id=row[0]) for row in LED])
def test_a_role_leads_to_another(start: Statements, trusts: dict[str, Any], led: bool) -> None:
    found = lead(*role("start", start), *role("goal", [], trusts))
    assert [certain for certain, _ in found] == ([True] if led else [])


def test_ways_are_put_together() -> None:
    between = role("between", [ASSUME], NAMED)
    (found,) = lead(*role("start", []), *between, *role("goal", [], {"AWS": f"{ROLE}/between"}))
    assert found == (
        True,
        "aws_iam_role.start -> aws_iam_role.between by sts:AssumeRole; "
        "aws_iam_role.between -> aws_iam_role.goal by sts:AssumeRole",
    )


@pytest.mark.parametrize(
    ("condition", "led"),
    [
        ({"ArnEquals": {"aws:PrincipalArn": f"{ROLE}/start"}}, True),
        ({"ArnLike": {"aws:PrincipalArn": f"{ROLE}/st*"}}, True),
        ({"StringEquals": {"aws:PrincipalArn": f"{ROLE}/other"}}, False),
        ({"ArnNotLike": {"aws:PrincipalArn": f"{ROLE}/st*"}}, False),
    ],
)
def test_a_trust_that_names_by_condition(condition: dict[str, Any], led: bool) -> None:
    trust = [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ACCOUNT, "Condition": condition}]
    goal = {"name": "goal", "arn": f"{ROLE}/goal", "assume_role_policy": document(trust)}
    assert bool(lead(*role("start", [ASSUME]), change("aws_iam_role.goal", goal))) is led


def test_a_condition_on_an_arn_that_is_not_known_yet_leaves_it_open() -> None:
    condition = {"ArnEquals": {"aws:PrincipalArn": f"{ROLE}/start"}}
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}, "Condition": condition}
    ]
    goal = {"name": "goal", "arn": f"{ROLE}/goal", "assume_role_policy": document(trust)}
    start = {"name": "start", "assume_role_policy": document(trust)}
    policy_ = {"role": "start", "policy": document([ASSUME])}
    found = lead(
        change("aws_iam_role.start", start),
        change("aws_iam_role_policy.start", policy_),
        change("aws_iam_role.goal", goal),
    )
    assert [certain for certain, _ in found] == [False]


@pytest.mark.parametrize(("who", "led"), [("start", False), ("other", True)])
def test_a_trust_that_denies(who: str, led: bool) -> None:
    trust = [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": NAMED},
        {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": f"{ROLE}/{who}"}},
    ]
    goal = {"name": "goal", "arn": f"{ROLE}/goal", "assume_role_policy": document(trust)}
    assert bool(lead(*role("start", []), change("aws_iam_role.goal", goal))) is led


# Analyzers work where their plan does, unless they are of the organization.


@pytest.mark.parametrize(
    ("type", "status"), [("ACCOUNT_UNUSED_ACCESS", "fail"), ("ORGANIZATION_UNUSED_ACCESS", "pass")]
)
def test_an_analyzer_of_another_plan(type: str, status: str) -> None:
    def plan(name: str, type: str) -> Plan:
        analyzer = change("aws_accessanalyzer_analyzer.this", {"type": type})
        return Plan({"resource_changes": [analyzer], "configuration": {"root_module": {}}}, name)

    known = World([plan("one", "ACCOUNT"), plan("other", type)])
    found = judge(known, [catalogue.one("IAM-18")]).results
    assert {result.plan: result.status for result in found}["one"] == status


# Patterns.

TEXTS = ["".join(letters) for length in range(5) for letters in itertools.product("ab", repeat=length)]


def patterns(rng: random.Random) -> str:
    return "".join(rng.choice("ab*?") for _ in range(rng.randint(0, 4)))


def by_hand(pattern: str, text: str) -> bool:
    """The meaning of a pattern, said a second time: by what its first letter takes."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(by_hand(pattern[1:], text[taken:]) for taken in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and by_hand(pattern[1:], text[1:])


def test_a_pattern_means_what_it_means_by_hand() -> None:
    rng = random.Random(1)  # noqa: S311 - chance, not secrecy
    tried = {(patterns(rng), text) for _ in range(400) for text in TEXTS}
    assert len(tried) > 2000
    wrong = [(p, t) for p, t in tried if glob(p, t) is not by_hand(p, t)]
    assert not wrong


def test_regions_are_empty_where_brute_force_finds_nothing() -> None:
    rng = random.Random(2)  # noqa: S311 - chance, not secrecy
    found = 0
    for _ in range(3000):
        inside = tuple(patterns(rng) for _ in range(rng.randint(1, 3)))
        outside = tuple(patterns(rng) for _ in range(rng.randint(0, 3)))
        said = globs.witness(inside, outside)
        fits = [
            text
            for text in TEXTS
            if all(by_hand(p, text) for p in inside) and not any(by_hand(p, text) for p in outside)
        ]
        if said is None:
            assert not fits, (inside, outside)
        else:
            found += 1
            assert all(by_hand(p, said) for p in inside), (inside, outside, said)
            assert not any(by_hand(p, said) for p in outside), (inside, outside, said)
    assert 500 < found < 2500


def test_patterns_lie_within_others_or_do_not() -> None:
    assert globs.within("role/a*", ["role/*"])
    assert globs.within("role/?", ["role/a", "role/?"])
    assert not globs.within("role/*", ["role/a*", "role/b*"])
    assert globs.overlap("role/a*", "role/*b")
    assert not globs.overlap("role/a*", "role/b*")


def test_a_star_of_an_arn_stays_in_its_part() -> None:
    form = "arn:*:sagemaker:*:*:processing-job/*"
    assert not globs.arns_overlap("arn:aws:sagemaker:eu-west-2:111122223333:training-job/*", form)
    assert globs.arns_overlap("arn:aws:sagemaker:*:*:*", form)


def test_what_a_condition_says_of_an_absent_key() -> None:
    said = {
        "StringEquals": False,
        "StringNotEquals": True,
        "StringEqualsIfExists": True,
        "ForAllValues:StringEquals": True,
        "ForAnyValue:StringEquals": False,
        "ForAnyValue:StringNotEquals": False,
        "ForAllValues:StringNotEquals": True,
        "ArnNotLike": True,
        "Bool": False,
        "NotIpAddress": True,
    }
    assert {name: when_absent(Condition(name, "aws:SourceVpc", ("vpc-1",))) for name in said} == said
    assert when_absent(Condition("Null", "aws:SourceVpc", ("true",))) is True
    assert when_absent(Condition("Null", "aws:SourceVpc", ("false",))) is False
    assert when_absent(Condition("Null", "aws:SourceVpc", ("<unknown>",))) is None


def test_a_right_is_about_the_one_arn_that_it_names() -> None:
    right = Right("iam:PassRole", holder([PASS]).allowing[0], (f"{ROLE}/job", f"{ROLE}/*"))
    assert right.exact == f"{ROLE}/job"
    assert Right("iam:PassRole", right.statement, (f"{ROLE}/*",)).exact is None
