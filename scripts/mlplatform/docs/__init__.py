"""Documentation from code: tables in the modules' READMEs, the page of controls, and what is out of order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mlplatform import catalogue
from mlplatform.docs import checks, gate_page, markdown, module, page, tables
from mlplatform.docs.findings import Finding
from mlplatform.paths import REPOSITORY

__all__ = ["Finding", "check", "write"]


def write(repository: Path = REPOSITORY) -> list[Path]:
    """Write every generated section anew; the files that changed. A section without markers is left alone."""
    known, modules, roots = _read(repository)
    wanted = {page.path(repository): page.page([*modules, *roots], known)}
    if repository == REPOSITORY:  # the gate's catalogue is the one of this package
        wanted[gate_page.path(repository)] = gate_page.page()
    for one in modules:
        text = one.readme.read_text()
        for name, content in tables.sections(one, known).items():
            text = markdown.with_section(text, name, content)
        wanted[one.readme] = text
    changed = [path for path, text in wanted.items() if not path.is_file() or path.read_text() != text]
    for path in changed:
        path.write_text(wanted[path])
    return sorted(changed)


def check(repository: Path = REPOSITORY) -> list[Finding]:
    """All that is out of order, in order of file and line, with paths relative to the repository."""
    known, modules, roots = _read(repository)
    found = checks.everything(repository, modules, roots, known)
    return sorted(replace(finding, path=finding.path.relative_to(repository)) for finding in found)


def _read(repository: Path) -> tuple[catalogue.Catalogue, list[module.Module], list[module.Module]]:
    known = catalogue.load(repository / catalogue.CONTROLS.relative_to(REPOSITORY))
    return known, module.read(repository, known), module.roots(repository, known)
