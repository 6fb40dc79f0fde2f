"""What a failing test of a module adds: the addresses it read last, and at the end how to see it again."""

from __future__ import annotations

import shlex
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from harness import reads

MODULES = Path(__file__).parents[1] / "modules"
_REPRODUCE, _REGENERATE = "reproduce", "regenerate"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    reads.forget()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    report = (yield).get_result()
    if report.failed and item.path.is_relative_to(MODULES):
        found = reads.last()
        if found:
            report.sections.append(("read of the plan last", "\n".join(map(str, found))))
        report.user_properties.append((_REPRODUCE, f"make test-fast K={shlex.quote(_words(item))}"))
        case = getattr(item, "callspec", None) and item.callspec.params.get("case")  # type: ignore[attr-defined]
        if "inventory" in item.name and case:
            report.user_properties.append((_REGENERATE, f".venv/bin/mlp inventory {case.module} {case.name}"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Every command once, after all failures."""
    failed = [*terminalreporter.stats.get("failed", []), *terminalreporter.stats.get("error", [])]
    for kind, title in ((_REPRODUCE, "see one again"), (_REGENERATE, "take the plan's word for it")):
        commands = {
            text: None
            for report in failed
            for name, text in getattr(report, "user_properties", [])
            if name == kind
        }
        if commands:
            terminalreporter.section(title)
            for command in commands:
                terminalreporter.write_line(f"  {command}")


def _words(item: pytest.Item) -> str:
    """An expression for -k that picks this test: the module, the function and what it was called with."""
    name = getattr(item, "originalname", item.name)
    callspec = getattr(item, "callspec", None)
    chosen = [
        part for part in (callspec.id.split("/")[-1] if callspec else "").split("-") if part.isidentifier()
    ]
    folder = item.path.relative_to(MODULES).parts
    module = folder[0] if len(folder) > 1 else (callspec.id.split("/")[0] if callspec else "")
    return " and ".join(dict.fromkeys(part for part in (module, name, *chosen) if part))
