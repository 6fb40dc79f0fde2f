"""A module without its resources: all that most of its rules lean on, word for word, and no provider.

A validation sees variables and locals and, as a rule, nothing else; so does many a condition of a resource.
The extract holds every variable, the locals that they lean on, and for each resource whose conditions need no
more than that a stand-in with the same ``for_each`` and the same conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mlplatform import hcl
from mlplatform.harness.rules import Rule
from mlplatform.harness.tree import Tree

_BEYOND = re.compile(r"(?<![\w.])(data|module|path|self|terraform|(aws|terraform)_\w+)\.")
_REPEATS = ("for_each", "count")


@dataclass(frozen=True)
class Extract:
    """HCL that judges the rules of these owners ("variable keys", "resource aws_iam_role this")."""

    text: str
    owners: frozenset[str]

    def judges(self, rule: Rule) -> bool:
        """Whether a rule can be judged on the extract."""
        return rule.owner in self.owners and rule.kind in ("validation", "precondition")


NOTHING = Extract("", frozenset())


def extract(tree: Tree, module: str) -> Extract:
    """The extract of a module; ``NOTHING`` where its validations need more than variables and locals."""
    blocks = hcl.blocks(tree.modules / module)
    variables = [block for block in blocks if block.kind == "variable"]
    known = {n: a.text for block in blocks if block.kind == "locals" for n, a in block.attributes.items()}
    needed = _locals([text for block in variables for text in _texts(block, "validation")], known)
    if needed is None:
        return NOTHING
    text = [block.text for block in variables]
    owners = {f"variable {block.labels[0]}" for block in variables}
    for block in (block for block in blocks if block.kind == "resource"):
        leans = _locals(_leaning(block), known)
        if _conditions(block) and leans is not None:
            needed |= leans
            text.append(_stand_in(block))
            owners.add(" ".join(("resource", *block.labels)))
    lines = "".join(f"  {name} = {expression}\n" for name, expression in sorted(needed.items()))
    return Extract("\n\n".join([*text, f"locals {{\n{lines}}}\n"]), frozenset(owners))


def _locals(texts: Iterable[str], known: dict[str, str]) -> dict[str, str] | None:
    """The locals that expressions lean on; None where they lean on more than variables and locals."""
    needed: dict[str, str] = {}
    texts = list(texts)
    waiting = [name for text in texts for name in hcl.references(text, "local")]
    while waiting:
        name = waiting.pop()
        if name in known and name not in needed:
            needed[name] = known[name]
            waiting += hcl.references(known[name], "local")
    return None if any(_BEYOND.search(text) for text in [*texts, *needed.values()]) else needed


def _texts(block: hcl.Block, kind: str) -> list[str]:
    return [inner.get(name) for inner in block.inner(kind) for name in inner.attributes]


def _conditions(block: hcl.Block) -> list[hcl.Block]:
    return [inner for lifecycle in block.inner("lifecycle") for inner in lifecycle.inner("precondition")]


def _leaning(block: hcl.Block) -> list[str]:
    conditions = [inner.get(name) for inner in _conditions(block) for name in inner.attributes]
    return [*conditions, *(block.get(name) for name in _REPEATS)]


def _stand_in(block: hcl.Block) -> str:
    repeats = "".join(f"  {name} = {block.get(name)}\n" for name in _REPEATS if name in block.attributes)
    conditions = "\n".join(inner.text for inner in _conditions(block))
    name = "__".join(block.labels)
    return f'resource "terraform_data" "{name}" {{\n{repeats}  lifecycle {{\n{conditions}\n  }}\n}}'
