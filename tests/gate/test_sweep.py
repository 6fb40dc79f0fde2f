"""The encryption sweep: the table is the provider's, every attribute in it is asked, and so is what it has not."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest

from gate.plans import LATER, Ref, plan, subject, world
from mlplatform.gate.answers import Answer
from mlplatform.gate.sweep import asking, schema, table
from mlplatform.gate.sweep.table import Attribute
from mlplatform.gate.world import World
from mlplatform.harness import tree

KEY = "aws_kms_key.ours"
ROWS = [
    pytest.param(type, attribute, id=f"{type}.{'.'.join(attribute.path)}")
    for type, attributes in table.attributes().items()
    for attribute in attributes
    if attribute.asked
]


def test_the_table_is_what_the_provider_says() -> None:
    checkout = tree.checkout()
    found = schema.document(schema.provider_schema(checkout), schema.locked(checkout))
    assert found == table.written(schema.TABLE), (
        "write it anew: mlp gate sweep --write, and review what is new"
    )


def test_every_decision_speaks_of_something_in_the_table() -> None:
    assert list(table.unused()) == []


def test_every_decision_says_why() -> None:
    for section, entries in table.written(table.REVIEWED).items():
        for name, said in entries.items():
            why = said["why"] if isinstance(said, Mapping) else said
            assert len(why) > 5, f"{section}: {name}"


@pytest.mark.parametrize(("type", "attribute"), ROWS)
def test_a_key_of_ours_passes(type: str, attribute: Attribute) -> None:
    found = answers(type, nested(attribute, Ref(f"{KEY}.arn")))
    assert [a.status for a in found if KEY in a.reason] == ["pass"]
    path = ".".join(attribute.path[:-1])
    assert not [
        a for a in found if a.status != "pass" and a.reason.startswith(f"{path}.0.{attribute.path[-1]}")
    ]


@pytest.mark.parametrize("value", ["alias/aws/s3", "arn:aws:kms:eu-west-2:999999999999:key/1"])
@pytest.mark.parametrize(("type", "attribute"), ROWS)
def test_any_other_key_fails(type: str, attribute: Attribute, value: str) -> None:
    assert any(a.status == "fail" and value in a.reason for a in answers(type, nested(attribute, value)))


@pytest.mark.parametrize(("type", "attribute"), ROWS)
def test_a_key_that_is_not_known_yet_is_undecided(type: str, attribute: Attribute) -> None:
    found = answers(type, nested(attribute, LATER))
    assert any(a.status == "undecided" and attribute.path[-1] in a.reason for a in found)


@pytest.mark.parametrize(("type", "attribute"), ROWS)
def test_a_key_that_is_left_out_does_not_pass_unless_that_was_decided(
    type: str, attribute: Attribute
) -> None:
    rule = attribute.rules.get("only_when")
    beside = {rule["attribute"]: rule["values"][0]} if isinstance(rule, Mapping) else {}
    found = answers(type, nested(attribute, None, beside))
    assert any(a.status != "pass" and attribute.path[-1] in a.reason and "not set" in a.reason for a in found)


@pytest.mark.parametrize(
    ("type", "attribute", "switch"),
    [
        pytest.param(type, attribute, switch, id=f"{type}.{attribute.path[-1]}.{switch}")
        for type, attributes in table.attributes().items()
        for attribute in attributes
        for switch in attribute.switches
        if attribute.asked
    ],
)
def test_a_switch_against_the_key_fails(type: str, attribute: Attribute, switch: str) -> None:
    off: Any = "AWS_OWNED_KMS_KEY" if switch.endswith(("type", "mode", "option", "algorithm")) else False
    off = True if switch.endswith("disabled") or switch == "use_aws_owned_key" else off
    off = "AES256" if switch in ("server_side_encryption", "ebs_encryption") else off
    found = answers(type, nested(attribute, Ref(f"{KEY}.arn"), {switch: off}))
    assert any(a.status == "fail" and switch in a.reason for a in found)


@pytest.mark.parametrize(
    ("values", "status", "says"),
    [
        pytest.param({"kms_key_id": Ref(f"{KEY}.arn")}, "pass", KEY, id="ours"),
        pytest.param({"kms_key_id": None}, "fail", "kms_key_id is not set", id="not set"),
        pytest.param({"store": [{"kms_key_arn": "alias/aws/x"}]}, "fail", "alias/aws/x", id="of AWS, nested"),
        pytest.param({"customer_managed_key": LATER}, "undecided", "only after apply", id="later"),
        pytest.param({"encryption_configuration": []}, "undecided", "is not there", id="no block"),
    ],
)
def test_a_type_that_the_provider_gets_tomorrow_is_covered(
    values: dict[str, Any], status: str, says: str
) -> None:
    (found,) = answers("aws_of_tomorrow", values)
    assert (found.status, says in found.reason) == (status, True), found


def test_an_attribute_that_a_known_type_gets_tomorrow_is_covered() -> None:
    found = answers(
        "aws_sns_topic", {"kms_master_key_id": Ref(f"{KEY}.arn"), "archive_kms_key_id": "alias/aws/sns"}
    )
    assert [a.status for a in found] == ["pass", "fail"]
    assert "archive_kms_key_id is alias/aws/sns" in found[1].reason


def test_what_a_type_of_tomorrow_leaves_to_aws_is_undecided() -> None:
    made = plan({KEY: {}, "aws_of_tomorrow.x": {}})
    made.raw["resource_changes"][-1]["change"]["after_unknown"]["kms_key_id"] = True
    (found,) = asking.answers(subject(World([made]), "aws_of_tomorrow.x"))
    assert found.status == "undecided"
    assert "left to AWS" in found.reason


@pytest.mark.parametrize(
    ("type", "attribute"), [row for row in ROWS if "only_when" in getattr(row.values[1], "rules", ())]
)
def test_a_key_that_nothing_asks_for_may_be_left_out(type: str, attribute: Attribute) -> None:
    assert not [a for a in answers(type, nested(attribute, None)) if attribute.path[-1] in a.reason]


@pytest.mark.parametrize(("provider", "status"), [("aws", "pass"), ("aws.ireland", "fail")])
def test_a_default_of_the_account_holds_in_its_region_alone(provider: str, status: str) -> None:
    made = plan(
        {
            KEY: {},
            "aws_ebs_encryption_by_default.on": {"enabled": True},
            "aws_ebs_default_kms_key.ours": {"key_arn": Ref(f"{KEY}.arn")},
            "aws_ebs_volume.x": {"size": 1},
        }
    )
    for block in made.raw["configuration"]["root_module"]["resources"]:
        block["provider_config_key"] = provider if block["type"] == "aws_ebs_volume" else "aws"
    assert [a.status for a in asking.answers(subject(World([made]), "aws_ebs_volume.x"))] == [status]


def test_tags_are_no_settings() -> None:
    assert (
        answers("aws_of_tomorrow", {"tags": {"kms_key_id": "none"}, "tags_all": {"kms_key_id": "none"}}) == []
    )


def test_a_plan_of_thousands_takes_seconds() -> None:
    wide = {f"aws_ebs_volume.v{n}": {"encrypted": True, "kms_key_id": Ref(f"{KEY}.arn")} for n in range(2000)}
    big = world({KEY: {}, **wide})
    start = time.monotonic()
    assert sum(a.status == "pass" for s in big.subjects for a in asking.answers(s)) == 2000
    assert time.monotonic() - start < 5


def answers(type: str, values: dict[str, Any]) -> list[Answer]:
    """What the sweep says of one resource of a type."""
    return list(asking.answers(subject(world({KEY: {}, f"{type}.x": values}), f"{type}.x")))


def nested(attribute: Attribute, value: Any, beside: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values of a resource that has one attribute, in the blocks around it."""
    here: dict[str, Any] = {attribute.path[-1]: value, **(beside or {})}
    for block in reversed(attribute.path[:-1]):
        here = {block: [here]}
    return here


def test_a_bucket_that_stands_is_asked_through_the_resource_that_encrypts_it() -> None:
    """After an apply the bucket tells, in a block that nobody wrote, what the resource beside it says."""
    rule = {"apply_server_side_encryption_by_default": [{"sse_algorithm": "AES256"}]}
    told = {"bucket": "b", "server_side_encryption_configuration": [{"rule": [rule]}]}
    ours = {"sse_algorithm": "aws:kms", "kms_master_key_id": Ref("aws_kms_key.ours.arn")}
    beside = {"bucket": "b", "rule": [{"apply_server_side_encryption_by_default": [ours]}]}
    made = plan(
        {
            "aws_kms_key.ours": {},
            "aws_s3_bucket.b": told,
            "aws_s3_bucket_server_side_encryption_configuration.b": beside,
        }
    )
    (written,) = [
        r for r in made.raw["configuration"]["root_module"]["resources"] if r["type"] == "aws_s3_bucket"
    ]
    del written["expressions"]["server_side_encryption_configuration"]
    answers = list(asking.answers(subject(World([made]), "aws_s3_bucket.b")))
    assert {answer.status for answer in answers} == {"pass"}, answers
