"""A module, or a root, as its documentation sees it: its code, the controls in it, and what shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mlplatform import hcl
from mlplatform.catalogue import Catalogue
from mlplatform.docs import code, proof
from mlplatform.docs.code import Mention
from mlplatform.docs.proof import Mark
from mlplatform.harness.definitions import Reject, rejects
from mlplatform.harness.tree import Tree


@dataclass(frozen=True)
class Module:
    """A folder of Terraform and its tests; ids are kept as found, in the catalogue or not."""

    folder: Path
    tests: Path
    files: tuple[Path, ...]
    mentions: tuple[Mention, ...]
    marks: tuple[Mark, ...]
    rejects: tuple[Reject, ...]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def place(self) -> str:
        """The folder in the repository, such as ``modules/kms``."""
        return f"{self.folder.parent.name}/{self.name}"

    @property
    def readme(self) -> Path:
        """Where it is described."""
        return self.folder / "README.md"

    def blocks(self, kind: str) -> list[hcl.Block]:
        """The blocks of one kind, of all files."""
        return hcl.blocks(self.folder, kind)

    def carries(self, control: str) -> list[Mention]:
        """The lines of code that carry a control's id."""
        return [mention for mention in self.mentions if mention.control == control]

    def marked(self, control: str) -> list[Mark]:
        """The tests that say they show it, each once."""
        by_test = {(mark.path, mark.test): mark for mark in self.marks if mark.control == control}
        return list(by_test.values())

    def refused(self, control: str) -> list[Reject]:
        """The refused inputs whose message begins with its id."""
        return [case for case in self.rejects if code.head(case.message) == control]

    def shows(self, control: str) -> bool:
        """Whether any test or refusal does."""
        return bool(self.marked(control) or self.refused(control))


def read(repository: Path, catalogue: Catalogue) -> list[Module]:
    """Every module of a checkout, by name; ``BadInput`` where a file of one is not as it should be."""
    tree = Tree(repository, provider="", lock="")  # nothing is planned here
    return [_one(tree, name, catalogue) for name in tree.names()]


def roots(repository: Path, catalogue: Catalogue) -> list[Module]:
    """Every root that people apply. Its rules are tested in ``tests/environments/<name>``; those of roots
    that are one text, and have no folder there, in ``tests/environments``."""
    folders = sorted({path.parent for path in (repository / "environments").glob("*/*.tf")})
    return [_root(folder, repository / "tests" / "environments", catalogue) for folder in folders]


def _root(folder: Path, tests: Path, catalogue: Catalogue) -> Module:
    own = tests / folder.name
    shown = own if own.is_dir() else tests
    files = code.files(folder)
    return Module(folder, shown, files, code.mentions(files, catalogue), proof.marks(shown), ())


def _one(tree: Tree, name: str, catalogue: Catalogue) -> Module:
    folder, tests = tree.modules / name, tree.tests / name
    files = code.files(folder)
    return Module(
        folder,
        tests,
        files,
        code.mentions(files, catalogue),
        proof.marks(tests),
        rejects(name, tree).rejects,
    )
