"""Copies of the modules to plan in: tftest empties the folder it is given, so it gets a copy."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from mlplatform.paths import ENVIRONMENTS, MODULES
from mlplatform.terraform import toolchain

PROVIDER = """\
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


@functools.cache
def tools() -> toolchain.Toolchain:
    """The toolchain, looked for once in a session."""
    return toolchain.find()


def environment() -> dict[str, str]:
    """Terraform's environment without anything that could reach an AWS, embedded or real."""
    dropped = ("AWS_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
    return {k: v for k, v in tools().environment().items() if not k.startswith(dropped)}


def root_with(folder: Path, files: dict[str, str]) -> Path:
    """A root at ``<folder>/environments/examples`` beside a copy of ``modules/``, so that sources read
    as they do in a README."""
    shutil.copytree(MODULES, folder / "modules", ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    root = folder / "environments" / "examples"
    root.mkdir(parents=True)
    shutil.copy(ENVIRONMENTS / "dev" / ".terraform.lock.hcl", root)
    for name, text in files.items():
        (root / name).write_text(text)
    return root
