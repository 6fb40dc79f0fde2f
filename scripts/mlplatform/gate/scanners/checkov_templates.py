"""checkov over a template: over what it comes to in each combination, and over the template as it is written.

Its checks of templates are fewer, and cannot follow a condition. So each check is asked of the plans first,
in all combinations, and what it says of the template itself counts where it says nothing of the plans.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mlplatform.gate.answers import Answer
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Scanner
from mlplatform.gate.scanners import checkov
from mlplatform.gate.templates import combining
from mlplatform.plan.reader import UNKNOWN
from mlplatform.plan.template.worlds import Read, Variant

_PROVIDER = "registry.terraform.io/hashicorp/aws"


def run(read: Read, name: str) -> tuple[Scanner, list[Result]]:
    """What checkov answers over a template, as results of the plan of this name."""
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder), number, v) for number, v in enumerate(read.variants)]
        of_plans = checkov.said(files)
    templates = sorted({Path(place.file) for v in read.variants for place in v.places.values()})
    of_templates = checkov.said(templates or [read.path], "cloudformation")
    summaries = [of_plans["summary"], of_templates["summary"]]
    count = sum(summary["passed"] + summary["failed"] for summary in summaries)
    answers = [*_of_plans(of_plans, read), *_of_templates(of_templates, of_plans, read)]
    return Scanner("checkov", summaries[0]["checkov_version"], True, count), checkov.together(name, answers)


def _of_plans(said: Mapping[str, Any], read: Read) -> Iterator[tuple[str, str, Answer]]:
    """One answer of each check for each resource; one that is no in some combinations alone says in which."""
    found: dict[tuple[str, str], dict[int, tuple[Mapping[str, Any], bool]]] = defaultdict(dict)
    for record, holds in checkov.records(said):
        address = record["resource_address"] or record["resource"]
        found[record["check_id"], address][int(Path(record["file_path"]).stem)] = (record, holds)
    every = [variant.told for variant in read.variants]
    for (_, address), by_number in found.items():
        wrong = [number for number, (_, holds) in by_number.items() if not holds]
        record, holds = by_number[wrong[0]] if wrong else next(iter(by_number.values()))
        answer = checkov.answered(record, holds)
        if wrong and len(wrong) < len(every):
            where = combining.where([every[number] for number in wrong], every)
            answer = replace(answer, reason=f"{answer.reason} where {where}")
        yield checkov.control_of(record), address, answer


def _of_templates(
    said: Mapping[str, Any], of_plans: Mapping[str, Any], read: Read
) -> Iterator[tuple[str, str, Answer]]:
    asked: dict[str, set[str]] = defaultdict(set)
    for record, _ in checkov.records(of_plans):
        asked[record["check_id"]].add(_logical(record["resource_address"] or record["resource"], read))
    addresses = _addresses(read)
    for record, holds in checkov.records(said):
        named = str(record["resource"]).rpartition(".")[2]
        if named not in asked[record["check_id"]]:
            for address in addresses.get(named, []):
                yield checkov.control_of(record), address, checkov.answered(record, holds)


def _logical(address: str, read: Read) -> str:
    places = (variant.places.get(address) for variant in read.variants)
    place = next((place for place in places if place is not None), None)
    return place.logical_id.rpartition(".")[2] if place else address


def _addresses(read: Read) -> dict[str, list[str]]:
    """Logical id => the main resources that have it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for variant in read.variants:
        for address, place in variant.places.items():
            logical = place.logical_id.rpartition(".")[2]
            if not place.below:
                found[logical][address] = None
    return {logical: list(addresses) for logical, addresses in found.items()}


def _written(folder: Path, number: int, variant: Variant) -> Path:
    """A combination as the plan that checkov reads: known values in ``planned_values`` too."""
    raw = variant.plan.raw
    changes = [{**change, "provider_name": _PROVIDER} for change in raw["resource_changes"]]
    resources = [
        {
            **{key: change[key] for key in ("address", "mode", "type", "name", "provider_name")},
            "schema_version": 0,
            "values": _known(change["change"]["after"]),
        }
        for change in changes
    ]
    planned = {
        "format_version": "1.2",
        "terraform_version": "1.12.0",
        "planned_values": {"root_module": {"resources": resources}},
        "resource_changes": changes,
        "configuration": raw["configuration"],
    }
    path = folder / f"{number}.json"
    path.write_text(json.dumps(planned, indent=1))
    return path


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(inner) for key, inner in value.items() if inner != UNKNOWN}
    if isinstance(value, list):
        return [_known(inner) for inner in value if inner != UNKNOWN]
    return value
