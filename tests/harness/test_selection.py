"""What a change concerns, and that the tests of the modules it concerns are run and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness import six_modules
from harness.six_modules import EVERY
from mlplatform.errors import BadInput
from mlplatform.harness import selection, tree
from mlplatform.harness.tree import Tree
from mlplatform.paths import REPOSITORY


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Tree:
    return six_modules.make(tmp_path)


@pytest.mark.parametrize(
    ("changed", "modules"),
    [
        ("modules/alone/main.tf", {"alone"}),
        ("modules/alone/files/a.sh", {"alone"}),
        ("modules/base/main.tf", {"base", "user", "user_of_user", "shown", "tried"}),
        ("modules/base/README.md", {"base"}),
        ("modules/user/main.tf", {"user", "user_of_user"}),
        ("modules/gone/main.tf", EVERY),
        ("modules/base/.terraform/modules.json", set()),
        ("modules/base/.terraform.lock.hcl", set()),
        ("modules/base/terraform.tfstate", set()),
        ("tests/modules/base/rejects.yaml", {"base"}),
        ("tests/modules/base/inventory/a.yaml", {"base"}),
        ("tests/modules/test_definitions.py", EVERY),
        ("tests/conftest.py", EVERY),
        ("tests/harness/examples.py", EVERY),
        ("tests/harness/test_watch.py", set()),
        ("tests/docs/test_writing.py", set()),
        ("scripts/mlplatform/harness/planner.py", EVERY),
        ("scripts/mlplatform/plan/reader.py", EVERY),
        ("scripts/mlplatform/local_aws/server.py", set()),
    ],
)
def test_a_change_concerns(changed: str, modules: set[str], small: Tree) -> None:
    assert selection.concerned(small, [small.root / changed]) == modules


def test_several_changes_concern_all_that_each_does(small: Tree) -> None:
    changed = [small.root / name for name in ("modules/alone/main.tf", "modules/user/main.tf", "tests/x.py")]
    assert selection.concerned(small, changed) == {"alone", "user", "user_of_user"}


def test_the_command_names_folders_and_modules(small: Tree) -> None:
    start = [sys.executable, "-m", "pytest", "-q"]
    assert selection.command(small) == [*start, "tests/modules"]
    assert selection.command(small, {"user", "alone"}, "refuses") == [
        *start,
        *("tests/modules/alone", "tests/modules/test_definitions.py"),  # user has no folder yet
        *("--module=alone", "--module=user", "-k", "refuses"),
    ]


def test_an_unknown_module_is_refused() -> None:
    with pytest.raises(BadInput, match=r'^--module: is "kmss"; allowed: account_baseline, artifact_store, '):
        selection.known(tree.checkout(), ["kms", "kmss"])


def test_module_leaves_out_tests_of_other_modules() -> None:
    words = [
        *selection.command(tree.checkout(), ["kms"]),
        "tests/harness/test_selection.py",
        "--collect-only",
    ]
    run = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    found = [line for line in run.stdout.splitlines() if "::" in line]
    own = [line for line in found if line.startswith("tests/modules/kms/")]
    assert own
    assert "tests/modules/test_definitions.py::test_every_inventory_belongs_to_a_case[kms]" in found
    assert not [line for line in found if line not in own and "[kms" not in line]
