"""Read the JSON of a plan (``terraform show -json``): one ``Resource`` per planned address.

Shapes follow HashiCorp's "JSON Output Format". Values that Terraform will know only after apply are
kept as the string ``<unknown>``, so that "not set" and "not known yet" never look alike.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mlplatform.plan.policies import Statement, document_statements, json_statements

UNKNOWN = "<unknown>"
Json = Any


@dataclass(frozen=True)
class Resource:
    """A resource as it will stand: ``values`` with every unknown leaf as ``<unknown>``."""

    address: str
    module: str  # "module.minimal.module.inner", "" in the root
    mode: str  # managed or data
    type: str
    name: str
    index: str | int | None
    actions: tuple[str, ...]
    values: dict[str, Json]

    def __str__(self) -> str:
        return self.address


class Plan:
    """The resources of one plan, addressed as Terraform addresses them."""

    def __init__(self, raw: Mapping[str, Json], name: str = "plan") -> None:
        self.raw = raw
        self.name = name

    @cached_property
    def everything(self) -> list[Resource]:
        """All planned resources, data sources that wait for apply included; destroyed ones are not."""
        found = [_resource(change) for change in self.raw.get("resource_changes", [])]
        known = {resource.address for resource in found}
        prior = self.raw.get("prior_state", {}).get("values", {}).get("root_module", {})
        found += [r for r in _prior(prior) if r.address not in known and r.mode == "data"]
        return [resource for resource in found if resource.actions != ("delete",)]

    @cached_property
    def removed(self) -> list[Resource]:
        """The resources that the plan destroys for good, as they stood before."""
        changes = [c for c in self.raw.get("resource_changes", []) if c["change"]["actions"] == ["delete"]]
        return [_resource(c, c["change"].get("before") or {}) for c in changes]

    @cached_property
    def outputs(self) -> dict[str, Json]:
        """Every output of the root as it will be, unknown leaves as ``<unknown>``."""
        changes = self.raw.get("output_changes", {})
        return {
            name: _with_unknowns(change.get("after"), change.get("after_unknown"))
            for name, change in changes.items()
        }

    @cached_property
    def module_calls(self) -> int:
        """How many module calls the configuration holds, nested ones included."""
        return sum(1 for _ in _calls(self.raw["configuration"]["root_module"]))

    def resources(
        self, type: str | None = None, *, module: str | None = None, name: str | None = None
    ) -> list[Resource]:
        """Managed resources, of one type and of one top-level module call where these are given."""
        return [
            resource
            for resource in self.everything
            if resource.mode == "managed" and _matches(resource, type, module, name)
        ]

    def one(
        self,
        type: str,
        *,
        module: str | None = None,
        name: str | None = None,
        index: str | int | None = None,
    ) -> Resource:
        """Exactly one resource; an ``AssertionError`` that lists what there is otherwise."""
        found = self.resources(type, module=module, name=name)
        chosen = [r for r in found if index is None or r.index == index]
        if len(chosen) != 1:
            raise AssertionError(
                f"wanted one {type} (module={module}, name={name}, index={index}), "
                f"found {[r.address for r in chosen]} among {[r.address for r in found]}"
            )
        return chosen[0]

    def document(
        self, name: str, *, module: str | None = None, index: str | int | None = None
    ) -> list[Statement]:
        """The statements of ``data.aws_iam_policy_document.<name>``, read now or after apply."""
        found = [
            r
            for r in self.everything
            if r.mode == "data"
            and _matches(r, "aws_iam_policy_document", module, name)
            and (index is None or r.index == index)
        ]
        if len(found) != 1:
            raise AssertionError(f"wanted one policy document {name}[{index}] in {module}, found {found}")
        return document_statements(found[0].values)

    def statements(self, resource: Resource, attribute: str = "policy") -> list[Statement]:
        """A policy attribute as IAM statements, through the policy document it refers to if it must."""
        value = resource.values.get(attribute)
        if isinstance(value, str) and value != UNKNOWN:
            return json_statements(json.loads(value))
        references = self.references(resource, attribute)
        for reference in references:
            parts = reference.split(".")
            if parts[:2] == ["data", "aws_iam_policy_document"] and len(parts) >= 3:
                name, _, key = parts[2].partition("[")
                index: str | int | None = key.rstrip("]").strip('"') if key else None
                if index in ("each.key", "each.value") or (index is None and resource.index is not None):
                    index = resource.index
                return self._document_in(resource.module, name, index)
        raise AssertionError(f"{resource.address}.{attribute} is unknown and refers to {references}")

    def _document_in(self, module: str, name: str, index: str | int | None) -> list[Statement]:
        in_module = [
            r
            for r in self.everything
            if r.mode == "data"
            and r.type == "aws_iam_policy_document"
            and (r.module, r.name) == (module, name)
        ]
        chosen = [r for r in in_module if r.index == index] or [r for r in in_module if r.index is None]
        if len(chosen) != 1:
            raise AssertionError(f"policy document {name}[{index}] in {module}: found {chosen}")
        return document_statements(chosen[0].values)

    def references(self, resource: Resource, attribute: str) -> list[str]:
        """What the configuration of an attribute refers to: known before apply, when its value is not."""
        configuration = self.raw["configuration"]["root_module"]
        for call in [part for part in module_calls(resource.module) if part]:
            configuration = configuration["module_calls"][call]["module"]
        for candidate in configuration.get("resources", []):
            if (candidate["type"], candidate["name"]) == (resource.type, resource.name):
                return list(candidate.get("expressions", {}).get(attribute, {}).get("references", []))
        return []


def _matches(resource: Resource, type: str | None, module: str | None, name: str | None) -> bool:
    if type is not None and resource.type != type:
        return False
    if name is not None and resource.name != name:
        return False
    return (
        module is None
        or resource.module == f"module.{module}"
        or resource.module.startswith((f"module.{module}.", f"module.{module}["))
    )


def _calls(configuration: Mapping[str, Json]) -> Iterator[str]:
    for name, call in configuration.get("module_calls", {}).items():
        yield name
        yield from _calls(call.get("module", {}))


_STEP = re.compile(r'(?:^|\.)module\.([\w-]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?')


@dataclass(frozen=True)
class ModuleStep:
    """One step of a module's address: the call, the key of the instance, and the address up to here."""

    call: str
    key: str | None
    address: str


@functools.lru_cache(maxsize=8192)
def module_steps(module: str) -> tuple[ModuleStep, ...]:
    """``module.a["x.y"].module.b`` as its two steps; a key may hold anything, brackets and dots included."""
    steps, at = [], 0
    while found := _STEP.match(module, at):
        at = found.end()
        steps.append(ModuleStep(found[1], found[2] or found[3], module[:at]))
    return tuple(steps)


def module_calls(module: str) -> list[str]:
    """The names of the calls of a module's address, without the keys of instances."""
    return [step.call for step in module_steps(module)]


def _resource(change: Mapping[str, Json], before: Mapping[str, Json] | None = None) -> Resource:
    body = change["change"]
    unknown = {} if before is not None else body.get("after_unknown") or {}
    return Resource(
        address=change["address"],
        module=change.get("module_address", ""),
        mode=change["mode"],
        type=change["type"],
        name=change["name"],
        index=change.get("index"),
        actions=tuple(body["actions"]),
        values=_with_unknowns(body.get("after") or {} if before is None else before, unknown),
    )


def _prior(module: Mapping[str, Json], address: str = "") -> Iterator[Resource]:
    for item in module.get("resources", []):
        yield Resource(
            address=item["address"],
            module=address,
            mode=item["mode"],
            type=item["type"],
            name=item["name"],
            index=item.get("index"),
            actions=("no-op",),
            values=dict(item.get("values", {})),
        )
    for child in module.get("child_modules", []):
        yield from _prior(child, child["address"])


def _with_unknowns(value: Json, unknown: Json) -> Json:
    """``after`` and ``after_unknown`` laid over one another; unknown leaves become ``<unknown>``."""
    if unknown is True:
        return UNKNOWN
    if isinstance(unknown, Mapping) and (isinstance(value, Mapping) or value is None):
        merged = dict(value or {})
        for key, mark in unknown.items():
            if mark not in (False, {}, []):
                merged[key] = _with_unknowns(merged.get(key), mark)
        return merged
    if isinstance(unknown, list) and isinstance(value, list):
        padded = unknown + [False] * (len(value) - len(unknown))
        return [_with_unknowns(item, mark) for item, mark in zip(value, padded, strict=False)]
    return value
