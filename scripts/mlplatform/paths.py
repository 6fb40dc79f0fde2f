"""Where things stand in the repository, and the one folder that commands write to."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ENVIRONMENTS = REPOSITORY / "environments"
MODULES = REPOSITORY / "modules"
USE_CASES = ENVIRONMENTS / "use_cases"


def work_folder() -> Path:
    """The folder for all that is made and not kept in git; ``MLP_WORK_DIR`` moves it."""
    folder = Path(os.environ.get("MLP_WORK_DIR", REPOSITORY / ".work")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
