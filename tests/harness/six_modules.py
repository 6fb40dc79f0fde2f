"""A tree of six modules that need no provider: one is used by two, shown in a README and tried in a case."""

from __future__ import annotations

from pathlib import Path

from mlplatform.harness.tree import Tree

CONFTEST = """
def pytest_addoption(parser):
    parser.addoption("--module", action="append")
"""
FILES = {
    "modules/base/main.tf": 'resource "terraform_data" "this" {}\n',
    "modules/user/main.tf": 'module "base" {\n  source = "../base"\n}\n',
    "modules/user_of_user/main.tf": 'module "user" {\n  source = "../user"\n}\n',
    "modules/shown/README.md": '```hcl\nmodule "base" {\n  source = "../../modules/base"\n}\n```\n',
    "modules/alone/main.tf": "",
    "tests/conftest.py": CONFTEST,
    "tests/modules/test_definitions.py": "def test_it(): pass\n",
    "tests/modules/alone/test_alone.py": "def test_it(): pass\n",
    "tests/modules/tried/cases.yaml": 'cases:\n- hcl: |\n    module "base" {\n      source = "../../modules/base"\n    }\n',
    "modules/tried/main.tf": "",
}
EVERY = {"base", "user", "user_of_user", "shown", "alone", "tried"}


def make(folder: Path) -> Tree:
    """Write it into a folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return Tree(folder.resolve(), provider="", lock="")
