"""The generated sections of a module's README."""

from __future__ import annotations

import re
from pathlib import Path

from mlplatform import hcl
from mlplatform.catalogue import Catalogue
from mlplatform.docs.markdown import cell, code, first_sentence, table, words
from mlplatform.docs.module import Module

SECTIONS = ("controls", "rejects", "files", "variables", "outputs")
_UP = "../.."  # from a module's folder to the repository


def sections(module: Module, catalogue: Catalogue) -> dict[str, str]:
    """Section => what is to stand between its markers."""
    return {
        "controls": _controls(module, catalogue),
        "rejects": _rejects(module),
        "files": _files(module),
        "variables": _variables(module),
        "outputs": _outputs(module),
    }


def shown_by(module: Module, control: str, tests: str, refusals: str) -> list[str]:
    """What shows a control, as links: to tests in the folder ``tests``, and to ``refusals``."""
    found = [
        f"[{words(mark.test.removeprefix('test_'))}]({tests}/{mark.path.name})"
        for mark in module.marked(control)
    ]
    count = len(module.refused(control))
    return [*found, f"[{count} refusal{'s' if count > 1 else ''}]({refusals})"] if count else found


def _controls(module: Module, catalogue: Catalogue) -> str:
    tests = f"{_UP}/tests/modules/{module.name}"
    rows = [
        (
            control,
            cell(what),
            _where(module, control),
            "; ".join(shown_by(module, control, tests, "#rejected-inputs")),
        )
        for control, what in catalogue.controls.items()
        if module.carries(control)
    ]
    return table(("id", "what", "where", "shown by"), rows)


def _where(module: Module, control: str) -> str:
    paths = dict.fromkeys(mention.path for mention in module.carries(control))
    return ", ".join(_link(path, module) for path in paths)


def _link(path: Path, module: Module) -> str:
    name = path.relative_to(module.folder).as_posix()
    return f"[{name}]({name})"


def _rejects(module: Module) -> str:
    rows = [(cell(words(case.name)), code(case.message)) for case in module.rejects]
    return table(("what is refused", "message"), rows)


def _files(module: Module) -> str:
    return table(("file", "what it holds"), [(_link(path, module), _holds(path)) for path in module.files])


def _holds(path: Path) -> str:
    """What the file says of itself at its head; else the blocks in it."""
    lines = path.read_text().splitlines()
    lines = lines[1:] if lines and lines[0].startswith("#!") else lines
    comment: list[str] = []
    for line in lines:
        if not line.startswith("# "):
            break
        comment.append(line.removeprefix("# "))
    if comment or path.suffix != ".tf":
        return cell(first_sentence(" ".join(comment)))
    return ", ".join(dict.fromkeys(_block(block, path) for block in hcl.read(path)))


def _block(block: hcl.Block, path: Path) -> str:
    if block.kind in ("resource", "data"):
        return code(block.labels[0])
    if block.kind == "terraform":
        return "versions of Terraform and of providers"
    if block.kind == "locals":
        return ", ".join(code(f"local.{name}") for name in block.attributes)
    count = sum(other.kind == block.kind for other in hcl.read(path))
    return f"{count} {block.kind}{'s' if count > 1 else ''}"


def _variables(module: Module) -> str:
    ordered = sorted(
        module.blocks("variable"), key=lambda block: ("default" in block.attributes, block.labels)
    )
    rows = [
        (
            code(block.labels[0]),
            code(short_type(block.get("type"))),
            code(block.get("default")) if "default" in block.attributes else "required",
            _described(hcl.string(block.get("description"))),
        )
        for block in ordered
    ]
    return table(("variable", "type", "default", "what it is"), rows)


def _outputs(module: Module) -> str:
    rows = [
        (code(block.labels[0]), cell(hcl.string(block.get("description"))))
        for block in module.blocks("output")
    ]
    return table(("output", "what it is"), rows)


def short_type(text: str) -> str:
    """A type with what is inside ``object(…)`` left out."""
    short = ""
    rest = " ".join(text.split())
    while "object(" in rest:
        before, _, rest = rest.partition("object(")
        depth, at = 1, 0
        while depth and at < len(rest):
            depth += {"(": 1, ")": -1}.get(rest[at], 0)
            at += 1
        short, rest = f"{short}{before}object", rest[at:]
    return short + rest


def _described(description: str) -> str:
    """The first sentence, and a line for each field that the description lists as ``- `name`: what``."""
    head, *fields = re.split(r"^- ", description, flags=re.MULTILINE)
    return "<br>".join([cell(first_sentence(head)), *(f"• {cell(field)}" for field in fields)])
