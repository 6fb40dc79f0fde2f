"""What there is to plan of a module: README examples, ``cases.yaml`` and ``rejects.yaml``."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from mlplatform import hcl
from mlplatform.errors import BadInput
from mlplatform.harness.tree import Tree, checkout
from mlplatform.written import parsed, validated
from mlplatform.written import text as text_of

_FENCE = re.compile(r"^```hcl\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DIRECTIVE = re.compile(r"^# expect: (.*)$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_Model = TypeVar("_Model", bound=BaseModel)


class Expectation(BaseModel):
    """What a case must come to: module calls, managed resources, and an inventory where more is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    modules: int
    resources: int
    inventory: str | None = None


@dataclass(frozen=True)
class Case:
    """One accepted use of a module: HCL as somebody would write it in a root."""

    module: str
    name: str
    text: str
    expect: Expectation
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.module}/{self.name}"


class Reject(BaseModel):
    """One refused input: its name says what is refused, its message is the exact one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    input: dict[str, Any]
    message: str


class Rejects(BaseModel):
    """``tests/modules/<module>/rejects.yaml``; ``accepts`` is the neighbour that passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    accepts: dict[str, Any]
    rejects: tuple[Reject, ...]

    def inputs(self, case: Reject) -> dict[str, Any]:
        """All inputs of a refused case."""
        return self.accepts | case.input


class _Listed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    input: dict[str, Any] | None = None
    hcl: str | None = None
    expect: Expectation


class _Cases(BaseModel):
    model_config = ConfigDict(extra="forbid")
    cases: list[_Listed]


def rejects(module: str, tree: Tree | None = None) -> Rejects:
    """The refused inputs of a module; ``BadInput`` where the file is not as it should be."""
    path = (tree or checkout()).tests / module / "rejects.yaml"
    found = _parsed(path, Rejects)
    _once([case.name for case in found.rejects], path)
    return found


def cases(module: str, tree: Tree | None = None) -> list[Case]:
    """The accepted uses of a module: the examples of its README, then ``cases.yaml``."""
    tree = tree or checkout()
    found = [*examples(module, tree), *_listed(module, tree)]
    _once([case.name for case in found], tree.tests / module / "cases.yaml")
    return found


def examples(module: str, tree: Tree | None = None) -> list[Case]:
    """Every fenced ``hcl`` block of a module's README, named for the call of the module in it."""
    path = (tree or checkout()).modules / module / "README.md"
    text = path.read_text()
    found = []
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 2
        found.append(_example(module, fence[1], path, line))
    if not found:
        raise BadInput(f"{path}: has no fenced hcl block; write the smallest use that works")
    return found


def _example(module: str, text: str, path: Path, line: int) -> Case:
    where = f"{path}:{line}"
    calls = [b for b in hcl.parse(text, path) if b.kind == "module"]
    own = [b for b in calls if hcl.string(b.get("source")).rstrip("/").endswith(f"/modules/{module}")]
    if not own:
        raise BadInput(f"{where}: this example does not call ../../modules/{module}")
    directive = _DIRECTIVE.search(text)
    if not directive:
        raise BadInput(f'{where}: says nothing of its outcome; end it with "# expect: modules=1 resources=…"')
    words = dict(word.partition("=")[::2] for word in directive[1].split())
    plain = _DIRECTIVE.sub("", text).rstrip() + "\n"  # what is expected changes no plan
    return Case(module, own[0].labels[0], plain, validated(Expectation, words, where), path, line)


def _listed(module: str, tree: Tree) -> list[Case]:
    path = tree.tests / module / "cases.yaml"
    if not path.is_file():
        return []
    written, accepted = _parsed(path, _Cases), rejects(module, tree).accepts
    lines = path.read_text().splitlines()
    found = []
    for case in written.cases:
        line = next((n for n, text in enumerate(lines, 1) if text.endswith(f"name: {case.name}")), 1)
        if (case.input is None) == (case.hcl is None):
            raise BadInput(f"{path}:{line}: {case.name}: write either input or hcl")
        text = case.hcl or call(case.name, f"../../modules/{module}", accepted | (case.input or {}))
        found.append(Case(module, case.name, text, case.expect, path, line))
    return found


def call(name: str, source: str, inputs: dict[str, Any]) -> str:
    """A module call in HCL with literal inputs. JSON is HCL, but for templates in strings."""
    lines = [f"  {key} = {json.dumps(literal(value))}\n" for key, value in inputs.items()]
    return f'module "{name}" {{\n  source = "{source}"\n{"".join(lines)}}}\n'


def literal(value: Any) -> Any:
    """``${`` and ``%{`` begin a template in HCL and in its JSON; a case means them as they stand."""
    if isinstance(value, str):
        return value.replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, dict):
        return {key: literal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [literal(item) for item in value]
    return value


def _parsed(path: Path, model: type[_Model]) -> _Model:
    return validated(model, _read(text_of(path), path), str(path))


@functools.cache
def _read(text: str, path: Path) -> Any:
    return parsed(text, path)


def _once(names: list[str], path: Path) -> None:
    for name in names:
        if names.count(name) > 1 or not _NAME.fullmatch(name):
            raise BadInput(f"{path}: {name}: write names of small letters, digits and _, each once")
