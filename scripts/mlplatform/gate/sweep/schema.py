"""Which attributes take a KMS key, from the provider's own schema: by what they are called and described.

``attributes.yaml`` is what came out for one version of the provider, so that the gate needs no provider; a
test derives it again. Each path has how it is set, and then the switches beside it: attributes of the same
block which say whether the key is used at all, such as ``storage_encrypted``.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from mlplatform.errors import PlatformError
from mlplatform.harness import tree
from mlplatform.harness.terraform_run import environment, tools, workspace
from mlplatform.terraform import toolchain

Json = Any
TABLE = Path(__file__).with_name("attributes.yaml")

_KEY = re.compile(
    r"kms|cmk|key_management|(^|_)encryption_key|(^|_)customer_managed_key|(^|_)customer_master_key(?!_spec)"
    r"|^key_(id|arn|identifier)$"
)
_NO_KEY = re.compile(r"encrypted$|enabled$|_seconds$|_uri$|_context$|^xks_")
_ENCRYPTS = re.compile(r"encrypt|(^|_)sse(_|$)|kms|cmk")
_SWITCH = re.compile(
    r"encrypted$|encryption_(enabled|disabled|mode|option|type)$|customer_managed_key_enabled$"
    r"|sse_algorithm$|^server_side_encryption$|^ebs_encryption$|^use_aws_owned_key$"
)
_SWITCH_INSIDE = re.compile(r"^(enabled|type|key_type)$")  # of a block that is about encryption
_TOLD = "told"


def is_key(name: str) -> bool:
    """Whether an attribute of this name takes a key."""
    return bool(_KEY.search(name)) and not _NO_KEY.search(name)


def encrypts(block: str) -> bool:
    """Whether a block of this name is about encryption: without it, AWS takes what it likes."""
    return bool(_ENCRYPTS.search(block))


def derive(schema: Mapping[str, Json]) -> dict[str, dict[str, list[str]]]:
    """Type => path => how it is set (``required``, ``optional``, ``computed`` where AWS fills it in if left
    out, ``told`` where it cannot be set), then its switches; from ``terraform providers schema -json``."""
    resources = _provider(schema)["resource_schemas"]
    found = {type: dict(_rows(_Block(resources[type]["block"], type))) for type in sorted(resources)}
    return {type: rows for type, rows in found.items() if rows}


def document(schema: Mapping[str, Json], version: str) -> dict[str, Json]:
    """The whole of ``attributes.yaml``."""
    text = json.dumps(_provider(schema)["resource_schemas"], sort_keys=True)
    return {
        "provider": f"{toolchain.PROVIDER.split('/', 1)[1]} {version}",
        "schema_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "types": len(_provider(schema)["resource_schemas"]),
        "attributes": derive(schema),
    }


def write(path: Path = TABLE) -> None:
    """Write the table of the provider on this machine."""
    checkout = tree.checkout()
    table = document(provider_schema(checkout), locked(checkout))
    path.write_text(yaml.safe_dump(table, sort_keys=False, default_flow_style=None, width=110))


def locked(checkout: tree.Tree) -> str:
    """The version of the provider that the lock file names."""
    found = re.search(r'^\s*version\s*=\s*"([^"]+)"', checkout.lock, re.MULTILINE)
    if not found:
        raise PlatformError("the lock file names no version of the provider.")
    return found[1]


def provider_schema(checkout: tree.Tree) -> dict[str, Json]:
    """What ``terraform providers schema -json`` says of the locked provider."""
    with workspace(checkout.head()) as folder:
        said = ""
        for words in (["init", "-input=false", "-no-color"], ["providers", "schema", "-json"]):
            command = [str(tools().binary), *words]
            run = subprocess.run(
                command, cwd=folder / "root", env=environment(), capture_output=True, text=True
            )
            if run.returncode:
                raise PlatformError(f"terraform {words[0]}: {' '.join((run.stderr or run.stdout).split())}")
            said = run.stdout
        schema: dict[str, Json] = json.loads(said)
        return schema


class _Block:
    """A block, a nested attribute or an attribute that is an object: what stands in it, by name."""

    def __init__(self, schema: Mapping[str, Json], name: str = "", how: str = "") -> None:
        self.name = name
        self.leaves = {n: a for n, a in schema.get("attributes", {}).items() if not _inner(a)}
        self.blocks = [_Block(b["block"], n, how) for n, b in schema.get("block_types", {}).items()]
        for n, attribute in schema.get("attributes", {}).items():
            if inner := _inner(attribute):
                self.blocks.append(_Block(inner, n, how or _TOLD * (_how(attribute) == _TOLD)))
        self.how = how

    def switches(self) -> list[str]:
        """The attributes that say whether a key beside them is used."""
        return sorted(
            name
            for name, attribute in self.leaves.items()
            if _how(attribute) != _TOLD
            and "transit" not in name
            and (_SWITCH.search(name) or (encrypts(self.name) and _SWITCH_INSIDE.search(name)))
        )


def _rows(block: _Block, above: str = "") -> Iterator[tuple[str, list[str]]]:
    for name, attribute in sorted(block.leaves.items()):
        if _takes_key(block, name, attribute):
            how = block.how or _how(attribute)
            yield f"{above}{name}", [how, *([] if how == _TOLD else block.switches())]
    for inner in sorted(block.blocks, key=lambda each: each.name):
        yield from _rows(inner, f"{above}{inner.name}.")


def _takes_key(block: _Block, name: str, attribute: Mapping[str, Json]) -> bool:
    if attribute.get("type") not in ("string", ["set", "string"], ["list", "string"]):
        return False
    described = re.search(r"KMS key\b", attribute.get("description", "")) and not _NO_KEY.search(name)
    return is_key(name) or bool(described) or (block.name == "encryption_key" and name == "id")


def _how(attribute: Mapping[str, Json]) -> str:
    if attribute.get("required"):
        return "required"
    if attribute.get("optional"):
        return "computed" if attribute.get("computed") else "optional"
    return _TOLD


def _inner(attribute: Mapping[str, Json]) -> Mapping[str, Json] | None:
    """The attributes of an attribute that is an object, or several of them."""
    if "nested_type" in attribute:
        nested: Mapping[str, Json] = attribute["nested_type"]
        return nested
    kind = attribute.get("type")
    while isinstance(kind, list) and kind[0] in ("list", "set", "map"):
        kind = kind[1]
    if not isinstance(kind, list) or kind[0] != "object":
        return None
    how = {flag: attribute[flag] for flag in ("required", "optional", "computed") if attribute.get(flag)}
    return {"attributes": {name: {"type": inner, **how} for name, inner in kind[1].items()}}


def _provider(schema: Mapping[str, Json]) -> Mapping[str, Json]:
    for name, provider in schema["provider_schemas"].items():
        if name.endswith(toolchain.PROVIDER.split("/", 1)[1]):
            found: Mapping[str, Json] = provider
            return found
    raise PlatformError(f"the schema has no {toolchain.PROVIDER}.")
