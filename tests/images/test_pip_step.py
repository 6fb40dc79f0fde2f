"""The step of the Containerfile that installs, run as it is written: by the real pip, from the embedded CodeArtifact.

What the builder would do is done by hand: the secret and the lock stand where its mounts put them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from local_aws.package_files import sdist, sha256, wheel
from local_aws.package_tools import Bank
from mlplatform.images import build, containerfile, definition, rules
from mlplatform.use_cases.model import Platform

NAMES = [each.name for each in definition.every().values() if not each.page.mirror]


@dataclass
class Step:
    """The step, in an environment of its own."""

    root: Path
    python: Path
    configuration: str

    def run(self, lock: str, name: str = "base") -> subprocess.CompletedProcess[str]:
        """Install this lock."""
        (line,) = [
            one.value
            for one in containerfile.read(definition.IMAGES / name / "Containerfile")
            if one.keyword == "RUN" and " pip " in one.value
        ]
        mounted = {rules.CONFIGURATION: self.configuration, rules.REQUIREMENTS: lock}
        for place, text in mounted.items():
            file = self.root / place.removeprefix("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            line = line.replace(place, str(file))
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
        kept |= {"PATH": f"{self.python.parent}:/usr/bin:/bin", "NO_PROXY": "*", "no_proxy": "*"}
        return subprocess.run(
            ["/bin/sh", "-c", line], env=kept, cwd=self.root, capture_output=True, text=True
        )

    def installed(self) -> set[str]:
        """The modules that are there now."""
        return {each.name for each in self.python.parent.parent.glob("lib/python*/site-packages/bank_*.py")}


@pytest.fixture(name="step")
def _step(bank: Bank, platform: Platform, tmp_path: Path) -> Step:
    shutil.copytree(bank.python.parent.parent, tmp_path / "image", symlinks=True)
    said = build.configuration(bank.api, platform)
    return Step(tmp_path / "root", tmp_path / "image" / "bin" / "python", said)


@pytest.mark.parametrize("name", NAMES)
def test_a_version_of_the_lock_is_installed_and_the_token_stays_nowhere(
    name: str, step: Step, bank: Bank, tmp_path: Path
) -> None:
    made = wheel(tmp_path / "made", "bank-core", "1.2")
    bank.publish("approved", made)
    ran = step.run(f"bank-core==1.2 \\\n    --hash=sha256:{sha256(made)}\n", name)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert step.installed() == {"bank_core.py"}
    token = step.configuration.partition("http://aws:")[2].partition("@")[0]
    assert len(token) > 20
    assert token not in ran.stdout + ran.stderr
    kept = [each for each in (tmp_path / "image").rglob("*") if each.is_file() and not each.is_symlink()]
    assert not [each for each in kept if token.encode() in each.read_bytes()]


def test_another_content_under_the_same_name_is_refused(step: Step, bank: Bank, tmp_path: Path) -> None:
    bank.publish("approved", wheel(tmp_path / "made", "bank-core", "1.2"))
    ran = step.run(f"bank-core==1.2 --hash=sha256:{'0' * 64}\n")
    assert ran.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in ran.stderr
    assert step.installed() == set()


def test_a_version_without_a_hash_is_refused(step: Step, bank: Bank, tmp_path: Path) -> None:
    bank.publish("approved", wheel(tmp_path / "made", "bank-core", "1.2"))
    ran = step.run("bank-core==1.2\n")
    assert ran.returncode != 0
    assert "require-hashes" in ran.stderr
    assert step.installed() == set()


def test_what_the_lock_does_not_name_is_not_installed(step: Step, bank: Bank, tmp_path: Path) -> None:
    made = [
        wheel(tmp_path / "made", "bank-core", "1"),
        wheel(tmp_path / "made", "bank-risk", "2", needs=("bank-core",)),
    ]
    for each in made:
        bank.publish("approved", each)
    ran = step.run(f"bank-risk==2 --hash=sha256:{sha256(made[1])}\n")
    assert ran.returncode == 0, ran.stderr
    assert step.installed() == {"bank_risk.py"}


def test_code_that_runs_while_it_installs_is_refused(step: Step, bank: Bank, tmp_path: Path) -> None:
    made = sdist(tmp_path / "made", "bank-core", "1.2")
    bank.publish("approved", made)
    ran = step.run(f"bank-core==1.2 --hash=sha256:{sha256(made)}\n")
    assert ran.returncode != 0
    assert "No matching distribution" in ran.stderr
    assert step.installed() == set()
