"""From an address in a plan to the line of HCL that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlplatform import hcl
from mlplatform.harness.tree import Tree
from mlplatform.plan.reader import Plan, Resource, module_calls


@dataclass(frozen=True)
class Sources:
    """The HCL behind the plan of one case, which stands at ``case``: "modules/kms/README.md:27"."""

    tree: Tree
    case: str

    def of(self, plan: Plan, resource: Resource, attribute: str = "") -> str:
        """The line of an attribute, of the block that should have it, or of the resource."""
        folder = self._folder(plan, resource.module)
        if not folder:
            return self.case
        kinds = {"managed": "resource", "data": "data"}
        for block in hcl.blocks(folder, kinds[resource.mode]):
            if block.labels == (resource.type, resource.name):
                return f"{self._path(block.path)}:{_line(block, re.findall(r'[A-Za-z_]+', attribute))}"
        return self.case

    def of_type(self, plan: Plan, kind: str) -> str:
        """The lines of every resource of a type, among the modules that the case uses."""
        found = [
            f"{self._path(block.path)}:{block.line}"
            for folder in self._folders(plan)
            for block in hcl.blocks(folder, "resource")
            if block.labels[0] == kind
        ]
        return ", ".join(found) or f"nowhere; used by {self.case}"

    def of_pattern(self, plan: Plan, pattern: str) -> str:
        """The lines of the type that a pattern of addresses speaks of."""
        kind = re.search(r"(?:^|\.)((?:aws|terraform)_\w+)\.", pattern)
        return self.of_type(plan, kind[1]) if kind else self.case

    def of_output(self, plan: Plan, name: str) -> str:
        """The outputs of the module that the case calls by this name."""
        folder = self._folder(plan, f"module.{name}")
        return f"{self._path(folder / 'outputs.tf')}:1" if folder else self.case

    def _folder(self, plan: Plan, module: str) -> Path | None:
        """The folder that a module's address is read from; None for what stands in the case itself."""
        configuration, folder = plan.raw["configuration"]["root_module"], None
        for call in module_calls(module):
            configuration = configuration.get("module_calls", {}).get(call, {})
            folder = self._named(configuration.get("source", ""))
            configuration = configuration.get("module", {})
        return folder

    def _folders(self, plan: Plan) -> list[Path]:
        names = _sources(plan.raw["configuration"]["root_module"])
        return sorted({folder for name in names if (folder := self._named(name))})

    def _named(self, source: str) -> Path | None:
        folder = self.tree.modules / source.rstrip("/").rsplit("/", 1)[-1]
        return folder if source and folder.is_dir() else None

    def _path(self, path: Path) -> str:
        return str(path.relative_to(self.tree.root))


def _sources(configuration: Mapping[str, Any]) -> Iterator[str]:
    for call in configuration.get("module_calls", {}).values():
        yield call.get("source", "")
        yield from _sources(call.get("module", {}))


def _line(block: hcl.Block, path: list[str]) -> int:
    """The line of the deepest part of the path that is written; the block's own where none is."""
    if path and path[0] in block.attributes:
        return block.attributes[path[0]].line
    inner = [*block.inner(*path[:1]), *(b for b in block.inner("dynamic") if path and b.labels == (path[0],))]
    return _line(inner[0], path[1:]) if inner else block.line
