"""Check a request against botocore's model of its operation, as AWS does before it acts."""

from __future__ import annotations

import functools
import re
from typing import Any

from botocore.model import Shape
from botocore.validate import ParamValidator

from mlplatform.local_aws.errors import AwsError


def check(parameters: dict[str, Any], shape: Shape | None, code: str) -> None:
    """Raise the service's error for a missing member, a wrong type, length, range, pattern or choice."""
    if shape is None:
        return
    report = ParamValidator().validate(parameters, shape)
    if report.has_errors():
        text = report.generate_report()
        # A wrong type cannot even be read; AWS says so with another code.
        raise AwsError("SerializationException" if text.startswith("Invalid type") else code, text)
    broken = _constraints(parameters, shape, "")
    if broken:
        many = "s" if len(broken) > 1 else ""
        raise AwsError(code, f"{len(broken)} validation error{many} detected: {'; '.join(broken)}")


def _constraints(value: Any, shape: Any, path: str) -> list[str]:
    """Maximum lengths, patterns and enums: botocore's validator leaves them to the service."""
    if shape.type_name == "structure" and isinstance(value, dict):
        known = {name: one for name, one in value.items() if name in shape.members}
        inner = [(one, shape.members[name], f"{path}.{name}") for name, one in known.items()]
    elif shape.type_name == "list" and isinstance(value, list):
        inner = [(one, shape.member, f"{path}.{index + 1}.member") for index, one in enumerate(value)]
    elif shape.type_name == "map" and isinstance(value, dict):
        inner = [(one, shape.value, f"{path}.{name}") for name, one in value.items()]
    else:
        inner = []
    broken = [said for one, part, where in inner for said in _constraints(one, part, where)]
    rule = _rule_broken(value, shape)
    if rule:
        broken.insert(0, f"Value {value!r} at '{path.lstrip('.')}' failed to satisfy constraint: {rule}")
    return broken


def _rule_broken(value: Any, shape: Any) -> str | None:
    metadata = shape.metadata
    if isinstance(value, str):
        if metadata.get("enum") and value not in metadata["enum"]:
            return f"Member must satisfy enum value set: [{', '.join(metadata['enum'])}]"
        pattern = _pattern(metadata.get("pattern"))
        if pattern and not pattern.search(value):
            return f"Member must satisfy regular expression pattern: {metadata['pattern']}"
    if isinstance(value, str | list | dict) and len(value) > metadata.get("max", len(value)):
        return f"Member must have length less than or equal to {metadata['max']}"
    if isinstance(value, int) and value > metadata.get("max", value):
        return f"Member must have value less than or equal to {metadata['max']}"
    return None


@functools.cache
def _pattern(text: str | None) -> re.Pattern[str] | None:
    """The pattern, anchored as AWS anchors it; None where Python cannot read Java's dialect."""
    if not text:
        return None
    try:
        return re.compile(f"^(?:{text})$", re.DOTALL)
    except re.error:
        return None
