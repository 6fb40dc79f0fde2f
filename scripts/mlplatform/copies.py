"""A copy of the repository: what a bench or a test may change without anybody noticing."""

from __future__ import annotations

import shutil
from pathlib import Path

from mlplatform.paths import REPOSITORY

_FOLDERS = ("environments", "modules", "scripts", "service_catalog_products", "tests")


def copy_of_repository(target: Path) -> Path:
    """All that modules, roots, programs and tests are made of, in a folder; the folder."""
    left = shutil.ignore_patterns("__pycache__", ".terraform", "*.tfstate*")
    for name in _FOLDERS:
        shutil.copytree(REPOSITORY / name, target / name, ignore=left)
    shutil.copy(REPOSITORY / "pyproject.toml", target)
    return target
