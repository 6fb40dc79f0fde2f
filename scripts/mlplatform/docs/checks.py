"""What is out of order between code, catalogue, tests and Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from mlplatform import hcl
from mlplatform.catalogue import Catalogue
from mlplatform.docs import gate_page, markdown, page, tables
from mlplatform.docs.findings import REWRITE, Finding
from mlplatform.docs.module import Module
from mlplatform.gate import run
from mlplatform.paths import REPOSITORY


def readme_sections(module: Module, catalogue: Catalogue) -> Iterator[Finding]:
    """A marker that is missing, and a table that says something else than the code does."""
    text = module.readme.read_text()
    for name, wanted in tables.sections(module, catalogue).items():
        found = markdown.section(text, name)
        line = markdown.line_of_section(text, name)
        if found is None:
            pair = f"<!-- BEGIN {name} --> and <!-- END {name} -->"
            yield Finding(
                module.readme, line, f"section {name} has no markers", f"write {pair}, once and in order"
            )
        elif found != wanted:
            yield Finding(module.readme, line, f"section {name} is stale", REWRITE)


def controls_page(path: Path, wanted: str) -> Iterator[Finding]:
    """A page of ``docs`` that says something else than the code does, or is not there."""
    if not path.is_file() or path.read_text() != wanted:
        yield Finding(path, 1, "the page is stale", REWRITE)


def interface(module: Module) -> Iterator[Finding]:
    """A variable without type or sentence, an output without description."""
    for variable in module.blocks("variable"):
        name, description = variable.labels[0], hcl.string(variable.get("description")).strip()
        if not variable.get("type"):
            yield Finding(
                variable.path, variable.line, f"variable {name} has no type", "write the type it takes"
            )
        if not description:
            remedy = "write a sentence that says what it is"
            yield Finding(variable.path, variable.line, f"variable {name} has no description", remedy)
        elif not description.endswith("."):
            what = f"the description of variable {name} does not end in a full stop"
            yield Finding(variable.path, variable.line, what, "write a whole sentence")
    for output in module.blocks("output"):
        if not hcl.string(output.get("description")).strip():
            what = f"output {output.labels[0]} has no description"
            yield Finding(output.path, output.line, what, "write a sentence that says what it is")


def uncatalogued(module: Module, catalogue: Catalogue) -> Iterator[Finding]:
    """An id in code that the catalogue does not know."""
    for mention in module.mentions:
        if mention.control not in catalogue.controls:
            yield Finding(mention.path, mention.line, f"{mention.control} is not in the catalogue", _ENTER)


def unenforced(modules: Iterable[Module], catalogue: Catalogue) -> Iterator[Finding]:
    """A control that no line of code carries."""
    carried = {mention.control for module in modules for mention in module.mentions}
    for control in catalogue.controls:
        if control not in carried:
            what = f"{control} stands at no line of code"
            remedy = "write it in a comment at the line that enforces it, or take it out of the catalogue"
            yield Finding(catalogue.path, catalogue.line(control), what, remedy)


def unshown(module: Module) -> Iterator[Finding]:
    """A control in code that no test or refusal of this module shows."""
    for control in dict.fromkeys(mention.control for mention in module.mentions):
        if not module.shows(control):
            where = module.carries(control)[0]
            what = f"{control} is enforced here, and nothing in tests/{module.place} shows it"
            remedy = f'mark the test that does with @pytest.mark.control("{control}"), or write one'
            yield Finding(where.path, where.line, what, remedy)


def misplaced(module: Module) -> Iterator[Finding]:
    """A test that claims to show what its module's code does not carry."""
    for mark in module.marks:
        if not module.carries(mark.control):
            what = f"{mark.test} is marked with {mark.control}, which stands nowhere in {module.place}"
            remedy = "write ids, as strings, that the module's code carries"
            yield Finding(mark.path, mark.line, what, remedy)


def prose(paths: Iterable[Path], catalogue: Catalogue, asked: Collection[str] = ()) -> Iterator[Finding]:
    """An id that a person wrote in Markdown and that neither the catalogue knows nor the gate asks."""
    for path in paths:
        for line, text in enumerate(markdown.prose(path.read_text()).splitlines(), 1):
            for control in catalogue.mentioned(text):
                if control not in catalogue.controls and control not in asked:
                    yield Finding(path, line, f"{control} is not in the catalogue", _ENTER)


def everything(
    repository: Path, modules: list[Module], roots: list[Module], catalogue: Catalogue
) -> Iterator[Finding]:
    """All of it, with the paths as they stand on disk."""
    for module in modules:
        yield from readme_sections(module, catalogue)
    for module in [*modules, *roots]:
        yield from interface(module)
        yield from uncatalogued(module, catalogue)
        yield from unshown(module)
        yield from misplaced(module)
    yield from unenforced([*modules, *roots], catalogue)
    yield from controls_page(page.path(repository), page.page([*modules, *roots], catalogue))
    asked: Collection[str] = ()
    if repository == REPOSITORY:  # the gate's catalogue is the one of this package
        yield from controls_page(gate_page.path(repository), gate_page.page())
        asked = run.controls()
    yield from prose(_written_by_hand(repository, modules), catalogue, asked)


_ENTER = "correct it, or enter it in scripts/mlplatform/catalogue/controls.yaml"


def _written_by_hand(repository: Path, modules: list[Module]) -> list[Path]:
    found = [
        *repository.glob("*.md"),
        *(repository / "docs").rglob("*.md"),
        *(module.readme for module in modules),
    ]
    written = {page.path(repository), gate_page.path(repository)}
    return [path for path in found if path not in written]
