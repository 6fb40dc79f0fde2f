"""Requests laid before the policy of a bucket, with the gate's own evaluator: who is refused and who is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mlplatform.gate.holding.denials import Request, Values, outcome
from mlplatform.gate.policy import policy as made
from mlplatform.plan.policies import Statement
from modules.data_store.planned import ACCOUNTS, BOTH, IN_EACH, bucket_arn, policy, policy_of_case

ORGANIZATION = "o-exampleorg1"
ENDPOINTS = {"minimal": "vpce-0a1b2c3d4e5f60719", "production": "vpce-0b1b2c3d4e5f60719"}
BANKS_ENDPOINT = "vpce-0c1b2c3d4e5f60719"
# Every action on objects and on the bucket that the tests ask about.
OBJECTS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:RestoreObject")
BUCKET = ("s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:GetBucketTagging")
EVERY_ACTION = pytest.mark.parametrize("action", [*OBJECTS, *BUCKET])


def request(module: str, kind: str, action: str, role: str = "data-scientist", **keys: Values) -> Request:
    """A request of a role of the account through the network, but for what ``keys`` say; a key that is not a
    word is written with ``_`` for ``:``."""
    account = ACCOUNTS[module]
    carried: dict[str, Values] = {
        "aws:securetransport": ("true",),
        "s3:tlsversion": ("1.3",),
        "aws:principalorgid": (ORGANIZATION,),
        "aws:principalaccount": (account,),
        "aws:principalarn": (f"arn:aws:iam::{account}:role/{role}",),
        "aws:principalisawsservice": ("false",),
        "aws:viaawsservice": ("false",),
        "aws:sourcevpce": (ENDPOINTS[module],),
        "s3:x-amz-server-side-encryption": None,
        "s3:x-amz-server-side-encryption-aws-kms-key-id": None,
        "s3:x-amz-server-side-encryption-customer-algorithm": None,
    }
    named: Mapping[str, Values] = {name.replace("_", ":"): value for name, value in keys.items()}
    resource = bucket_arn(module, kind) + ("/any/object" if action in OBJECTS else "")
    return Request(action, {**carried, **named}, resource)


def verdict(statements: Mapping[str, Statement], asked: Request) -> str:
    """What the policy makes of a request: ``open`` is not refused, and left to IAM."""
    return outcome(made("policy", list(statements.values())).statements, asked).verdict


@IN_EACH
@BOTH
@EVERY_ACTION
def test_studio_and_jobs_come_through_the_network(module: str, kind: str, action: str) -> None:
    assert verdict(policy(module, kind), request(module, kind, action)) == "open"


@pytest.mark.control("S3-09")
@IN_EACH
@BOTH
@EVERY_ACTION
def test_nobody_comes_from_anywhere_else(module: str, kind: str, action: str) -> None:
    for endpoint in (None, ("vpce-0ffffffffffffffff",)):
        asked = request(module, kind, action, aws_sourcevpce=endpoint)
        assert verdict(policy(module, kind), asked) == "denied"


@pytest.mark.control("S3-09", "S3-10")
@IN_EACH
@BOTH
@EVERY_ACTION
@pytest.mark.parametrize("organization", [ORGANIZATION, "o-somebodyelse", None])
def test_no_other_account_comes_in_even_through_the_network(
    module: str, kind: str, action: str, organization: str | None
) -> None:
    asked = request(
        module,
        kind,
        action,
        aws_principalaccount=("666677778888",),
        aws_principalorgid=(organization,) if organization else None,
        aws_principalarn=("arn:aws:iam::666677778888:role/bank-mlp-deploy",),
    )
    assert verdict(policy(module, kind), asked) == "denied"


@pytest.mark.control("S3-03")
@IN_EACH
@BOTH
@EVERY_ACTION
def test_nobody_comes_without_tls_of_our_time(module: str, kind: str, action: str) -> None:
    plain = request(module, kind, action, aws_securetransport=("false",), s3_tlsversion=None)
    assert verdict(policy(module, kind), plain) == "denied"
    old = policy(module, kind)["DenyOldTls"]
    assert old["Action"] == ["s3:*"]
    assert old["Condition"] == {"NumericLessThan": {"s3:TlsVersion": ["1.2"]}}


@IN_EACH
@BOTH
def test_the_role_that_applies_sets_up_the_bucket_and_never_comes_to_an_object(
    module: str, kind: str
) -> None:
    for action in BUCKET:
        asked = request(module, kind, action, role="bank-mlp-deploy", aws_sourcevpce=None)
        assert verdict(policy(module, kind), asked) == "open"
    for action in OBJECTS:
        asked = request(module, kind, action, role="bank-mlp-deploy", aws_sourcevpce=None)
        assert verdict(policy(module, kind), asked) == "denied"


@BOTH
@EVERY_ACTION
@pytest.mark.parametrize(
    ("role", "keys"),
    [
        pytest.param("bank-credit-risk-prod-backup", {}, id="aws backup, with its role"),
        pytest.param("aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", {}, id="a linked role"),
        pytest.param(
            "data-scientist", {"aws_viaawsservice": ("true",)}, id="a service on behalf of somebody"
        ),
        pytest.param("none", {"aws_principalisawsservice": ("true",)}, id="a service as itself"),
    ],
)
def test_services_are_not_held_to_the_network(
    kind: str, action: str, role: str, keys: dict[str, Values]
) -> None:
    asked = request("production", kind, action, role=role, aws_sourcevpce=None, **keys)
    assert verdict(policy("production", kind), asked) == "open"


@BOTH
def test_people_come_to_evidence_through_the_endpoint_of_the_bank_where_one_is_named(kind: str) -> None:
    def asked(module: str) -> Request:
        return request(
            module, kind, "s3:GetObject", role="model-risk-reviewer", aws_sourcevpce=(BANKS_ENDPOINT,)
        )

    assert verdict(policy("production", kind), asked("production")) == "open"
    assert verdict(policy("minimal", kind), asked("minimal")) == "denied"


@pytest.mark.control("REL-03")
@BOTH
@pytest.mark.parametrize("role", ["bank-mlp-deploy", "bank-credit-risk-dev-break-glass", "anybody"])
def test_what_is_protected_is_deleted_by_nobody(kind: str, role: str) -> None:
    for action, resource in _deletions(kind).items():
        asked = request("minimal", kind, action, role=role)
        asked = Request(asked.action, asked.keys, resource)
        assert verdict(policy("minimal", kind), asked) == "denied"
        assert verdict(policy_of_case("to_be_taken_down", kind), asked) == "open"


@pytest.mark.control("REL-03")
@BOTH
def test_taking_the_protection_off_takes_off_nothing_else(kind: str) -> None:
    kept, down = policy_of_case("shortest_retention", kind), policy_of_case("to_be_taken_down", kind)
    assert set(kept) == set(down)
    assert {sid for sid in kept if kept[sid] != down[sid]} == {"DenyForEveryone"}
    gone = set(kept["DenyForEveryone"]["Action"]) - set(down["DenyForEveryone"]["Action"])
    assert gone == {"s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion"}
    assert "Condition" not in down["DenyForEveryone"]


def _deletions(kind: str) -> dict[str, str]:
    arn = bucket_arn("minimal", kind)
    return {
        "s3:DeleteBucket": arn,
        "s3:DeleteBucketPolicy": arn,
        "s3:DeleteObjectVersion": f"{arn}/any/object",
    }
