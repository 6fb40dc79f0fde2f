"""Secrets that stand where everyone can read them: in a plan, in the state, in an environment.

What is found is told by its path alone, never by its value.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

# Attributes that the provider also has in a form that it keeps nowhere: the same name with _wo.
_KEPT = {
    "aws_db_instance": ("password",),
    "aws_docdb_cluster": ("master_password",),
    "aws_rds_cluster": ("master_password",),
    "aws_redshift_cluster": ("master_password",),
    "aws_redshiftserverless_namespace": ("admin_user_password",),
    "aws_secretsmanager_secret_version": ("secret_string", "secret_binary"),
    "aws_ssm_parameter": ("value", "insecure_value"),
}
_SHAPES = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "an access key of AWS": re.compile(r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    "a token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b"),
    "a token of GitLab": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}\b"),
    "a token of Slack": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{20,}"),
    "a password in an address": re.compile(r"\b[a-z][a-z0-9+.-]*://[^/\s:@$<{]+:[^/\s:@$<{]{4,}@[\w.-]+"),
}
_SECRET = re.compile(r"passw(or)?d|passphrase|secret|token|api_?key|private_?key|credential", re.IGNORECASE)
# Where a secret is, and not the secret: an ARN, a path, a name to look up.
_POINTER = re.compile(
    r"arn:.*|/[\w/.-]*|\{\{resolve:.*|ssm:.*|true|false|\d{1,6}|https?://[^@]*", re.IGNORECASE
)
_NAME_OF = re.compile(
    r"(arn|id|name|path|prefix|ref|url|uri|endpoint|file|ttl|version|region|type|enabled|seconds|days)$",
    re.IGNORECASE,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{40,}={0,2}\s*")
_MAPS = ("variables", "environment", "environment_variables")
_BLOCKS = ("environment_variable", "environment", "env")


def in_state(subject: Subject) -> Iterator[str]:
    """Attributes that hold a secret for good, although there is a form that does not."""
    for path in _KEPT.get(subject.type, ()):
        if subject.type == "aws_ssm_parameter" and subject.raw("type") != "SecureString":
            continue
        if subject.is_set(path):
            yield path


def shown(subject: Subject) -> Iterator[tuple[str, str]]:
    """Values that are secrets by their shape, or by the name of the variable that they are in."""
    kept = set(in_state(subject))
    for path, text in _texts(subject.values):
        if path in kept:
            continue
        shape = _shape(text)
        if shape:
            yield path, shape
    for path, name, text in _variables(subject.values):
        if _SECRET.search(name) and not _NAME_OF.search(name) and text and not _POINTER.fullmatch(text):
            yield path, f"the value of {name}"


def _shape(text: str) -> str:
    for candidate in (text, *_decoded(text)):
        for what, shape in _SHAPES.items():
            if shape.search(candidate):
                return what
    return ""


def _decoded(text: str) -> Iterator[str]:
    """What a script or a file says that is given in base64."""
    if _BASE64.fullmatch(text):
        try:
            yield base64.b64decode("".join(text.split()), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return


def _variables(here: Any, above: str = "") -> Iterator[tuple[str, str, str]]:
    """Path, name and value of the variables of an environment: of a map, or of blocks with a name and a value
    in the clear; those of containers stand in a text of JSON."""
    if isinstance(here, list):
        for number, item in enumerate(here):
            yield from _variables(item, f"{above}.{number}")
    elif isinstance(here, Mapping):
        for key, inner in here.items():
            path = f"{above}.{key}" if above else key
            if key in _MAPS and isinstance(inner, Mapping):
                yield from ((f"{path}.{n}", n, v) for n, v in inner.items() if _is_known(v))
            elif key in _BLOCKS and isinstance(inner, list):
                yield from _named(inner, path)
                yield from _variables(inner, path)
            elif key == "container_definitions" and isinstance(inner, str):
                yield from _variables(_json(inner), path)
            else:
                yield from _variables(inner, path)


def _named(blocks: list[Any], path: str) -> Iterator[tuple[str, str, str]]:
    for number, block in enumerate(blocks):
        if isinstance(block, Mapping) and block.get("type") in (None, "PLAINTEXT"):
            name, value = block.get("name"), block.get("value")
            if isinstance(name, str) and _is_known(value):
                yield f"{path}.{number}.value", name, str(value)


def _is_known(value: Any) -> bool:
    return isinstance(value, str) and value != UNKNOWN


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _texts(here: Any, above: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(here, str):
        yield above, here
    elif isinstance(here, Mapping):
        for name, value in here.items():
            yield from _texts(value, f"{above}.{name}" if above else str(name))
    elif isinstance(here, list):
        for number, value in enumerate(here):
            yield from _texts(value, f"{above}.{number}")
