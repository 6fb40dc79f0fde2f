"""How a name of CloudFormation is spelt in the gate's language."""

from __future__ import annotations

import functools
import re

_WORD_ENDS = re.compile(r"([A-Z]+)([A-Z][a-z])")
_WORD_BEGINS = re.compile(r"([a-z0-9])([A-Z])")


@functools.lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """``KmsKeyId`` as ``kms_key_id``."""
    return _WORD_BEGINS.sub(r"\1_\2", _WORD_ENDS.sub(r"\1_\2", name)).lower()
