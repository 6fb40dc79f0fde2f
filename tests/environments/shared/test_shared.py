"""The shared account's root: what it refuses, what it takes over, and that it follows the pages of use cases."""

from __future__ import annotations

import re

import pytest

from mlplatform.harness.refusals import Batch, messages_of, root_of
from mlplatform.harness.rules import rules_of
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.hcl import blocks, string
from mlplatform.paths import ENVIRONMENTS, MODULES
from mlplatform.terraform import bootstrap
from mlplatform.terraform.delivery_policies import STATE_ENVIRONMENTS
from mlplatform.use_cases import load

SHARED = ENVIRONMENTS / "shared"
PLATFORM = (
    "organization: bank\nshared_account_id: '999988887777'\nregion: eu-west-2\ndeploy_role: bank-mlp-deploy\n"
    "plan_role: bank-mlp-plan\naccount_factory_role: OrganizationAccountAccessRole\n"
)
KEY = "1234abcd-12ab-34cd-56ef-1234567890ab"
GIVEN = {"monthly_budget": {"amount": 1, "currency": "USD"}, "state_key_id": KEY}
NO_KEY = (
    'KMS-107: state_key_id is "{}"; write the id of the key, such as 1234abcd-12ab-34cd-56ef-1234567890ab, '
    "and no alias or ARN."
)
CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a_key_by_its_id": ({}, []),
    "the_role_that_reads": ({"role_name": "bank-mlp-plan"}, []),
    "a_key_by_its_alias": ({"state_key_id": "alias/bank-mlp-state"}, [NO_KEY.format("alias/bank-mlp-state")]),
    "a_key_with_something_before_it": ({"state_key_id": f"key/{KEY}"}, [NO_KEY.format(f"key/{KEY}")]),
    "a_key_with_something_after_it": ({"state_key_id": f"{KEY} x"}, [NO_KEY.format(f"{KEY} x")]),
    "another_role": (
        {"role_name": "Administrator"},
        [
            'IAM-122: role_name is "Administrator"; write bank-mlp-deploy or bank-mlp-plan, as '
            "environments/platform.yaml names them."
        ],
    ),
}


@pytest.mark.control("IAM-122", "KMS-107")
def test_the_key_of_the_state_is_named_by_its_id_and_a_role_is_one_of_two() -> None:
    batch = Batch("shared", False, {name: GIVEN | given for name, (given, _) in CASES.items()})
    texts = {f"modules/shared/{name}": (SHARED / name).read_text() for name in ("variables.tf", "locals.tf")}
    pages = {"modules/use_cases/one.yaml": "environments: {}", "modules/platform.yaml": PLATFORM}
    with workspace(root_of({batch.key: batch}) | texts | pages) as folder:
        planned = plan(folder / "root")
    assert planned.plan, planned.diagnostics
    found = messages_of(planned.plan)
    assert {name: found.get(f"{batch.key}__{name}", []) for name in CASES} == {
        name: message for name, (_, message) in CASES.items()
    }


def test_every_rule_of_the_root_is_refused_here() -> None:
    messages = [message for _, words in CASES.values() for message in words]
    for rule in rules_of(SHARED):
        assert any(rule.says(message) for message in messages), f"{rule} is refused by no case"


def test_it_takes_over_what_bootstrap_made_by_the_names_that_bootstrap_gives() -> None:
    platform = load.platform()
    taken = {block.get("to"): string(block.get("id")) for block in blocks(SHARED, "import")}
    locals_text = (SHARED / "locals.tf").read_text()
    assert 'state_name       = "${local.platform.organization}-mlp-state"' in locals_text
    names = {"local.state_name": platform.state_name, "local.account.account_id": platform.shared_account_id}
    filled = {
        address: re.sub(r"\$\{([^}]+)\}", lambda found: names[found[1]], id) for address, id in taken.items()
    }
    assert filled == {
        "module.state_backend.aws_kms_key.this": "var.state_key_id",
        "module.state_backend.aws_kms_alias.this": platform.state_key_alias,
        "module.state_backend.aws_s3_bucket.this": platform.state_bucket,
    }
    assert callable(bootstrap.state_key_id)  # what mlp gives for var.state_key_id


def test_state_has_a_role_for_each_environment_in_every_place_that_names_them() -> None:
    wanted = ", ".join(f'"{environment}"' for environment in STATE_ENVIRONMENTS)
    for path in (SHARED / "locals.tf", MODULES / "delivery_roles" / "ci_roles.tf"):
        assert f"[{wanted}]" in path.read_text(), path


def test_every_use_case_has_a_key_and_a_store_of_its_own() -> None:
    calls = {block.labels[0]: block for block in blocks(SHARED, "module")}
    for name in ("artifact_context", "artifact_keys", "artifact_store"):
        assert calls[name].get("for_each") == "local.use_cases"
    assert 'fileset("${path.module}/../use_cases", "*.yaml")' in (SHARED / "locals.tf").read_text()
    assert "module.artifact_keys[each.key]" in calls["artifact_store"].get("kms_key_arn")
    assert "deploy_role_arns[each.key]" in calls["artifact_store"].get("deploy_role_arns")


def test_packages_have_a_key_of_their_own_and_are_read_by_every_account_of_a_use_case() -> None:
    calls = {block.labels[0]: block for block in blocks(SHARED, "module")}
    assert "local.package_keys" in calls["kms"].get("keys")
    packages = calls["packages"]
    assert packages.get("kms_key_arn") == 'module.kms.kms_key_arns["packages"]'
    assert packages.get("consumer_account_ids") == (
        "flatten([for accounts in values(local.accounts) : values(accounts)])"
    )
    assert packages.get("management_role_arns") == "[local.deploy_role_arn]"
    # What Terraform makes is what `mlp` and every Studio ask for.
    assert packages.get("domain") == "local.platform.codeartifact.domain"
    assert packages.get("repository") == "local.platform.codeartifact.repository"
