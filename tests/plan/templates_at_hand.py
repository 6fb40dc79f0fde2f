"""Small templates for tests of their reader."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mlplatform.plan.template import worlds
from mlplatform.plan.template.worlds import Read, Variant

HEAD = 'AWSTemplateFormatVersion: "2010-09-09"\n'


def template(folder: Path, text: str, name: str = "template.yaml") -> Path:
    """A template in a file."""
    path = folder / name
    path.write_text(HEAD + textwrap.dedent(text))
    return path


def read(folder: Path, text: str, given: Mapping[str, Any] | None = None) -> Read:
    """Every variant of a template."""
    return worlds.read(template(folder, text), given, given_in="parameters.json")


def only(folder: Path, text: str, given: Mapping[str, Any] | None = None) -> Variant:
    """The one variant of a template that has one."""
    found = read(folder, text, given).variants
    assert len(found) == 1, [variant.told for variant in found]
    return found[0]


def value(folder: Path, written: str, given: Mapping[str, Any] | None = None, more: str = "") -> Any:
    """What a value comes to that is written as the description of a key."""
    text = f"""\
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: {written}
"""
    variant = only(folder, text + textwrap.dedent(more), given)
    return variant.plan.one("aws_kms_key", name="Key").values["description"]
