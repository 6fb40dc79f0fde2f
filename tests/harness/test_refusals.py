"""Refused inputs: each is judged by itself, with its exact words, whatever else is refused beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness import tiny
from mlplatform.harness import definitions, extract, operands
from mlplatform.harness.blame import Failure
from mlplatform.harness.planner import Planner
from mlplatform.harness.rules import of_message, rules
from mlplatform.harness.store import Store
from mlplatform.harness.tree import Tree


@pytest.fixture(name="tree")
def _tree(tmp_path: Path) -> Tree:
    return tiny.checkout(tmp_path / "checkout")


@pytest.fixture(name="planner")
def _planner(tree: Tree, tmp_path: Path) -> Planner:
    return Planner(tree, Store(tmp_path / "plans"))


def said(planner: Planner, module: str, case: str) -> tuple[list[str], list[str]]:
    """What a case and its neighbour are refused with."""
    answer = planner.messages(module, case)
    assert not isinstance(answer, Failure), str(answer)
    return answer


@pytest.mark.parametrize("module", ["lamp", "door"])
def test_every_refusal_has_its_own_words_and_a_neighbour_that_passes(planner: Planner, module: str) -> None:
    for case in definitions.rejects(module, planner.tree).rejects:
        assert said(planner, module, case.name) == ([case.message], []), case.name


def test_an_input_that_is_accepted_has_no_words(planner: Planner) -> None:
    path = planner.tree.tests / "lamp" / "rejects.yaml"
    path.write_text(path.read_text().replace("input: {room: kitchen}", "input: {room: study}"))
    assert said(planner, "lamp", "kitchen") == ([], [])


def test_a_neighbour_that_is_refused_is_seen(planner: Planner) -> None:
    path = planner.tree.tests / "lamp" / "rejects.yaml"
    path.write_text(path.read_text().replace("accepts: {colours: [red]", "accepts: {colours: []"))
    found, neighbour = said(planner, "lamp", "kitchen")
    assert neighbour == ["LMP-01: 0 colours; write 1 to 3."]
    assert 'LMP-02: room is "kitchen"; write hall or study.' in found


def test_rules_are_judged_without_the_modules_resources(tree: Tree) -> None:
    found = extract.extract(tree, "lamp")
    assert 'rooms = ["hall", "study"]' in found.text  # what a validation leans on comes along
    assert "upper" not in found.text
    assert "input" not in found.text
    assert found.owners == {"variable colours", "variable room", "resource terraform_data this"}


def test_a_condition_that_reads_a_resource_is_judged_on_the_whole_module(planner: Planner) -> None:
    path = planner.tree.modules / "lamp" / "main.tf"
    path.write_text(path.read_text().replace("length(each.key) < 12", "length(self_.input) < 12", 1))
    path.write_text(
        path.read_text().replace("length(self_.input)", "length(terraform_data.name[each.key].input)")
        + 'resource "terraform_data" "name" {\n  for_each = var.colours\n  input    = each.key\n}\n'
    )
    assert "resource terraform_data this" not in extract.extract(planner.tree, "lamp").owners
    message = 'LMP-03: colour "ultramarineblue" is long; write fewer than 12 letters.'
    assert said(planner, "lamp", "long_colour") == ([message], [])


def test_a_validation_that_reads_more_than_variables_is_judged_on_the_whole_module(
    planner: Planner,
) -> None:
    path = planner.tree.modules / "lamp" / "main.tf"
    path.write_text(path.read_text().replace('["hall", "study"]', 'fileset(path.module, "*.room")'))
    for name in ("hall.room", "study.room"):
        (path.parent / name).touch()
    assert extract.extract(planner.tree, "lamp") == extract.NOTHING
    found, neighbour = said(planner, "lamp", "kitchen")
    assert (len(found), neighbour) == (1, ['LMP-02: room is "hall"; write hall.room or study.room.'])


def test_a_module_that_cannot_be_read_is_a_failure_with_terraforms_words(planner: Planner) -> None:
    path = planner.tree.modules / "lamp" / "variables.tf"
    path.write_text(path.read_text().replace("length(var.colours) > 0", "lenght(var.colours) > 0"))
    answer = planner.messages("lamp", "no_colour")
    assert isinstance(answer, Failure)
    assert "Call to unknown function" in str(answer)
    assert not isinstance(planner.messages("door", "a_template"), Failure)


def test_every_kind_of_rule_is_read(tree: Tree) -> None:
    found = {(rule.kind, rule.owner) for module in ("lamp", "door") for rule in rules(module, tree)}
    assert found == {
        ("validation", "variable colours"),
        ("validation", "variable room"),
        ("validation", "variable name"),
        ("precondition", "resource terraform_data this"),
        ("assert", "check named"),
    }


def test_a_message_is_of_the_rule_that_can_have_made_it(tree: Tree) -> None:
    known = rules("lamp", tree)
    (rule,) = of_message('LMP-02: room is "a "quoted" attic"; write hall or study.', known)
    assert rule.owner == "variable room"
    assert of_message("LMP-02: room is an attic; write hall or study.", known) == []


def unshown(tree: Tree) -> list[operands.Part]:
    """The parts of the lamp's rules that no refused input needs."""
    found = operands.unshown(tree, "lamp")
    assert not isinstance(found, Failure), str(found)
    return found


@pytest.mark.parametrize(
    ("case", "part"),
    [("no_colour", "length(var.colours) > 0"), ("four_colours", "length(var.colours) < 4")],
)
def test_a_part_of_a_condition_that_no_refusal_needs_is_found(tree: Tree, case: str, part: str) -> None:
    assert unshown(tree) == []
    path = tree.tests / "lamp" / "rejects.yaml"
    path.write_text("".join(line for line in path.open() if f"name: {case}," not in line))
    assert [found.text.strip() for found in unshown(tree)] == [part]


CONDITIONS = {
    "a": ["a"],
    "a && b": ["a", "b"],
    "a && b && c": ["a", "b", "c"],
    "a || b && c": ["b", "c"],
    "!(a && b) && c": ["a", "b", "!(a && b)", "c"],
    "alltrue([for k, v in m : f(v) && v != k if x && y])": ["f(v)", "v != k", "x", "y"],
    'can(regex("a && b", c)) && d': ['can(regex("a && b", c))', "d"],
    '"${a && "}"}" == b && c': ['"${a && "}"}" == b', "c"],
    "a ? b && c : d": ["b", "c"],
}


ANCHORS = {
    'can(regex("^a$", b))': ["^", "$"],
    'can(regex("a", b))': [],
    'can(regex("^${a["x"]}[0-9]$", b)) && can(regex("^c", d))': ["^", "$", "^"],
    'alltrue([for a in b : !can(regex("^a$", a))])': [],  # what must not match
    'length([for a in b : a if can(regex("^a$", a))]) == 0': [],
}


@pytest.mark.parametrize("condition", ANCHORS)
def test_anchors_of_regular_expressions_are_parts_too(tree: Tree, condition: str) -> None:
    rule = replace(rules("lamp", tree)[0], condition=condition)
    assert [part.text for part in operands.parts(rule) if not part.instead] == ANCHORS[condition]


def test_an_anchor_that_no_refusal_needs_is_found(tree: Tree) -> None:
    variables = tree.modules / "lamp" / "variables.tf"
    text = variables.read_text().replace(
        "contains(local.rooms, var.room)", 'can(regex("^(hall|study)$", var.room))'
    )
    variables.write_text(text)
    assert [part.text for part in unshown(tree)] == ["^", "$"]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_parts_of_conditions(tree: Tree, condition: str) -> None:
    rule = replace(rules("lamp", tree)[0], condition=condition)
    found = [part.text.strip() for part in operands.parts(rule) if part.instead]
    assert sorted(found) == sorted(CONDITIONS[condition])
