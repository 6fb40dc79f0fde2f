"""A repository of one small module, in order, for tests to put out of order."""

from __future__ import annotations

from pathlib import Path

from mlplatform import docs

CATALOGUE = Path("scripts/mlplatform/catalogue/controls.yaml")
README = Path("modules/vault/README.md")
KEYS = Path("modules/vault/keys.tf")
VARIABLES = Path("modules/vault/variables.tf")
OUTPUTS = Path("modules/vault/outputs.tf")
SCRIPT = Path("modules/vault/start/up.sh")
REJECTS = Path("tests/modules/vault/rejects.yaml")
TESTS = Path("tests/modules/vault/test_vault.py")
PAGE = Path("docs/controls.md")

FILES = {
    CATALOGUE: """\
families:
  KMS: Keys
  SM: SageMaker
controls:
  KMS-01: Keys rotate.
  KMS-101: A name is short.
  SM-11: The script holds no secret.
""",
    README: """\
# vault

A key. What holds it is KMS-01.

## Controls

<!-- BEGIN controls -->
<!-- END controls -->

## Examples

A prose of its own, with a | in it.

## Rejected inputs

<!-- BEGIN rejects -->
<!-- END rejects -->

## Files

<!-- BEGIN files -->
<!-- END files -->

## Variables

<!-- BEGIN variables -->
<!-- END variables -->

## Outputs

<!-- BEGIN outputs -->
<!-- END outputs -->
""",
    KEYS: """\
# The keys. One for each name.
resource "aws_kms_key" "this" {
  description         = "SHA-256 # is no comment of ours"
  enable_key_rotation = true # KMS-01
}
""",
    VARIABLES: """\
variable "names" {
  description = <<-EOT
    Name => what it is | may be. More of it.
    - `size`: one of
      `a|b`.
  EOT
  type        = map(object({ size = optional(string, "a") }))
  default     = {}

  validation {
    condition     = length(var.names) < 9
    error_message = "KMS-101: names has ${length(var.names)}; write <name> fewer."
  }
}

variable "owner" {
  description = "Whose it is."
  type        = string
}
""",
    OUTPUTS: """\
output "key_arn" {
  description = "ARN of the key."
  value       = aws_kms_key.this.arn
}
""",
    SCRIPT: """\
#!/bin/bash
# Starts it. No secret stands here (SM-11).
sed 's#KMS-09#x#' </dev/null
""",
    REJECTS: """\
accepts: {owner: me}
rejects:
  - name: too_many_names
    input: {names: {}}
    message: 'KMS-101: names has 9 | more; write <name> fewer.'
  - name: far_too_many_names
    input: {names: {}}
    message: 'KMS-101: names has `99`; write <name> fewer.'
""",
    TESTS: """\
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.control("SM-11")]


@pytest.mark.control("KMS-01")
@pytest.mark.parametrize("name", ["a"])
def test_every_key_rotates(name):
    assert name
""",
}


def repository(folder: Path) -> Path:
    """The small repository, with its documentation written."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / PAGE).parent.mkdir()
    docs.write(folder)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    """Change a file in one place, which must be there."""
    text = path.read_text()
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new))
