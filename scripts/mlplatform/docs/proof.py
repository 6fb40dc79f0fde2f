"""Which tests say that they show a control: read from their text, so that nothing has to run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mark:
    """``@pytest.mark.control("SM-01")`` on a test; of a module-level mark, on each test of the file."""

    control: str
    test: str
    path: Path
    line: int


def marks(folder: Path) -> tuple[Mark, ...]:
    """The marks of a folder's ``test_*.py`` files. An id that is not written out is given as its source."""
    return tuple(mark for path in sorted(folder.glob("test_*.py")) for mark in _in_file(path))


def _in_file(path: Path) -> Iterator[Mark]:
    tree = ast.parse(path.read_text(), str(path))
    of_all = [mark for statement in tree.body for mark in _module_marks(statement)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            for control, line in _ids([*of_all, *node.decorator_list]):
                yield Mark(control, node.name, path, line)


def _module_marks(statement: ast.stmt) -> list[ast.expr]:
    if not isinstance(statement, ast.Assign):
        return []
    if not any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in statement.targets):
        return []
    value = statement.value
    return list(value.elts) if isinstance(value, ast.List | ast.Tuple) else [value]


def _ids(decorators: list[ast.expr]) -> Iterator[tuple[str, int]]:
    for decorator in decorators:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.control":
            for argument in decorator.args:
                written = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                yield (ast.literal_eval(argument) if written else ast.unparse(argument)), argument.lineno
