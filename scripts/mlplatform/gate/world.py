"""All that a check may look at: the resources of every plan given, and how they belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mlplatform.gate import documents, names
from mlplatform.gate.answers import Undecided
from mlplatform.gate.attachments import Attachments
from mlplatform.gate.policy import Policy
from mlplatform.gate.settings import Settings
from mlplatform.plan.reader import UNKNOWN, Plan, Resource
from mlplatform.plan.resolution import Origin, Resolver


class World:
    """The plans of one run of the gate."""

    def __init__(self, plans: Iterable[Plan], settings: Settings | None = None) -> None:
        self.settings = settings or Settings.unsaid()
        self.plans = list(plans)
        self.resolvers = {id(plan): Resolver(plan) for plan in self.plans}
        self._attached: dict[tuple[str, str], Attachments] = {}
        self.kept: dict[str, Any] = {}
        """What a family of checks has worked out once for all of them, by its name."""

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every managed resource of every plan."""
        return [self._subject(p, r) for p in self.plans for r in p.everything if r.mode == "managed"]

    @cached_property
    def removed(self) -> list[Subject]:
        """What the plans destroy for good, as it stood before. A check is asked about it that puts ``-``
        before the type in what it concerns."""
        return [self._subject(p, r) for p in self.plans for r in p.removed if r.mode == "managed"]

    @cached_property
    def _by_type(self) -> Mapping[str, list[Subject]]:
        found = defaultdict(list)
        for subject in self.subjects:
            found[subject.type].append(subject)
        return found

    def of(self, *types: str) -> list[Subject]:
        """The resources of these types, in the order of the plans."""
        return [subject for type in types for subject in self._by_type.get(type, [])]

    @property
    def types(self) -> list[str]:
        """The types of resource there are."""
        return sorted(self._by_type)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Subject]]:
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.subjects:
            for name in set(names.names(subject.type, subject.values)):
                found[name].append(subject)
        return found

    def named(self, name: str, *types: str) -> list[Subject]:
        """The resources, of these types where they are given, that have this ARN, id or name. An ARN that
        nobody has in full means those that it will be the ARN of, whose account a plan may not tell."""
        for form in (name, names.ending(name)) if name.startswith("arn:") else (name,):
            if found := [s for s in self._by_name.get(form, []) if not types or s.type in types]:
                return found
        return []

    def attached(self, target: Subject, type: str, path: str) -> list[Subject]:
        """The resources of ``type`` whose attribute at ``path`` means ``target``."""
        return self._attachments(type, path).to(target)

    def loose(self, type: str, path: str, target: str = "") -> list[tuple[Subject, str]]:
        """The resources of ``type`` whose ``path`` may mean any resource of type ``target``, and why the plan
        does not tell."""
        return self._attachments(type, path).loose(target)

    def _attachments(self, type: str, path: str) -> Attachments:
        if (type, path) not in self._attached:
            self._attached[type, path] = Attachments.of(self.of(type), path)
        return self._attached[type, path]

    def _subject(self, plan: Plan, resource: Resource) -> Subject:
        return Subject(self, plan, resource)


@dataclass(frozen=True)
class Subject:
    """A resource as a check sees it. Asking for a value that is not known yet ends the check: undecided."""

    world: World
    plan: Plan
    resource: Resource

    @property
    def address(self) -> str:
        """As Terraform writes it."""
        return self.resource.address

    @property
    def type(self) -> str:
        """As in ``aws_s3_bucket``."""
        return self.resource.type

    @property
    def values(self) -> dict[str, Any]:
        """The planned values, unknown leaves as ``<unknown>``."""
        return self.resource.values

    @cached_property
    def key(self) -> tuple[int, str]:
        """What tells it from every other resource of every plan."""
        return id(self.plan), self.address

    def __str__(self) -> str:
        return self.address

    def raw(self, path: str) -> Any:
        """The value at ``path`` (``rule.0.kms_key_id``), None where there is none, ``<unknown>`` as it is."""
        return _at(self.values, path)

    def known(self, path: str) -> Any:
        """The value at ``path``, None where it is not set; undecided where it is known only after apply."""
        value = self.raw(path)
        if value == UNKNOWN:
            raise Undecided(f"{path} is known only after apply{self._from(path)}")
        return value

    def text(self, path: str) -> str:
        """The text at ``path``, empty where it is not set."""
        value = self.known(path)
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    def items(self, path: str) -> list[Any]:
        """The list or set at ``path``, whose members may be unknown; undecided where it is unknown whole."""
        value = self.known(path)
        return list(value) if isinstance(value, list) else [] if value is None else [value]

    def blocks(self, path: str) -> list[str]:
        """The paths of the blocks at ``path``: ``rule`` gives ``rule.0``, ``rule.1``."""
        return [f"{path}.{number}" for number, _ in enumerate(self.items(path))]

    def is_set(self, path: str) -> bool:
        """Whether the configuration gives a value at ``path``, known or not."""
        return self.raw(path) not in (None, "", [], {}) and self.configured(path)

    def configured(self, path: str) -> bool:
        """Whether the configuration sets the first step of ``path``; what it does not set is left to AWS. A
        block that ``dynamic`` makes is not in a plan's configuration, and shows by its values alone."""
        block = self.world.resolvers[id(self.plan)].configuration(self.resource)
        first = path.split(".")[0]
        if block is None or first in block.get("expressions", {}):
            return True
        value = self.values.get(first)
        return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)

    def origin(self, path: str) -> Origin:
        """What the expression at ``path`` leads to."""
        return self.world.resolvers[id(self.plan)].origin(self.resource, path)

    def refers(self, path: str, *types: str) -> list[Subject]:
        """The resources that ``path`` means, of these types where they are given: those that have a known
        value as their ARN, id or name, or that an unknown one will come from. None where it names something
        outside the plans; undecided where the plan does not tell."""
        value = self.raw(path)
        if value in (None, "", []) or not self.configured(path):
            return []
        values = value if isinstance(value, list) else [value]
        known = [str(item) for item in values if item != UNKNOWN]
        named = [s for item in known for s in names.nearest(self, self.world.named(item, *types))]
        if len(known) < len(values):
            return list({s.key: s for s in [*named, *self._origins(path, types)]}.values())
        return named or [s for s in self._origins(path, types, quiet=True) if len(values) == 1]

    def policy(self, path: str = "policy") -> Policy | None:
        """The policy document at ``path``, None where there is none; undecided where it cannot be read."""
        kept: dict[Any, Policy | Undecided | None] = self.world.kept.setdefault("policies", {})
        asked = (self.key, path)
        if asked not in kept:
            try:
                kept[asked] = documents.policy(self, path)
            except Undecided as why:
                kept[asked] = why
        found = kept[asked]
        if isinstance(found, Undecided):
            raise found
        return found

    def attached(self, type: str, path: str, every: bool = False) -> list[Subject]:
        """The resources of ``type`` whose ``path`` means this one. Undecided where none is found and one of
        them may be meant; with ``every``, where one of them may be meant beside those found."""
        found = self.world.attached(self, type, path)
        loose = self.world.loose(type, path, self.type)
        if loose and (every or not found):
            subject, why = loose[0]
            raise Undecided(f"{subject}.{path} may mean this one: {why}")
        return found

    def _origins(self, path: str, types: tuple[str, ...], quiet: bool = False) -> list[Subject]:
        origin = self.origin(path)
        managed = [r for r in origin.resources if r.mode == "managed" and (not types or r.type in types)]
        if not managed and not quiet:
            raise Undecided(
                "; ".join(origin.undecided) or f"{path} is known only after apply{self._from(path)}"
            )
        return [Subject(self.world, self.plan, resource) for resource in managed]

    def _from(self, path: str) -> str:
        origin = self.origin(path)
        names = [resource.address for resource in origin.resources]
        return f", from {', '.join(names)}" if names else ""


def _at(values: Any, path: str) -> Any:
    here = values
    for step in path.split("."):
        if here == UNKNOWN:
            return UNKNOWN
        if isinstance(here, list):
            here = here[int(step)] if step.isdigit() and int(step) < len(here) else None
        elif isinstance(here, Mapping):
            here = here.get(step)
        else:
            return None
    return here
