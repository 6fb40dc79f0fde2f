"""What is taken over is never replaced: a setting that AWS does not tell goes into the state as planned."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mlplatform.terraform import unread
from mlplatform.terraform.root import Root

ADDRESS = 'module.studio["a"].aws_sagemaker_domain.this'
VERSION = "1.11.4"


def replacement(paths: list[list[str]], **before: Any) -> dict[str, Any]:
    """A plan that takes a domain over and replaces it."""
    change = {
        "address": ADDRESS,
        "module_address": 'module.studio["a"]',
        "type": "aws_sagemaker_domain",
        "name": "this",
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": ["delete", "create"],
            "before": {"id": "d-1", "kms_key_id": None, "retention_policy": [], **before},
            "after": {"kms_key_id": "ours", "retention_policy": [{"home_efs_file_system": "Retain"}]},
            "replace_paths": paths,
        },
    }
    planned = {"child_modules": [{"resources": [{"address": ADDRESS, "schema_version": 3}]}]}
    return {
        "terraform_version": VERSION,
        "planned_values": {"root_module": planned},
        "resource_changes": [change],
    }


def state(plan: dict[str, Any], known: str = "") -> dict[str, Any]:
    """The state with what the plan would replace."""
    return unread.with_instances(known, plan, plan["resource_changes"])


def test_the_state_has_what_was_read_and_what_was_planned() -> None:
    (domain,) = state(replacement([["retention_policy"]]))["resources"]
    assert domain["module"] == 'module.studio["a"]'
    assert domain["provider"] == 'provider["registry.terraform.io/hashicorp/aws"]'
    attributes = {"id": "d-1", "kms_key_id": None, "retention_policy": [{"home_efs_file_system": "Retain"}]}
    assert domain["instances"] == [{"schema_version": 3, "attributes": attributes}]


def test_what_the_state_knows_stays_in_it() -> None:
    known = {"mode": "managed", "type": "aws_vpc", "name": "this", "instances": [{"attributes": {}}]}
    before = {"version": 4, "serial": 7, "lineage": "one", "outputs": {}, "resources": [known]}
    after = state(replacement([["retention_policy"]]), json.dumps(before))
    assert after["resources"][0] == known
    assert (after["serial"], after["lineage"], len(after["resources"])) == (8, "one", 2)


def test_a_second_instance_stands_beside_the_first() -> None:
    plan = replacement([["retention_policy"]])
    first = state(plan)
    plan["resource_changes"][0]["index"] = "b"
    (domain,) = state(plan, json.dumps(first))["resources"]
    assert [one.get("index_key") for one in domain["instances"]] == [None, "b"]


def test_where_there_is_no_state_yet_one_begins() -> None:
    begun = state(replacement([["retention_policy"]]))
    assert (begun["version"], begun["terraform_version"], begun["serial"]) == (4, VERSION, 1)


@pytest.mark.parametrize("paths", [[["kms_key_id"]], [["retention_policy"], ["kms_key_id"]], []])
def test_what_differs_in_what_aws_does_tell_is_refused_with_what_to_do(paths: list[list[str]]) -> None:
    """A domain without our key must not pass for one with it."""
    root = cast(Root, SimpleNamespace(name="dev/credit_risk"))
    plan, imports = replacement(paths), {ADDRESS: "d-1"}
    assert unread.write_down(root, plan, imports) == set()
    with pytest.raises(unread.WouldReplace) as refused:
        unread.check(root, plan, imports)
    assert str(refused.value).startswith(f"dev/credit_risk: {ADDRESS} was made by the apply that was killed")
    assert str(refused.value).endswith("apply what was applied then, and change it later")


def test_what_is_not_taken_over_may_be_replaced() -> None:
    root = cast(Root, SimpleNamespace(name="dev/credit_risk"))
    unread.check(root, replacement([["kms_key_id"]]), {})
