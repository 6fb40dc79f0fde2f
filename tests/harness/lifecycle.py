"""The script that every app of Studio starts with, as Terraform fills it in, for tests that run it."""

from __future__ import annotations

from pathlib import Path

from mlplatform.paths import MODULES

FOLDER = MODULES / "studio" / "lifecycle"
_PARTS = {"NOTEBOOK": "notebook.py", "PROMPT": "prompt.sh", "WHY": "why.sh"}


def script(folder: Path, page: str = "", **changed: str) -> Path:
    """Write the script with its parts; the names of the store it takes from the environment. ``changed`` are
    numbers of seconds that a test cannot wait for."""
    text = (FOLDER / "pip.sh").read_text()
    for word, name in _PARTS.items():
        part = (FOLDER / name).read_text().replace("PACKAGE_REQUEST_URL", page)
        text = text.replace(f"${{{word}}}", part)
    for name, value in changed.items():
        before, after = text.split(f"readonly {name}=", 1)
        text = f"{before}readonly {name}={value} #{after}"
    path = folder / "lifecycle.sh"
    path.write_text(text)
    return path
