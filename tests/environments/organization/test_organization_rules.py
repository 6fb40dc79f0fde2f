"""What environments/organization refuses before it plans, and what it reads from the platform's pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from mlplatform.harness.refusals import Batch, messages_of, root_of
from mlplatform.harness.rules import rules_of
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.paths import ENVIRONMENTS

ROOT = ENVIRONMENTS / "organization"
GIVEN: dict[str, Any] = {"corporate_cidrs": [], "cost_allocation_tags": []}
PLATFORM = {
    "deploy_role": "bank-mlp-deploy",
    "management_account_id": "444455556666",
    "organization": "bank",
    "organizational_units": {"workloads": "ou-exam-workload", "shared": "ou-exam-platform1"},
    "plan_role": "bank-mlp-plan",
    "region": "eu-west-2",
}
USE_CASE = {
    "environments": {
        name: {"region": region} for name, region in (("dev", "eu-west-2"), ("prod", "eu-west-1"))
    }
}
CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "no_role": ({}, []),
    "the_role_that_reads": ({"role_name": "bank-mlp-plan"}, []),
    "another_role": (
        {"role_name": "Administrator"},
        [
            'IAM-122: role_name is "Administrator"; write bank-mlp-deploy or bank-mlp-plan, as '
            "environments/platform.yaml names them."
        ],
    ),
}
TOLD = """
output "told" {
  value = { root_id = local.root_id, regions = local.regions, prefix = local.prefix, account = local.account }
}
"""


@pytest.fixture(name="planned", scope="module")
def _planned() -> dict[str, Any]:
    batch = Batch("organization", False, {name: GIVEN | given for name, (given, _) in CASES.items()})
    texts = {
        f"modules/organization/{name}": (ROOT / name).read_text() for name in ("variables.tf", "locals.tf")
    }
    texts |= {
        "modules/organization/told.tf": TOLD,
        "modules/platform.yaml": yaml.safe_dump(PLATFORM),
        "modules/use_cases/one.yaml": yaml.safe_dump(USE_CASE),
        "root/told.tf": f'output "told" {{\n  value = module.{batch.key}__no_role.told\n}}\n',
    }
    with workspace(root_of({batch.key: batch}) | texts) as folder:
        planned = plan(folder / "root")
    assert planned.plan, planned.diagnostics
    return {"key": batch.key, "plan": planned.plan}


@pytest.mark.control("IAM-122")
def test_the_role_is_one_of_two(planned: dict[str, Any]) -> None:
    found = messages_of(planned["plan"])
    said = {name: found.get(f"{planned['key']}__{name}", []) for name in CASES}
    assert said == {name: messages for name, (_, messages) in CASES.items()}


def test_every_rule_of_the_root_is_refused_here() -> None:
    messages = [message for _, words in CASES.values() for message in words]
    for rule in rules_of(ROOT):
        assert any(rule.says(message) for message in messages), f"{rule} is refused by no case"


def test_it_reads_the_root_and_the_regions_from_the_pages(planned: dict[str, Any]) -> None:
    told = planned["plan"]["output_changes"]["told"]["after"]
    assert told == {
        "account": {"account_id": "444455556666", "region": "eu-west-2"},
        "prefix": "bank-",
        "regions": ["eu-west-1", "eu-west-2"],
        "root_id": "r-exam",
    }, json.dumps(told)
