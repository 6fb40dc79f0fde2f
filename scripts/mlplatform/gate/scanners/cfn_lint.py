"""cfn-lint, whose every finding on a template is one of the gate (CFN-01)."""

from __future__ import annotations

import importlib.metadata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mlplatform.gate.answers import failed
from mlplatform.gate.judge import Result, worst
from mlplatform.gate.report import Scanner
from mlplatform.gate.templates.judging import LINT, controls
from mlplatform.plan.template import planned
from mlplatform.plan.template.parameters import PSEUDO
from mlplatform.plan.template.stack import Stack
from mlplatform.plan.template.worlds import Read


def run(read: Read, name: str) -> tuple[Scanner, list[Result]]:
    """What cfn-lint finds in a template and in those nested in it, as results of the plan of this name."""
    paths = sorted({s.template.path for variant in read.variants for s in planned.stacks(variant.stack)})
    region = str(read.variants[0].stack.given.pseudo.get("AWS::Region", PSEUDO["AWS::Region"]))
    found = [(path, match) for path in paths for match in _matches(path, region)]
    scanner = Scanner("cfn-lint", importlib.metadata.version("cfn-lint"), True, len(paths))
    return scanner, _results(read, name, found)


def together(scanners: Sequence[Scanner]) -> Iterable[Scanner]:
    """One line for all templates of a run; none where there is no template."""
    if scanners:
        yield Scanner("cfn-lint", scanners[0].version, True, sum(each.checks for each in scanners))


def _matches(path: Path, region: str) -> list[Any]:
    from cfnlint.api import lint_file  # takes seconds to load: only where there is a template
    from cfnlint.config import ManualArgs

    # Mandatory: neither the template's own metadata nor a .cfnlintrc of the folder can silence them.
    return list(lint_file(path, ManualArgs(regions=[region], mandatory_checks=["E", "W"])))


def _results(read: Read, name: str, found: Sequence[tuple[Path, Any]]) -> list[Result]:
    written = controls()[LINT]
    if not found:
        return [Result(LINT, name, "template", "pass", written.severity, "", "")]
    answers = defaultdict(list)
    for path, match in found:
        steps = [str(step) for step in getattr(match, "path", None) or []]
        logical = steps[1] if steps[:1] == ["Resources"] and len(steps) > 1 else ".".join(steps[:2])
        message = " ".join(str(match.message).split())
        named = ".".join(steps[1:] if steps[:1] == ["Resources"] else steps) or "the template"
        line = f"{path}:{match.linenumber}: {named}"
        answers[_address(read, path, logical)].append(failed(f"{match.rule.id}: {message}", line))
    results = []
    for address, told in answers.items():
        answer = worst(told)
        results.append(
            Result(LINT, name, address, "fail", written.severity, answer.reason, written.remedy, answer.path)
        )
    return results


def _address(read: Read, path: Path, logical: str) -> str:
    """The address of what a resource of a template comes to, where it comes to anything."""
    for variant in read.variants:
        for stack in planned.stacks(variant.stack):
            if stack.template.path == path and logical in planned.made_here(stack):
                return _main(stack, logical)
    return logical or "template"


def _main(stack: Stack, logical: str) -> str:
    made = stack.made(logical)
    return stack.address(made[0].local if made else logical)
