"""Inventories: what they hold a plan to, what they let be, and how they are written anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mlplatform.errors import BadInput
from mlplatform.harness import inventory, inventory_writing
from mlplatform.harness.inventory import Mismatch
from mlplatform.harness.sources import Sources
from mlplatform.harness.tree import Tree
from mlplatform.plan.reader import Plan

POLICY = {"Statement": [{"Effect": "Deny", "Action": "kms:*", "Resource": "*"}], "Version": "2012-10-17"}
VALUES: dict[str, dict[str, Any]] = {
    "data": {
        "enable_key_rotation": True,
        "rotation_period_in_days": 365,
        "tags": {"Name": "data", "owner": "risk"},
        "policy": json.dumps(POLICY),
        "zones": ["a", "b"],
        "description": "",
    },
    "logs": {"enable_key_rotation": True, "rotation_period_in_days": 180},
}


def planned(**changes: dict[str, Any]) -> Plan:
    """A plan of two keys of one module, with ``changes`` to their values."""
    resources = [
        {
            "address": f'module.use.aws_kms_key.this["{key}"]',
            "module_address": "module.use",
            "mode": "managed",
            "type": "aws_kms_key",
            "name": "this",
            "index": key,
            "change": {
                "actions": ["create"],
                "after": values | changes.get(key, {}),
                "after_unknown": {"arn": True},
            },
        }
        for key, values in VALUES.items()
    ]
    call = {"source": "../../modules/kms", "module": {"resources": []}}
    return Plan(
        {
            "resource_changes": resources,
            "output_changes": {"use": {"after": {"names": ["data"]}, "after_unknown": {"arns": True}}},
            "configuration": {"root_module": {"module_calls": {"use": call}}},
        }
    )


@pytest.fixture(name="sources")
def _sources(tmp_path: Path) -> Sources:
    folder = tmp_path / "modules" / "kms"
    folder.mkdir(parents=True)
    (folder / "keys.tf").write_text(
        '# Keys.\nresource "aws_kms_key" "this" {\n  for_each = var.keys\n\n'
        "  enable_key_rotation = true\n  tags = {}\n}\n"
    )
    return Sources(Tree(tmp_path, "", ""), "modules/kms/README.md:9")


def found(text: str, plan: Plan, sources: Sources, tmp_path: Path) -> list[Mismatch]:
    path = tmp_path / "it.yaml"
    path.write_text(text)
    return inventory.mismatches(inventory.load(path), plan, sources)


DATA = 'module.use.aws_kms_key.this["data"]'
HOLDS = {
    "a_part_of_a_map": f"values: {{'{DATA}': {{tags: {{owner: risk}}}}}}",
    "a_list_of_the_same_length": f"values: {{'{DATA}': {{zones: [a, b]}}}}",
    "what_must_be_absent": f"values: {{'{DATA}': {{nonsense: !absent , description: !absent }}}}",
    "what_is_known_only_after_apply": f"values: {{'{DATA}': {{arn: !unknown }}}}",
    "a_policy_as_a_map": f"values: {{'{DATA}': {{policy: {{Statement: [{{Effect: Deny}}]}}}}}}",
    "all_that_match": "values: {'module.use.aws_kms_key.this[*]': {enable_key_rotation: true}}",
    "counts": "counts: {aws_kms_key: 2, aws_kms_alias: 0}",
    "outputs": "outputs: {use: {names: [data], arns: !unknown }}",
}


@pytest.mark.parametrize("what", HOLDS)
def test_holds(what: str, sources: Sources, tmp_path: Path) -> None:
    assert found(HOLDS[what], planned(), sources, tmp_path) == []


DIFFERS = {
    "a_value": (f"values: {{'{DATA}': {{rotation_period_in_days: 90}}}}", DATA, "rotation_period_in_days"),
    "a_longer_list": (f"values: {{'{DATA}': {{zones: [a]}}}}", DATA, "zones"),
    "an_element": (f"values: {{'{DATA}': {{zones: [a, c]}}}}", DATA, "zones[1]"),
    "one_for_true": (f"values: {{'{DATA}': {{enable_key_rotation: 1}}}}", DATA, "enable_key_rotation"),
    "a_key_that_is_missing": (f"values: {{'{DATA}': {{tags: {{cost: x}}}}}}", DATA, "tags.cost"),
    "what_must_be_absent": (f"values: {{'{DATA}': {{zones: !absent }}}}", DATA, "zones"),
    "unknown_that_is_known": (f"values: {{'{DATA}': {{zones: !unknown }}}}", DATA, "zones"),
    "known_that_is_unknown": (f"values: {{'{DATA}': {{arn: 'arn:aws'}}}}", DATA, "arn"),
    "inside_a_policy": (
        f"values: {{'{DATA}': {{policy: {{Statement: [{{Effect: Allow}}]}}}}}}",
        DATA,
        "policy.Statement[0].Effect",
    ),
    "a_map_that_is_a_word": (f"values: {{'{DATA}': {{description: {{a: b}}}}}}", DATA, "description"),
    "one_of_all_that_match": (
        "values: {'module.use.aws_kms_key.this[*]': {rotation_period_in_days: 365}}",
        'module.use.aws_kms_key.this["logs"]',
        "rotation_period_in_days",
    ),
    "a_resource_that_is_not_there": (
        "values: {'module.use.aws_kms_key.that': {enabled: true}}",
        "module.use.aws_kms_key.that",
        "",
    ),
    "a_count": ("counts: {aws_kms_key: 3}", "aws_kms_key", "number of resources"),
    "an_output": ("outputs: {use: {names: [logs]}}", "output.use", "names[0]"),
}


@pytest.mark.parametrize("what", DIFFERS)
def test_differs_and_says_where(what: str, sources: Sources, tmp_path: Path) -> None:
    text, address, attribute = DIFFERS[what]
    (mismatch,) = found(text, planned(), sources, tmp_path)
    assert (mismatch.address, mismatch.attribute) == (address, attribute)
    assert mismatch.where


def test_a_mismatch_names_address_attribute_expected_found_file_and_line(
    sources: Sources, tmp_path: Path
) -> None:
    plan = planned(data={"enable_key_rotation": False})
    (mismatch,) = found(f"values: {{'{DATA}': {{enable_key_rotation: true}}}}", plan, sources, tmp_path)
    assert str(mismatch).splitlines() == [
        DATA,
        "  attribute: enable_key_rotation",
        "  expected:  true",
        "  found:     false",
        "  at:        modules/kms/keys.tf:5",
    ]


REFUSED = {
    "nothing": ("", "write counts, outputs and values"),
    "a_list": ("- a", "write counts, outputs and values"),
    "another_part": ("value: {}", "write counts, outputs and values"),
    "no_word": ("values: {}", "says nothing"),
    "no_yaml": ("values: {", "cannot be read"),
    "another_tag": ("counts: !missing ", "cannot be read"),
    "too_long": ("counts:\n" + "".join(f"  t{n}: 1\n" for n in range(60)), "keep what matters in 60"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_an_inventory_that_is(what: str, tmp_path: Path) -> None:
    text, message = REFUSED[what]
    path = tmp_path / "it.yaml"
    path.write_text(text)
    with pytest.raises(BadInput, match=message):
        inventory.load(path)


def test_written_anew_it_says_what_is_planned_of_what_it_spoke_of(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    path.write_text(
        "# Why this matters.\ncounts: {aws_kms_key: 7}\noutputs: {use: {names: [x]}}\n"
        f"values: {{'{DATA}': {{rotation_period_in_days: 1, tags: {{owner: x}}, arn: x, nonsense: 1}}}}\n"
    )
    text = inventory_writing.rewritten(path, planned())
    assert text.startswith("# Why this matters.\n")
    path.write_text(text)
    assert inventory.mismatches(inventory.load(path), planned(), sources) == []
    assert inventory.load(path).values == {
        DATA: {
            "rotation_period_in_days": 365,
            "tags": {"owner": "risk"},
            "arn": inventory.NOT_YET,
            "nonsense": inventory.ABSENT,
        }
    }


def test_written_anew_one_line_for_all_becomes_one_for_each_where_they_part(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    path.write_text("values: {'module.use.aws_kms_key.this[*]': {rotation_period_in_days: 1}}\n")
    written = yaml.safe_load(inventory_writing.rewritten(path, planned()))
    assert written["values"] == {
        DATA: {"rotation_period_in_days": 365},
        'module.use.aws_kms_key.this["logs"]': {"rotation_period_in_days": 180},
    }


def test_a_first_inventory_has_what_matters_for_security_and_no_more() -> None:
    written = yaml.safe_load(inventory_writing.first(planned(), "kms/use"))
    assert written["counts"] == {"aws_kms_key": 2}
    assert written["values"][DATA] == {"enable_key_rotation": True, "rotation_period_in_days": 365}
