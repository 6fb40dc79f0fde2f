"""What all tests share: modules are planned together, for those tests that are to run."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

import pytest

from harness import examples, groups
from mlplatform.harness import tree
from mlplatform.harness.planner import RUN

pytest_plugins = ["harness.failures"]

MODULES = Path(__file__).parent / "modules"
EVERY = set(tree.checkout().names())
ABOUT = {"module", "case", "rule"}  # parameters that say which module a test is about


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--module kms``: only tests about this module, as ``mlp test --module`` asks."""
    parser.addoption("--module", action="append", default=[], help="only tests about this module; repeatable")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> groups.GroupScheduling:
    """Tests that share a world stay with one worker."""
    return groups.GroupScheduling(config, log)


def pytest_configure() -> None:
    """Workers inherit the name of the run, within which a failure is not planned a second time."""
    os.environ.setdefault(RUN, uuid.uuid4().hex)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not about a chosen module; a test that is about none goes too. What takes long begins
    first, so that no worker is left with it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    chosen = set(config.getoption("--module"))
    if chosen:
        config.hook.pytest_deselected(items=[item for item in items if not _modules(item) & chosen])
        items[:] = [item for item in items if _modules(item) & chosen]


def pytest_collection_finish(session: pytest.Session) -> None:
    """The modules that the chosen tests are about: the folder they stand in, or what they are called with."""
    for item in session.items:
        examples.SELECTED |= _modules(item)


def _modules(item: pytest.Item) -> set[str]:
    if not item.path.is_relative_to(MODULES):
        return set()
    folder = item.path.relative_to(MODULES).parts
    if len(folder) > 1:
        return {folder[0]}
    given: dict[str, object] = item.callspec.params if hasattr(item, "callspec") else {}
    return {str(getattr(value, "module", value)) for name, value in given.items() if name in ABOUT} & EVERY
