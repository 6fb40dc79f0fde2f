"""Tests of one module share one plan, so they run on one worker."""

from __future__ import annotations

from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "modules"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Group the tests of a module; whoever applies something names a group of its own."""
    for item in items:
        if item.path.is_relative_to(MODULES):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(MODULES).parts[0]))
