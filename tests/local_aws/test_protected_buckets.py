"""modules/data_store applied: planned again with no change, not destroyed while protected, and destroyed after."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local_aws.conftest import REGION, Aws
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import HOME_ACCOUNT
from mlplatform.paths import ENVIRONMENTS, MODULES
from mlplatform.terraform import toolchain

pytestmark = pytest.mark.slow

ACCOUNT = "111122223333"
ROOT = Path(__file__).parent / "roots" / "protected_buckets"
NAMES = [f"bank-buckets-prod-{kind}-{ACCOUNT}" for kind in ("artifacts", "data")]
FENCES: dict[str, Callable[[Any, str], Any]] = {
    "encryption": lambda s3, name: s3.get_bucket_encryption(Bucket=name),
    "logging": lambda s3, name: s3.get_bucket_logging(Bucket=name)["LoggingEnabled"],
    "ownership": lambda s3, name: s3.get_bucket_ownership_controls(Bucket=name),
    "policy": lambda s3, name: s3.get_bucket_policy(Bucket=name),
    "public access": lambda s3, name: s3.get_public_access_block(Bucket=name),
    "versions": lambda s3, name: s3.get_bucket_versioning(Bucket=name)["Status"],
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(name="terraform")
def _terraform(running: control.Running, tmp_path: Path) -> Run:
    """Terraform in a copy of the root, against the embedded AWS."""
    shutil.copytree(ROOT, tmp_path / "root")
    for module in ("kms", "data_store"):
        shutil.copytree(
            MODULES / module, tmp_path / "modules" / module, ignore=shutil.ignore_patterns(".terraform*")
        )
    shutil.copy(ENVIRONMENTS / "dev" / ".terraform.lock.hcl", tmp_path / "root")
    tools = toolchain.find()
    environment = running.environment(HOME_ACCOUNT, REGION).over({**os.environ, **tools.environment()})

    def terraform(*words: str, protected: bool = True) -> subprocess.CompletedProcess[str]:
        said = {**environment, "TF_VAR_deletion_protection": str(protected).lower()}
        command = [str(tools.binary), *words, "-input=false", "-no-color"]
        return subprocess.run(
            command, cwd=tmp_path / "root", env=said, capture_output=True, text=True, timeout=300
        )

    made = terraform("init")
    assert made.returncode == 0, made.stderr
    return terraform


@pytest.mark.control("REL-03")
def test_protected_buckets_outlive_a_destroy_with_their_fences_up(
    running: control.Running, terraform: Run
) -> None:
    applied = terraform("apply", "-auto-approve")
    assert applied.returncode == 0, applied.stderr
    assert terraform("plan", "-detailed-exitcode").returncode == 0, "a second plan changes nothing"

    refused = terraform("destroy", "-auto-approve", "-target=module.data_store")
    assert refused.returncode == 1
    assert "AccessDenied" in refused.stderr
    s3 = Aws(running, ACCOUNT).client("s3")
    for name in NAMES:
        for fence, look in FENCES.items():
            assert look(s3, name), f"{name}: {fence}"

    # The policy alone, for the lifecycle, which is gone by now, would take a minute to stand again.
    policies = "-target=module.data_store.aws_s3_bucket_policy.this"
    opened = terraform("apply", "-auto-approve", policies, protected=False)
    assert opened.returncode == 0, opened.stderr
    gone = terraform("destroy", "-auto-approve", protected=False)
    assert gone.returncode == 0, gone.stderr
    assert not [b["Name"] for b in s3.list_buckets()["Buckets"] if b["Name"] in NAMES]
