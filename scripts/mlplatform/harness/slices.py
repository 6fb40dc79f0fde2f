"""One case's part of a composed plan, with addresses as they would be had it been planned alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Raw = dict[str, Any]


def slice_of(composed: Mapping[str, Any], name: str) -> Raw:
    """The plan's JSON for the call ``module.<name>``, in the shape of a plan of that folder as a root."""
    start = f"module.{name}."
    root = composed["configuration"]["root_module"]
    return {
        "format_version": composed["format_version"],
        "terraform_version": composed["terraform_version"],
        "resource_changes": list(_changes(composed, start)),
        "output_changes": _outputs(composed, name),
        "configuration": {"root_module": root["module_calls"][name]["module"]},
        "prior_state": {"values": {"root_module": _prior(composed, f"module.{name}")}},
        "checks": list(_checks(composed, start)),
    }


def _changes(composed: Mapping[str, Any], start: str) -> Iterator[Raw]:
    for change in composed.get("resource_changes", []):
        if change["address"].startswith(start):
            alone = change | {"address": change["address"].removeprefix(start)}
            module = f"{change['module_address']}.".removeprefix(start).removesuffix(".")
            alone.pop("module_address")
            yield alone | ({"module_address": module} if module else {})


def _outputs(composed: Mapping[str, Any], name: str) -> Raw:
    """An output of the case is an attribute of the one output that the root has for it."""
    change = composed.get("output_changes", {}).get(name, {})
    after, unknown = change.get("after") or {}, change.get("after_unknown") or {}
    every = {*after, *(unknown if isinstance(unknown, dict) else ())}
    return {
        output: {"after": after.get(output), "after_unknown": unknown.get(output, False)}
        for output in sorted(every)
    }


def _prior(composed: Mapping[str, Any], address: str) -> Raw:
    root = composed.get("prior_state", {}).get("values", {}).get("root_module", {})
    for child in root.get("child_modules", []):
        if child["address"] == address:
            return _moved(child, f"{address}.")
    return {}


def _moved(module: Mapping[str, Any], start: str) -> Raw:
    moved: Raw = {}
    if "address" in module:
        moved["address"] = module["address"].removeprefix(start)
    resources = module.get("resources", [])
    moved["resources"] = [r | {"address": r["address"].removeprefix(start)} for r in resources]
    moved["child_modules"] = [_moved(child, start) for child in module.get("child_modules", [])]
    return moved


def _checks(composed: Mapping[str, Any], start: str) -> Iterator[Raw]:
    for check in composed.get("checks", []):
        shown = check["address"]["to_display"]
        if shown.startswith(start):
            yield {
                "address": shown.removeprefix(start),
                "status": check["status"],
                "problems": [
                    problem["message"]
                    for instance in check.get("instances", [])
                    for problem in instance.get("problems", [])
                ],
            }
