"""``docs/controls.md``: every control, where it is enforced and what shows it."""

from __future__ import annotations

from pathlib import Path

from mlplatform.catalogue import Catalogue, family
from mlplatform.docs.markdown import cell, table
from mlplatform.docs.module import Module
from mlplatform.docs.tables import shown_by

_HEAD = """\
# Controls

<!-- Written by mlp docs; what is written here by hand is lost. -->

What modules and environments hold to, from `scripts/mlplatform/catalogue/controls.yaml`. An id stands at each
line of code that enforces it (`git grep -n SM-01 modules environments`) and in the mark of each test that
shows it (`@pytest.mark.control("SM-01")`). Ids of three digits are rules on what a module takes as input.
"""


def path(repository: Path) -> Path:
    """Where the page stands."""
    return repository / "docs" / "controls.md"


def page(modules: list[Module], catalogue: Catalogue) -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_family(name, modules, catalogue) for name in catalogue.families)])


def _family(name: str, modules: list[Module], catalogue: Catalogue) -> str:
    rows = []
    for control, what in catalogue.controls.items():
        if family(control) == name:
            enforcing = [module for module in modules if module.carries(control)]
            links = [f"[{module.name}](../{module.place}/README.md)" for module in enforcing]
            shown = [_shown(module, control, named=len(enforcing) > 1) for module in enforcing]
            rows.append((control, cell(what), "<br>".join(links), "<br>".join(shown)))
    return f"## {catalogue.families[name]}\n\n{table(('id', 'what', 'enforced by', 'shown by'), rows)}\n"


def _shown(module: Module, control: str, named: bool) -> str:
    tests = f"../tests/{module.place}"
    found = "; ".join(shown_by(module, control, tests, f"{tests}/rejects.yaml"))
    return f"{module.name}: {found}" if named else found
