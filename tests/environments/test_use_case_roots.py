"""The roots of a use case: one text for dev, test and prod, whose differences are data; and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlplatform.harness.refusals import Batch, messages_of, root_of
from mlplatform.harness.rules import rules_of
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.paths import ENVIRONMENTS
from mlplatform.use_cases.model import ENVIRONMENTS as NAMES

DEV = ENVIRONMENTS / "dev"
PLATFORM = "deploy_role: bank-mlp-deploy\nplan_role: bank-mlp-plan\n"
GIVEN = {
    "environment": "dev",
    "settings": {"budget_share": 0.6, "deletion_protection": False, "studio": True},
    "use_case": "credit_risk",
}
NO_FILE = (
    'CTX-108: use_case is "{}", which has no file in environments/use_cases; write the name of one that has.'
)
CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a_use_case_with_a_file": ({}, []),
    "the_role_that_reads": ({"role_name": "bank-mlp-plan"}, []),
    "a_use_case_without_one": ({"use_case": "nobodys"}, [NO_FILE.format("nobodys")]),
    "a_path": ({"use_case": "../platform"}, [NO_FILE.format("../platform")]),
    "another_role": (
        {"role_name": "Administrator"},
        [
            'IAM-122: role_name is "Administrator"; write bank-mlp-deploy or bank-mlp-plan, as '
            "environments/platform.yaml names them."
        ],
    ),
}


@pytest.mark.control("CTX-108", "IAM-122")
def test_a_use_case_has_a_file_and_a_role_is_one_of_two() -> None:
    batch = Batch("dev", False, {name: GIVEN | given for name, (given, _) in CASES.items()})
    texts = {f"modules/dev/{name}": (DEV / name).read_text() for name in ("variables.tf", "locals.tf")}
    pages = {"modules/use_cases/credit_risk.yaml": "environments: {dev: {}}"}
    with workspace(
        root_of({batch.key: batch}) | texts | pages | {"modules/platform.yaml": PLATFORM}
    ) as folder:
        planned = plan(folder / "root")
    assert planned.plan, planned.diagnostics
    found = messages_of(planned.plan)
    assert {name: found.get(f"{batch.key}__{name}", []) for name in CASES} == {
        name: message for name, (_, message) in CASES.items()
    }


def test_every_rule_of_the_root_is_refused_here() -> None:
    messages = [message for _, words in CASES.values() for message in words]
    for rule in rules_of(DEV):
        assert any(rule.says(message) for message in messages), f"{rule} is refused by no case"


@pytest.mark.parametrize("environment", NAMES)
def test_the_environments_are_one_text_and_differ_in_data_alone(environment: str) -> None:
    assert _texts(environment) == _texts("dev")


def _texts(environment: str) -> dict[str, str]:
    folder: Path = ENVIRONMENTS / environment
    files = [*folder.glob("*.tf"), folder / ".terraform.lock.hcl"]
    # Only dev was applied before the composition stood, and has something to move.
    return {path.name: path.read_text() for path in files if path.name != "moved.tf"}
