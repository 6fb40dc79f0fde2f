"""Images to try things with, and an account of the embedded AWS for each test that needs one."""

from __future__ import annotations

import dataclasses
import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_aws.conftest import Aws
from local_aws.package_tools import DOMAIN, Bank
from mlplatform.images import definition
from mlplatform.images.definition import Image
from mlplatform.local_aws import control
from mlplatform.use_cases import load
from mlplatform.use_cases.model import Platform

DIGEST = "sha256:" + "0123456789abcdef" * 4
_accounts = itertools.count(700_000_000_001)


class Folder:
    """A folder of images: ``python``, which is a copy, and ``base``, which is built from it by our own file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("python/image.yaml", "purpose: Python as it comes\npython: '3.11'\nmirror: Python\n")
        self.write("base/image.yaml", "purpose: What all have\npython: '3.11'\nfrom: python\n")
        self.write("base/Containerfile", (definition.IMAGES / "base" / "Containerfile").read_text())

    def write(self, name: str, text: str) -> Path:
        """Write a file of the folder."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def images(self) -> dict[str, Image]:
        """The images that stand there now."""
        return definition.every(self.path)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "images")


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[control.Running]:
    """The session's embedded AWS."""
    with control.running(tmp_path_factory.mktemp("local-aws")) as running:
        yield running


@pytest.fixture(scope="session")
def pip_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment, with the pip that comes with Python."""
    folder = tmp_path_factory.mktemp("pip")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    return folder / "bin" / "python"


@pytest.fixture(name="bank")
def _bank(running: control.Running, pip_python: Path) -> Bank:
    """A domain with a repository ``approved``, in a fresh account."""
    aws = Aws(running, str(next(_accounts)))
    aws.client("codeartifact").create_domain(domain=DOMAIN)
    bank = Bank(aws, aws.account, pip_python)
    bank.repository("approved")
    return bank


@pytest.fixture(name="platform")
def _platform(bank: Bank) -> Platform:
    """The platform, with its shared account in that fresh one."""
    return dataclasses.replace(
        load.platform(),
        shared_account_id=bank.owner,
        codeartifact={"domain": DOMAIN, "repository": "approved"},
    )
