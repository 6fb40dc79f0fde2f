"""What the root refuses by itself, for whoever calls Terraform without mlp."""

from __future__ import annotations

import pytest

from mlplatform.harness.refusals import Batch, messages_of, root_of
from mlplatform.harness.rules import rules_of
from mlplatform.harness.terraform_run import plan, workspace
from mlplatform.paths import ENVIRONMENTS

VARIABLES = ENVIRONMENTS / "dev" / "variables.tf"
CASES = {
    "a_use_case_with_a_file": ("credit_risk", []),
    "a_use_case_without_one": (
        "nobodys",
        [
            'CTX-108: use_case is "nobodys", which has no file in environments/use_cases; write the name of one that has.'
        ],
    ),
    "a_path": (
        "../platform",
        [
            'CTX-108: use_case is "../platform", which has no file in environments/use_cases; write the name of one that has.'
        ],
    ),
}


@pytest.mark.control("CTX-108")
def test_a_use_case_has_a_file() -> None:
    batch = Batch("dev", False, {name: {"use_case": given} for name, (given, _) in CASES.items()})
    stands = {"modules/dev/variables.tf": VARIABLES.read_text(), "modules/use_cases/credit_risk.yaml": "{}"}
    with workspace(root_of({batch.key: batch}) | stands | {"modules/platform.yaml": "{}"}) as folder:
        planned = plan(folder / "root")
    assert planned.plan
    found = messages_of(planned.plan)
    assert {name: found.get(f"{batch.key}__{name}", []) for name in CASES} == {
        name: message for name, (_, message) in CASES.items()
    }


def test_every_rule_of_the_root_is_refused_here() -> None:
    messages = [message for _, words in CASES.values() for message in words]
    for rule in rules_of(VARIABLES.parent):
        assert any(rule.says(message) for message in messages), f"{rule} is refused by no case"
