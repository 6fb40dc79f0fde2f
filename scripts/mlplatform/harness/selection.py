"""Which modules a change concerns, and the pytest command that tests some modules and no others."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from mlplatform.errors import BadInput
from mlplatform.harness.tree import Tree

WATCHED = ("modules", "tests", "scripts/mlplatform")
_ALL = (
    "tests/conftest.py",
    "tests/harness",
    "tests/modules",
    "scripts/mlplatform/harness",
    "scripts/mlplatform/plan",
    "scripts/mlplatform/hcl.py",
)
"""What every module's tests are made with."""


def concerned(tree: Tree, changed: Iterable[Path]) -> set[str]:
    """The modules whose tests could come out otherwise, now that these files have changed."""
    return set().union(*(_concerned(tree, path.relative_to(tree.root)) for path in changed))


def _concerned(tree: Tree, path: Path) -> set[str]:
    names = set(tree.names())
    if any(part.startswith(".") for part in path.parts) or ".tfstate" in path.name:
        return set()  # Terraform's and editors' own
    match path.parts:
        case ("modules", name, *_) if name in names:
            return {name} | (set() if path.suffix == ".md" else users(tree, name))
        case ("tests", "modules", name, *_) if name in names:
            return {name}
        case ("tests", "harness", name) if name.startswith("test_"):
            return set()  # about the harness, and no module's test uses it
        case ("modules", *_):
            return names  # a module that is gone, or what all modules share
    return names if any(path.is_relative_to(shared) for shared in _ALL) else set()


def users(tree: Tree, module: str) -> set[str]:
    """The modules that call this one, or whose examples or cases do, directly or not."""
    return {name for name in tree.names() if module in tree.closure(_texts(tree, name))}


def _texts(tree: Tree, module: str) -> list[str]:
    """All that is planned of a module, as it stands: a file in the middle of an edit need not be sound."""
    written = [tree.modules / module / "README.md", tree.tests / module / "cases.yaml"]
    return [f'source = "../{module}"', *(path.read_text() for path in written if path.is_file())]


def known(tree: Tree, modules: Iterable[str]) -> list[str]:
    """These modules; ``BadInput`` for one that is not there."""
    for name in (modules := list(modules)):
        if name not in tree.names():
            raise BadInput(f'--module: is "{name}"; allowed: {", ".join(tree.names())}')
    return modules


def command(tree: Tree, modules: Iterable[str] = (), expression: str = "") -> list[str]:
    """The words that run the tests of these modules, of all where none is named, in ``tree.root``."""
    chosen = sorted(modules)
    folders = [tree.tests / name for name in chosen if (tree.tests / name).is_dir()]
    paths = [*folders, tree.tests / "test_definitions.py"] if chosen else [tree.tests]
    return [
        *(sys.executable, "-m", "pytest", "-q"),
        *(str(path.relative_to(tree.root)) for path in paths),
        *(f"--module={name}" for name in chosen),
        *(["-k", expression] if expression else []),
    ]
