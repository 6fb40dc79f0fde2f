"""The forms of the report. Each is made from one ``Report`` and holds the same findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mlplatform.gate.report import Report
from mlplatform.gate.reports import html, json_report, junit, markdown, sarif

FORMATS: dict[str, Callable[[Report], str]] = {
    "json": json_report.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "markdown": markdown.write,
    "html": html.write,
}
"""By the word of ``--format``. What a terminal shows is in ``terminal``."""

_FILES = {"json": "json", "sarif": "sarif", "junit": "xml", "markdown": "md", "html": "html"}


def write(report: Report, folder: Path) -> list[Path]:
    """The report in every form, as ``report.json``, ``report.sarif`` and so on in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form, ending in _FILES.items():
        path = folder / f"report.{ending}"
        path.write_text(FORMATS[form](report))
        paths.append(path)
    return paths
