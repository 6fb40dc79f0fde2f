"""Where modules and the definitions of their tests stand, and what a folder of sources amounts to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from mlplatform.paths import REPOSITORY

_SOURCE = re.compile(r'^\s*source\s*=\s*"(\.\.?/[^"]+)"', re.MULTILINE)
_NOT_PLANNED = {".md", ".pyc"}


@dataclass(frozen=True)
class Tree:
    """A checkout: ``modules/<name>/``, ``tests/modules/<name>/``, and how a root that uses them begins."""

    root: Path
    provider: str
    """HCL at the head of every root that plans resources."""
    lock: str
    """The dependency lock file's text; empty where no provider is used."""

    @property
    def modules(self) -> Path:
        """The folder of the modules."""
        return self.root / "modules"

    @property
    def tests(self) -> Path:
        """The folder with a folder of definitions for each module."""
        return self.root / "tests" / "modules"

    def head(self) -> dict[str, str]:
        """The files with which every root begins that plans resources."""
        files = {"root/provider.tf": self.provider, "root/.terraform.lock.hcl": self.lock}
        return {name: text for name, text in files.items() if text}

    def names(self) -> list[str]:
        """Every module's name."""
        return sorted(path.name for path in self.modules.iterdir() if path.is_dir())

    def closure(self, texts: list[str]) -> set[str]:
        """The modules that texts of HCL call, and those that these call in turn."""
        found: set[str] = set()
        waiting = [name for text in texts for name in self._called(text)]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                files = sorted((self.modules / name).glob("*.tf"))
                waiting += [called for path in files for called in self._called(path.read_text())]
        return found

    def _called(self, text: str) -> list[str]:
        names = (source.rstrip("/").rsplit("/", 1)[-1] for source in _SOURCE.findall(text))
        return [name for name in names if (self.modules / name).is_dir()]

    def digest(self, name: str) -> str:
        """SHA-256 over the names and contents of all that Terraform could read of a module."""
        total = hashlib.sha256()
        for path in _planned_files(self.modules / name):
            total.update(f"{path.relative_to(self.modules)}\0".encode() + path.read_bytes() + b"\0")
        return total.hexdigest()


def _planned_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix not in _NOT_PLANNED
        and not any(part.startswith((".terraform", "__pycache__")) for part in path.parts)
        and ".tfstate" not in path.name
    ]


_PROVIDER = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

# Dummy credentials and nothing asked of AWS: a plan of new resources needs no account.
provider "aws" {
  region                      = "eu-west-2"
  access_key                  = "dummy"
  secret_key                  = "dummy"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
"""


def checkout(root: Path = REPOSITORY) -> Tree:
    """This repository, or a copy of it."""
    lock = root / "environments" / "dev" / ".terraform.lock.hcl"
    return Tree(root, _PROVIDER, lock.read_text())
