"""Which buckets hold Terraform's state, or its plans: both hold every secret that a plan has seen."""

from __future__ import annotations

import re

from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

_WORDS = re.compile(
    r"(^|[^a-z])(tf-?states?|tf-?plans?|(terraform|tofu|remote)-?(states?|plans?)|states?-bucket)([^a-z]|$)"
)
_LABELS = ("state", "states", "tfstate", "plans")


def holds_state(bucket: Subject) -> bool:
    """Whether a bucket is for state or plans, by its name, its label or its tags."""
    resource = bucket.resource
    if resource.name in _LABELS or resource.index in _LABELS:
        return True
    tags = bucket.raw("tags")
    texts = [bucket.raw("bucket"), bucket.raw("bucket_prefix"), resource.name, resource.index]
    texts += list(tags.values()) if isinstance(tags, dict) else []
    return any(_WORDS.search(_plain(text)) for text in texts if isinstance(text, str) and text != UNKNOWN)


def _plain(text: str) -> str:
    return text.lower().replace("_", "-")
