"""The planner: what it plans again and what it does not, and who is to blame when a root cannot be planned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from harness import tiny
from mlplatform.errors import PlatformError
from mlplatform.harness import terraform_run
from mlplatform.harness.blame import Failure
from mlplatform.harness.planner import RUN, Planner
from mlplatform.harness.store import Store
from mlplatform.harness.tree import Tree
from mlplatform.paths import REPOSITORY
from mlplatform.plan.reader import Plan


class Bench:
    """A tiny checkout, its store, and a count of what Terraform was asked to plan."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tree = tiny.checkout(folder / "checkout")
        self.store = Store(folder / "plans")
        self.planned: list[set[str]] = []
        monkeypatch.setenv(RUN, "one")
        monkeypatch.setattr(terraform_run, "_terraform", self._watched(terraform_run._terraform))

    def _watched(self, terraform: Any) -> Any:
        def run(root: Path, provider: Any, *words: str) -> Any:
            if words[0] == "plan":
                calls = re.findall(r'^module "(\w+)"', (root / "main.tf").read_text(), re.MULTILINE)
                self.planned.append(set(calls))
            return terraform(root, provider, *words)

        return run

    def planner(self) -> Planner:
        """A planner as a new process would have it."""
        return Planner(self.tree, self.store)

    def asked_for(self) -> set[str]:
        """Every call planned since this was last asked."""
        found = set().union(*self.planned) if self.planned else set()
        self.planned.clear()
        return found

    def change(self, name: str, old: str, new: str) -> None:
        path = self.tree.root / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@pytest.fixture(name="bench")
def _bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


CASES = {"lamp__red", "lamp__study", "door__front"}


def test_cases_of_all_modules_are_planned_in_one_root(bench: Bench) -> None:
    bench.planner().prepare(["lamp", "door"])
    assert CASES in bench.planned


def test_an_unchanged_tree_is_not_planned_again(bench: Bench) -> None:
    bench.planner().prepare(["lamp", "door"])
    bench.asked_for()
    again = bench.planner()
    again.prepare(["lamp", "door"])
    assert isinstance(again.plan_of("lamp", "study"), dict)
    assert bench.asked_for() == set()


def test_a_changed_module_is_planned_once_and_no_other(bench: Bench) -> None:
    bench.planner().prepare(["lamp", "door"])
    bench.asked_for()
    bench.change("modules/lamp/main.tf", "upper(var.room)", "lower(var.room)")
    bench.planner().prepare(["lamp", "door"])
    assert {"lamp__red", "lamp__study"} in bench.planned
    assert not [call for call in bench.asked_for() if call.startswith("door")]


def test_a_changed_case_is_planned_alone(bench: Bench) -> None:
    bench.planner().prepare(["lamp", "door"])
    bench.asked_for()
    bench.change("tests/modules/lamp/cases.yaml", "[blue, green]", "[blue]")
    bench.planner().prepare(["lamp", "door"])
    assert bench.asked_for() == {"lamp__study"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("modules/lamp/README.md", "# lamp", "# A lamp, in other words"),
        ("modules/lamp/README.md", "resources=1", "resources=7"),
    ],
    ids=["prose", "expectation"],
)
def test_what_changes_no_plan_plans_nothing(bench: Bench, name: str, old: str, new: str) -> None:
    bench.planner().prepare(["lamp"])
    bench.asked_for()
    bench.change(name, old, new)
    bench.planner().prepare(["lamp"])
    assert bench.asked_for() == set()


def test_another_lock_file_plans_everything_again(bench: Bench) -> None:
    bench.planner().prepare(["lamp", "door"])
    bench.asked_for()
    bench.tree = Tree(bench.tree.root, "", "# Another lock file.\n")
    bench.planner().prepare(["lamp", "door"])
    assert bench.asked_for() >= CASES


def test_an_answer_reads_as_if_planned_alone(bench: Bench) -> None:
    raw = bench.planner().plan_of("lamp", "study")
    assert isinstance(raw, dict)
    plan = Plan(raw)
    assert {r.address for r in plan.resources()} == {
        'module.study.terraform_data.this["blue"]',
        'module.study.terraform_data.this["green"]',
    }
    assert plan.outputs["study"]["sentences"] == {"blue": "blue in STUDY", "green": "green in STUDY"}
    assert plan.module_calls == 1


BROKEN = {
    "a call with an input that is not there": ('name   = "front"', 'nom = "front"', "Unsupported argument"),
    "a value that Terraform refuses": (
        'name   = "front"',
        "name = [1, 2]",
        "Invalid value for input variable",
    ),
    "a block that is none": ('name   = "front"\n}', 'name = "front"\n  what {}\n}', "Unsupported block type"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_guilty_case_is_found_and_all_others_are_answered(bench: Bench, what: str) -> None:
    old, new, summary = BROKEN[what]
    bench.change("modules/door/README.md", old, new)
    planner = bench.planner()
    planner.prepare(["lamp", "door"])
    failure = planner.plan_of("door", "front")
    assert isinstance(failure, Failure)
    assert summary in str(failure)
    assert "cases/door__front/main.tf:" in str(failure)
    assert isinstance(planner.plan_of("lamp", "red"), dict)
    assert isinstance(planner.plan_of("lamp", "study"), dict)


def test_a_broken_module_fails_its_own_cases_with_file_and_line(bench: Bench) -> None:
    bench.change("modules/lamp/main.tf", "upper(var.room)", "uppper(var.room)")
    planner = bench.planner()
    planner.prepare(["lamp", "door"])
    for name in ("red", "study"):
        failure = planner.plan_of("lamp", name)
        assert isinstance(failure, Failure)
        assert "modules/lamp/main.tf:14: Call to unknown function" in str(failure)
    assert isinstance(planner.plan_of("door", "front"), dict)


def test_one_of_two_cases_of_a_module_is_found_guilty_of_what_only_it_runs_into(bench: Bench) -> None:
    bench.change("modules/lamp/main.tf", "upper(var.room)", '{ hall = "HALL" }[var.room]')
    planner = bench.planner()
    planner.prepare(["lamp", "door"])
    assert isinstance(planner.plan_of("lamp", "study"), Failure)
    assert isinstance(planner.plan_of("lamp", "red"), dict)


def test_a_failure_is_planned_again_in_the_next_run_and_not_in_this(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.change("modules/door/README.md", 'name   = "front"', 'nom = "front"')
    bench.planner().prepare(["lamp", "door"])
    bench.asked_for()
    assert isinstance(bench.planner().plan_of("door", "front"), Failure)
    assert bench.asked_for() == set()
    monkeypatch.setenv(RUN, "two")
    bench.planner().prepare(["lamp", "door"])
    assert bench.asked_for() == {"door__front"}


def test_a_module_that_changes_while_it_is_planned_leaves_no_answer(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    terraform = terraform_run._terraform

    def edited(root: Path, provider: Any, *words: str) -> Any:
        answer = terraform(root, provider, *words)
        (bench.tree.modules / "door" / "added.tf").write_text("# Added.\n")
        return answer

    monkeypatch.setattr(terraform_run, "_terraform", edited)
    with pytest.raises(PlatformError, match="modules/door changed while it was planned"):
        bench.planner().prepare(["door"])
    assert not list(bench.store.folder.glob("*.json"))


@pytest.mark.parametrize("left", ["", '{"answer": {"resource_cha'], ids=["empty", "cut off"])
def test_an_answer_that_a_crash_left_is_planned_again(bench: Bench, left: str) -> None:
    bench.planner().prepare(["door"])
    bench.asked_for()
    for path in bench.store.folder.glob("*.json"):
        path.write_text(left)
    assert isinstance(bench.planner().plan_of("door", "front"), dict)
    assert "door__front" in bench.asked_for()


def test_two_processes_that_ask_at_once_plan_once(tmp_path: Path) -> None:
    tiny.checkout(tmp_path / "checkout")
    ask = (
        "import sys; from pathlib import Path; from harness import tiny; "
        "from mlplatform.harness.planner import Planner; from mlplatform.harness.store import Store; "
        "folder = Path(sys.argv[1]); told = []; "
        "tree = tiny.Tree(folder / 'checkout', '', ''); "
        "Planner(tree, Store(folder / 'plans'), told.append).prepare(['lamp', 'door']); print(len(told))"
    )
    paths = ":".join(str(REPOSITORY / name) for name in ("scripts", "tests"))
    words = [sys.executable, "-c", ask, str(tmp_path)]
    both = [
        subprocess.Popen(words, env={"PYTHONPATH": paths, "PATH": _path()}, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert sorted(process.communicate()[0].strip() for process in both) == ["0", "1"]


def _path() -> str:
    return str(terraform_run.tools().binary.parent) + ":/usr/bin:/bin"
