"""From the name in a signature to botocore's service models."""

from __future__ import annotations

import functools
import gzip
import re
from collections import defaultdict
from pathlib import Path

import botocore

# Of several services that sign with one name, the first that knows the request answers it.
_FIRST = {"s3": ["s3", "s3control"], "sagemaker": ["sagemaker"], "ses": ["ses"]}
_HEAD_BYTES = 4096


@functools.cache
def services_signing_as(name: str) -> tuple[str, ...]:
    """botocore's services whose requests are signed with this name, most likely first."""
    found = _by_signing_name().get(name, set())
    preferred = [one for one in [*_FIRST.get(name, []), name] if one in found]
    return tuple(dict.fromkeys([*preferred, *sorted(found)]))


@functools.cache
def _by_signing_name() -> dict[str, set[str]]:
    """Read from the head of every model: the metadata stands first, and whole models take seconds."""
    names: dict[str, set[str]] = defaultdict(set)
    for folder in (Path(botocore.__file__).parent / "data").iterdir():
        for packed in sorted(folder.glob("*/service-2.json.gz"))[-1:]:
            with gzip.open(packed, "rt", encoding="utf-8") as text:
                head = text.read(_HEAD_BYTES)
            metadata = dict(re.findall(r'"(signingName|endpointPrefix)"\s*:\s*"([^"]+)"', head))
            signing = metadata.get("signingName") or metadata.get("endpointPrefix")
            if signing:
                names[signing].add(folder.name)
    return dict(names)
