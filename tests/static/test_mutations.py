"""The tests fail when a control is taken out of a module by hand: each case here takes one out of a copy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mlplatform.copies import copy_of_repository

pytestmark = pytest.mark.slow

Mutation = Callable[[Path], None]


def replaced(file: str, pattern: str, by: str) -> Mutation:
    """Replace the first match in a file of the module."""

    def mutate(module: Path) -> None:
        path = module / file
        text, times = re.subn(pattern, by, path.read_text(), count=1, flags=re.MULTILINE)
        assert times == 1, f"nothing in {path} matches {pattern}"
        path.write_text(text)

    return mutate


def added(text: str) -> Mutation:
    """Add a file to the module."""

    def mutate(module: Path) -> None:
        (module / "added.tf").write_text(text)

    return mutate


IGW = 'resource "aws_internet_gateway" "this" {\n  vpc_id = aws_vpc.this.id\n}\n'
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "domain_on_the_public_internet": ("studio", replaced("domain.tf", r'"VpcOnly"', '"PublicInternetOnly"')),
    "domain_without_its_key": ("studio", replaced("domain.tf", r"^\s*kms_key_id\s*=.*\n", "")),
    "internet_gateway": ("studio_network", added(IGW)),
    "endpoint_without_its_policy": ("studio_network", replaced("endpoints.tf", r"^\s*policy\s*=.*\n", "")),
    "studio_in_production": (
        "studio_network",
        replaced("locals.tf", r"(_has_studio = ).*", r"\1length(var.context.environment) > 0"),
    ),
    "bucket_reached_from_anywhere": (
        "data_store",
        replaced("bucket_policies.tf", r'^(\s*variable = )"aws:SourceVpce"', r'\1"aws:SourceVpc"'),
    ),
    "bucket_open_to_other_use_cases": (
        "data_store",
        replaced("bucket_policies.tf", r'^(\s*variable = )"aws:PrincipalAccount"', r'\1"aws:PrincipalType"'),
    ),
    "role_without_its_boundary": (
        "personas",
        replaced("roles.tf", r"^\s*permissions_boundary\s*=.*\n", ""),
    ),
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_the_tests_notice(what: str, tmp_path: Path) -> None:
    module, mutate = MUTATIONS[what]
    copy_of_repository(tmp_path)
    mutate(tmp_path / "modules" / module)
    words = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"tests/modules/{module}"]
    run = subprocess.run([sys.executable, *words], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1, f"no test of {module} noticed:\n{run.stdout[-2000:]}"
