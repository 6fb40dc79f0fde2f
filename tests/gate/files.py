"""Plans of ``tests.gate.plans`` as files, as Terraform would have written them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gate.plans import plan


def written(path: Path, resources: Mapping[str, Mapping[str, Any]]) -> Path:
    """The plan that creates these resources, in a file."""
    made = dict(plan(resources).raw)
    for entry in made["resource_changes"]:
        entry["change"]["before"] = None
    body = {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, **made}
    path.write_text(json.dumps(body))
    return path
