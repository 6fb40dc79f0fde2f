"""The examples of a module's README, planned together in one root."""

from __future__ import annotations

import functools
import re
import tempfile
from pathlib import Path

import tftest

from harness.workspace import PROVIDER, environment, root_with, tools
from mlplatform.paths import MODULES
from mlplatform.plan.reader import Plan

_FENCE = re.compile(r"^```hcl\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(module: str) -> list[str]:
    """Every fenced ``hcl`` block of the README that calls this module, in order."""
    text = (MODULES / module / "README.md").read_text()
    found = [b for b in _FENCE.findall(text) if f'source = "../../modules/{module}"' in re.sub(" +", " ", b)]
    assert found, f"modules/{module}/README.md has no example that calls the module"
    return found


@functools.cache
def plan_examples(module: str) -> Plan:
    """The plan of all examples of ``modules/<module>/README.md``; planned once in a session."""
    files = {f"example_{number}.tf": text for number, text in enumerate(blocks(module), 1)}
    return plan_files({"provider.tf": PROVIDER, **files})


def plan_files(files: dict[str, str]) -> Plan:
    """Plan a generated root through tftest, on a copy, and read the result."""
    with tempfile.TemporaryDirectory() as folder:
        root = root_with(Path(folder), files)
        run = tftest.TerraformTest(str(root), binary=str(tools().binary), env=environment())
        run.setup()
        output = run.plan(output=True, refresh=False)
        return Plan(dict(output))
