"""What names a key: as what it is encrypted with, in a policy, or in any other value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mlplatform.gate import names
from mlplatform.gate.answers import Undecided
from mlplatform.gate.expect import KEYS
from mlplatform.gate.sweep import asking, table
from mlplatform.gate.sweep.schema import is_key
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN, Plan, Resource

ALIAS, DOCUMENT = "aws_kms_alias", "aws_iam_policy_document"
# What belongs to a key, and is no use of it.
_OWN = (*KEYS, ALIAS, "aws_kms_key_policy", "aws_kms_grant")
# A key that is only written down is used by nobody yet.
_WRITTEN_DOWN = {"aws_ssm_parameter": ("value", "insecure_value", "description")}
_NAMED = re.compile(r"arn:[a-z-]+:kms:[a-z0-9-]*:[0-9]*:(?:key|alias)/[A-Za-z0-9/_-]+|alias/[A-Za-z0-9/_-]+")


@dataclass
class Uses:
    """Key => what names it, and at which path; ``loose`` are, of each plan, the places that may name a key,
    of which the plan does not tell."""

    by_key: dict[tuple[int, str], dict[str, Subject]] = field(default_factory=lambda: defaultdict(dict))
    loose: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def uses(world: World) -> Uses:
    """Worked out once for all keys."""
    if "key use" not in world.kept:
        found = Uses()
        for plan in world.plans:
            for resource in plan.everything:
                if resource.type not in _OWN:
                    _look(world, plan, resource, found)
        world.kept["key use"] = found
    kept: Uses = world.kept["key use"]
    return kept


def encrypted_with(world: World) -> Mapping[tuple[int, str], list[tuple[Subject, str]]]:
    """Key => the resources whose settings name it as what they are encrypted with, and at which path."""
    if "encrypted with" not in world.kept:
        found: dict[tuple[int, str], list[tuple[Subject, str]]] = defaultdict(list)
        for subject in world.subjects:
            for attribute in table.attributes().get(subject.type, ()):
                for place in asking.places(subject, attribute) if attribute.asked else ():
                    for key in keys_at(subject, place.path):
                        found[key.key].append((subject, place.path))
        world.kept["encrypted with"] = found
    kept: Mapping[tuple[int, str], list[tuple[Subject, str]]] = world.kept["encrypted with"]
    return kept


def keys_at(subject: Subject, path: str) -> list[Subject]:
    """The keys of the plans that a path may mean, an alias followed to its key."""
    try:
        found = subject.refers(path, *KEYS, ALIAS)
    except Undecided:
        return []
    return [key for each in found for key in _behind(each)]


def aliases(key: Subject) -> list[str]:
    """The names of a key's aliases."""
    found = key.world.attached(key, ALIAS, "target_key_id")
    return [name for each in found if isinstance(name := each.raw("name"), str) and name != UNKNOWN]


def handed_out(key: Subject) -> list[str]:
    """The outputs of its plan's root that lead to it, for plans of other roots to use."""
    resolver = key.world.resolvers[id(key.plan)]
    wanted = {key.address, *(each.address for each in key.world.attached(key, ALIAS, "target_key_id"))}
    return [n for n in key.plan.outputs if wanted & {each.address for each in resolver.output(n).resources}]


def _behind(named: Subject) -> list[Subject]:
    return keys_at(named, "target_key_id") if named.type == ALIAS else [named]


def _look(world: World, plan: Plan, resource: Resource, found: Uses) -> None:
    subject = Subject(world, plan, resource)
    for path, text in _texts(resource.values):
        if path in _WRITTEN_DOWN.get(resource.type, ()):
            continue
        named = _by_text(world, text) if text != UNKNOWN else _by_origin(subject, path, found)
        for each in named:
            for key in _behind(each):
                found.by_key[key.key].setdefault(f"{resource.address}.{path}", subject)


def _by_text(world: World, text: str) -> Iterator[Subject]:
    if "kms" in text or "alias/" in text:
        for name in _NAMED.findall(text):
            yield from world.named(name, *KEYS, ALIAS)
            if name.startswith("arn:"):
                yield from world.named(names.ending(name).partition(":")[2], ALIAS)
    elif len(text) == 36:
        yield from world.named(text, *KEYS)


def _by_origin(subject: Subject, path: str, found: Uses) -> Iterator[Subject]:
    if not asking.written(subject, path):
        return
    origin = subject.origin(path)
    name = next((step for step in reversed(path.split(".")) if not step.isdigit()), "")
    if origin.undecided and (is_key(name) or (subject.type == DOCUMENT and name in ("resources", "values"))):
        found.loose[id(subject.plan)].append(f"{subject.address}.{path}")
    for resource in origin.resources:
        if resource.mode == "managed" and resource.type in (*KEYS, ALIAS):
            yield Subject(subject.world, subject.plan, resource)


def _texts(here: Any, above: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(here, str):
        yield above, here
    elif isinstance(here, Mapping):
        for name, value in here.items():
            yield from _texts(value, f"{above}.{name}" if above else str(name))
    elif isinstance(here, list):
        for number, value in enumerate(here):
            yield from _texts(value, f"{above}.{number}")
