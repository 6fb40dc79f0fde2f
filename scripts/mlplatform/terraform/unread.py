"""What is taken over and would be replaced at once, because AWS does not tell one of its settings again.

Such a setting is written down in ``orphans.yaml``. An import leaves it empty, and as it cannot be changed,
the plan is to make all anew: a Studio domain, with the homes of its people. So these are not imported but put
into the state, as the import reads them, with the setting as it was planned. What would be replaced for any
other reason is not taken over at all.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from mlplatform.errors import PlatformError
from mlplatform.terraform import orphans, run
from mlplatform.terraform.root import Root

Change = dict[str, Any]  # one of ``resource_changes`` in the JSON of a plan


class WouldReplace(PlatformError):
    """What stands is not as the plan has it, and taking it over would end it."""


def write_down(root: Root, plan: dict[str, Any], imports: dict[str, str]) -> set[str]:
    """Put into the state what the plan would replace for a setting that is never read; its addresses."""
    found = [change for change in _replaced(plan, imports) if _missing(change)]
    if not found:
        return set()
    run.note_taken_over(root, {change["address"]: imports[change["address"]] for change in found})
    file = root.work / "state.json"
    known = root.run("state", "pull").stdout
    file.write_text(json.dumps(with_instances(known, plan, found), indent=2))
    root.run("state", "push", str(file))
    file.unlink()
    return {str(change["address"]) for change in found}


def check(root: Root, plan: dict[str, Any], imports: dict[str, str]) -> None:
    """``WouldReplace`` where the plan ends what it has just taken over."""
    for change in _replaced(plan, imports):
        paths = ", ".join(".".join(map(str, path)) for path in change["change"].get("replace_paths", []))
        raise WouldReplace(
            f"{root.name}: {change['address']} was made by the apply that was killed, and taking it over "
            f"would replace it: {paths or 'it'} differs; apply what was applied then, and change it later"
        )


def with_instances(state: str, plan: dict[str, Any], changes: list[Change]) -> dict[str, Any]:
    """A state, as ``terraform state pull`` gives it, that knows these resources too."""
    said: dict[str, Any] = json.loads(state) if state.strip() else _new(plan["terraform_version"])
    versions = {
        one["address"]: one["schema_version"] for one in _planned(plan["planned_values"]["root_module"])
    }
    for change in changes:
        instance = {
            "schema_version": versions[change["address"]],
            "attributes": change["change"]["before"] | _missing(change),
            **({"index_key": change["index"]} if "index" in change else {}),
        }
        _resource(said["resources"], change)["instances"].append(instance)
    return said | {"serial": said["serial"] + 1}


def _replaced(plan: dict[str, Any], imports: dict[str, str]) -> list[Change]:
    return [
        change
        for change in plan.get("resource_changes", [])
        if change["address"] in imports and "delete" in change["change"]["actions"]
    ]


def _missing(change: Change) -> dict[str, Any]:
    """What was planned of it and is never read; empty where it is replaced for anything else besides."""
    never_read = orphans.ways().never_read.get(change["type"], [])
    if any(path[0] not in never_read for path in change["change"].get("replace_paths") or [[""]]):
        return {}
    before, after = change["change"]["before"], change["change"]["after"]
    return {name: after[name] for name in never_read if name in after and not before.get(name)}


def _resource(resources: list[dict[str, Any]], change: Change) -> dict[str, Any]:
    said = {
        **({"module": change["module_address"]} if "module_address" in change else {}),
        "mode": "managed",
        "type": change["type"],
        "name": change["name"],
        "provider": f'provider["{change["provider_name"]}"]',
    }
    for one in resources:
        if one["mode"] == "managed" and all(
            one.get(key) == said.get(key) for key in ("module", "type", "name")
        ):
            return one
    resources.append(said | {"instances": []})
    return resources[-1]


def _planned(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _planned(child)


def _new(version: str) -> dict[str, Any]:
    lineage = str(uuid.uuid4())
    return {"version": 4, "terraform_version": version, "serial": 0, "lineage": lineage, "resources": []}
