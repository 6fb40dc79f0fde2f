"""What is written down of every module: its examples come to what they say, its refusals refuse, and every rule
has its refusal."""

from __future__ import annotations

import pytest

from harness.examples import plan_case, planner, sources
from harness.rejects import assert_rejected
from mlplatform.docs import markdown
from mlplatform.harness import definitions, inventory, rules, tree
from mlplatform.harness.blame import Failure
from mlplatform.harness.definitions import Case, Reject
from mlplatform.harness.rules import Rule

TREE = tree.checkout()
MODULES = TREE.names()
CASES = [case for module in MODULES for case in definitions.cases(module, TREE)]
REJECTS = [
    pytest.param(module, case, id=f"{module}/{case.name}")
    for module in MODULES
    for case in definitions.rejects(module, TREE).rejects
]
RULES = [rule for module in MODULES for rule in rules.rules(module, TREE)]


def _of_rule(rule: Rule) -> str:
    return f"{rule.module}/{rule.owner.replace(' ', '.')}:{rule.line}"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_comes_to_what_it_says(case: Case) -> None:
    plan = plan_case(case.module, case.name)
    found = {"modules": plan.module_calls, "resources": len(plan.resources())}
    expected = {"modules": case.expect.modules, "resources": case.expect.resources}
    where = sources(case.module, case.name).case
    assert found == expected, f"{case}\n  expected: {expected}\n  found:    {found}\n  at:       {where}"
    failed = [check for check in plan.raw["checks"] if check["status"] not in ("pass", "unknown")]
    assert not failed, f"{case}: {failed}"


@pytest.mark.parametrize("case", [c for c in CASES if c.expect.inventory], ids=str)
def test_case_holds_what_its_inventory_says(case: Case) -> None:
    path = TREE.tests / case.module / "inventory" / str(case.expect.inventory)
    where = sources(case.module, case.name)
    found = inventory.mismatches(inventory.load(path), plan_case(case.module, case.name), where)
    if found:
        raise AssertionError("\n".join([f"{case} and {path.relative_to(TREE.root)}", *map(str, found)]))


@pytest.mark.parametrize(("module", "case"), REJECTS)
def test_refuses(module: str, case: Reject) -> None:
    assert_rejected(module, case)


@pytest.mark.parametrize("rule", RULES, ids=_of_rule)
def test_every_rule_has_a_refusal(rule: Rule) -> None:
    cases = definitions.rejects(rule.module, TREE).rejects
    assert any(rule.says(case.message) for case in cases), (
        f"{rule}\n  message:  {rule.message}\n"
        f"  expected: a case with this message in tests/modules/{rule.module}/rejects.yaml\n  found:    none"
    )


@pytest.mark.parametrize(("module", "case"), REJECTS)
def test_every_refusal_names_one_rule(module: str, case: Reject) -> None:
    found = rules.of_message(case.message, (rule for rule in RULES if rule.module == module))
    assert len(found) == 1, f"{module}/{case.name}: {case.message!r} is the message of {[*map(str, found)]}"


@pytest.mark.parametrize("module", MODULES)
def test_the_readme_tells_of_every_refusal(module: str) -> None:
    told = markdown.section((TREE.modules / module / "README.md").read_text(), "rejects") or ""
    names = [row.split("|")[1].strip().replace(" ", "_") for row in told.splitlines() if " | `" in row]
    assert names == [case.name for case in definitions.rejects(module, TREE).rejects], "mend with: make docs"


@pytest.mark.parametrize("module", MODULES)
def test_every_part_of_a_condition_is_needed_by_a_refusal(module: str) -> None:
    found = planner().unshown(module)
    assert not isinstance(found, Failure), f"module.{module} cannot be judged:\n{found}"
    assert not found, f"module.{module}: no refused input needs\n" + "\n".join(f"  {part}" for part in found)


@pytest.mark.parametrize("module", MODULES)
def test_every_inventory_belongs_to_a_case(module: str) -> None:
    written = {path.name for path in (TREE.tests / module / "inventory").glob("*")}
    assert written == {str(c.expect.inventory) for c in CASES if c.module == module and c.expect.inventory}
