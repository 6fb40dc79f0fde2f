"""What an unknown value will come from, followed through the configuration; never a guess."""

from __future__ import annotations

from typing import Any

import pytest

from mlplatform.plan.reader import Plan
from mlplatform.plan.resolution import Origin, origin

Raw = dict[str, Any]


def key(name: str, index: str | None = None, module: str = "") -> Raw:
    """A planned key, whose ARN is not known yet."""
    return change("aws_kms_key", name, index, module)


def change(type: str, name: str, index: str | None = None, module: str = "", mode: str = "managed") -> Raw:
    address = ".".join(part for part in (module, "data" if mode == "data" else "", type, name) if part)
    planned = {
        "address": f'{address}["{index}"]' if index else address,
        "mode": mode,
        "type": type,
        "name": name,
        "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": True, "kms_key_id": True}},
    }
    planned |= {"module_address": module} if module else {}
    return planned | ({"index": index} if index else {})


def configured(type: str, name: str, references: list[str], for_each: list[str] | None = None) -> Raw:
    found: Raw = {"mode": "managed", "type": type, "name": name}
    found["expressions"] = {"kms_key_id": {"references": references}}
    return found | ({"for_each_expression": {"references": for_each}} if for_each else {})


def group(index: str | None = None, module: str = "") -> Raw:
    return change("aws_cloudwatch_log_group", "this", index, module)


def asked(changes: list[Raw], root: Raw, address: str = "aws_cloudwatch_log_group.this") -> Origin:
    plan = Plan({"resource_changes": changes, "configuration": {"root_module": root}})
    (resource,) = [r for r in plan.everything if r.address == address]
    return origin(plan, resource, "kms_key_id")


def addresses(found: Origin) -> set[str]:
    return {resource.address for resource in found.resources}


def simple(references: list[str], for_each: list[str] | None = None) -> Raw:
    return {"resources": [configured("aws_cloudwatch_log_group", "this", references, for_each)]}


def test_a_resource_of_the_same_module() -> None:
    found = asked([group(), key("a")], simple(["aws_kms_key.a.arn", "aws_kms_key.a"]))
    assert addresses(found) == {"aws_kms_key.a"}
    assert found.only("aws_kms_key")


def test_one_instance_by_its_key() -> None:
    references = ['aws_kms_key.a["logs"].arn', 'aws_kms_key.a["logs"]', "aws_kms_key.a"]
    found = asked([group(), key("a", "logs"), key("a", "data")], simple(references))
    assert addresses(found) == {'aws_kms_key.a["logs"]'}


def test_the_instance_of_the_same_key_where_the_expression_names_it() -> None:
    root = simple(["aws_kms_key.a", "each.key"], ["var.groups"])
    found = asked(
        [group("logs"), key("a", "logs"), key("a", "data")], root, 'aws_cloudwatch_log_group.this["logs"]'
    )
    assert addresses(found) == {'aws_kms_key.a["logs"]'}


def test_all_instances_where_it_does_not() -> None:
    root = simple(["aws_kms_key.a"], ["var.groups"])
    found = asked(
        [group("logs"), key("a", "logs"), key("a", "data")], root, 'aws_cloudwatch_log_group.this["logs"]'
    )
    assert addresses(found) == {'aws_kms_key.a["logs"]', 'aws_kms_key.a["data"]'}
    assert found.only("aws_kms_key")


def test_through_for_each() -> None:
    root = simple(["each.value.arn", "each.value"], ["aws_kms_key.a"])
    found = asked([group("x"), key("a", "x")], root, 'aws_cloudwatch_log_group.this["x"]')
    assert addresses(found) == {'aws_kms_key.a["x"]'}


def nested(given: list[str], output: list[str]) -> Raw:
    """Logs in one module, keys in another, the root between them."""
    keys = {"outputs": {"arns": {"expression": {"references": output}}}}
    call = {"expressions": {"arns": {"references": given}}, "module": simple(["var.arns.logs", "var.arns"])}
    return {"module_calls": {"logs": call, "keys": {"module": keys}}}


IN_LOGS = "module.logs.aws_cloudwatch_log_group.this"


def test_through_a_variable_and_another_modules_output() -> None:
    changes = [group(module="module.logs"), key("this", "logs", "module.keys")]
    found = asked(changes, nested(["module.keys.arns", "module.keys"], ["aws_kms_key.this"]), IN_LOGS)
    assert addresses(found) == {'module.keys.aws_kms_key.this["logs"]'}
    assert found.only("aws_kms_key")


def test_through_the_output_of_every_instance_of_a_module() -> None:
    changes = [group(module="module.logs"), *(key("this", None, f'module.keys["{k}"]') for k in "ab")]
    found = asked(changes, nested(["module.keys"], ["aws_kms_key.this"]), IN_LOGS)
    assert addresses(found) == {'module.keys["a"].aws_kms_key.this', 'module.keys["b"].aws_kms_key.this'}


def test_in_a_module_whose_key_holds_dots_and_brackets() -> None:
    module = 'module.logs["a.module.b[0]"]'
    root = nested(["aws_kms_key.a"], [])
    found = asked([group(module=module), key("a")], root, f"{module}.aws_cloudwatch_log_group.this")
    assert addresses(found) == {"aws_kms_key.a"}


UNDECIDED = {
    "a local": (simple(["local.key"]), "local.key is a local, which a plan does not hold"),
    "a variable of the root": (simple(["var.key"]), "var.key of the root is given from outside"),
    "a resource that is not planned": (simple(["aws_kms_key.gone"]), "aws_kms_key.gone is not in the plan"),
    "a module that is not configured": (
        simple(["module.gone.arn"]),
        "module.gone.arn is not in the configuration",
    ),
    "no reference": (simple([]), "has no reference at kms_key_id"),
    "no configuration": ({}, "has no reference at kms_key_id"),
}


@pytest.mark.parametrize("what", UNDECIDED)
def test_undecided_with_its_reason(what: str) -> None:
    root, reason = UNDECIDED[what]
    found = asked([group()], root)
    assert not found.decided
    assert not found.only("aws_kms_key")
    assert any(reason in said for said in found.undecided)


def test_a_key_or_a_local_is_undecided_as_a_whole() -> None:
    found = asked([group(), key("a")], simple(["aws_kms_key.a", "local.other"]))
    assert addresses(found) == {"aws_kms_key.a"}
    assert not found.only("aws_kms_key")


def test_a_key_or_another_type_is_not_only_keys() -> None:
    found = asked(
        [group(), key("a"), change("aws_kms_alias", "b")], simple(["aws_kms_key.a", "aws_kms_alias.b"])
    )
    assert found.decided
    assert not found.only("aws_kms_key")


def test_references_in_a_circle_come_to_an_end() -> None:
    call = {"expressions": {"arns": {"references": ["module.logs.again"]}}}
    call["module"] = simple(["var.arns"]) | {
        "outputs": {"again": {"expression": {"references": ["var.arns"]}}}
    }
    found = asked([group(module="module.logs")], {"module_calls": {"logs": call}}, IN_LOGS)
    assert not found.decided


def test_a_nested_block() -> None:
    default = {
        "apply_server_side_encryption_by_default": [{"kms_master_key_id": {"references": ["aws_kms_key.a"]}}]
    }
    rule = {"mode": "managed", "type": "aws_s3_thing", "name": "this", "expressions": {"rule": [default]}}
    plan = Plan(
        {
            "resource_changes": [change("aws_s3_thing", "this"), key("a")],
            "configuration": {"root_module": {"resources": [rule]}},
        }
    )
    path = "rule.0.apply_server_side_encryption_by_default.0.kms_master_key_id"
    assert addresses(origin(plan, plan.resources("aws_s3_thing")[0], path)) == {"aws_kms_key.a"}
