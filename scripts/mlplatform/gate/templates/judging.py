"""Judges plans and templates together, once for each way that the templates may come out."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from mlplatform.gate.answers import WORST_FIRST
from mlplatform.gate.catalogue import Control, Written
from mlplatform.gate.judge import Result, judge
from mlplatform.gate.report import Location
from mlplatform.gate.settings import Settings
from mlplatform.gate.templates import combining, telling
from mlplatform.gate.templates.combining import Told
from mlplatform.gate.templates.given import Templates
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan
from mlplatform.plan.template.worlds import Doubt, Place, Variant

TABLE = Path(__file__).with_name("controls.yaml")
LINT, WHOLE = "CFN-01", "CFN-02"


@functools.cache
def controls() -> Mapping[str, Written]:
    """What is asked of templates themselves, by id."""
    written = yaml.safe_load(TABLE.read_text())
    return {id: Written.model_validate({"id": id, **fields}) for id, fields in written.items()}


@dataclass(frozen=True)
class Judged:
    """The answers over all variants, and where in a file each stands. ``world`` is that of the first."""

    results: tuple[Result, ...]
    places: Mapping[tuple[str, str], Place]
    world: World

    def placed(self, results: Iterable[Result]) -> list[Result]:
        """What scanners say of templates, in the words of templates."""
        return [_placed(result, self.places) for result in results]

    def locations(self, results: Sequence[Result]) -> dict[Result, Location]:
        """File and line of results about templates."""
        found = {}
        for result in results:
            place = self.places.get((result.plan, result.address))
            if place is not None:
                found[result] = telling.location(place, result)
        return found


def judged(
    plans: Sequence[Plan],
    templates: Templates,
    settings: Settings,
    every: Sequence[Control],
    tell: Callable[[str], None],
) -> Judged:
    """All answers."""
    found: dict[tuple[str, str, str], list[tuple[Result, Told]]] = defaultdict(list)
    places: dict[tuple[str, str], Place] = {}
    worlds: list[World] = []
    for round in range(templates.rounds):
        variants = templates.variants(round)
        world = World([*plans, *(variant.plan for variant in variants.values())], settings)
        worlds = worlds or [world]
        combination = f", combination {round + 1} of {templates.rounds}" if templates.rounds > 1 else ""
        tell(f"judging {len(world.subjects)} resources of {len(world.plans)} plans{combination}")
        for name, variant in variants.items():
            places |= {(name, address): place for address, place in variant.places.items()}
        for result in [*judge(world, every).results, *_doubts(variants)]:
            told = variants[result.plan].told if result.plan in variants else _together(variants)
            found[result.control, result.plan, result.address].append((result, told))
        for name, variant in variants.items():
            for doubt in variant.doubts:
                places.setdefault((name, doubt.address), doubt.place)
    results = [_worst(each, _combinations(plan, templates)) for (_, plan, _), each in found.items()]
    results += list(_beyond(templates))
    told_of = tuple(_placed(result, places) for result in results)
    return Judged(told_of, places, worlds[0])


def _combinations(plan: str, templates: Templates) -> list[Told]:
    """The combination of each round, for a template its own."""
    every = [templates.variants(round) for round in range(templates.rounds)]
    return [variants[plan].told if plan in variants else _together(variants) for variants in every]


def _together(variants: Mapping[str, Variant]) -> Told:
    return tuple(told for variant in variants.values() for told in variant.told)


def _worst(found: Sequence[tuple[Result, Told]], combinations: Sequence[Told]) -> Result:
    """One answer for all combinations. Where it is not in all of them, the reason says in which."""
    status = next(s for s in WORST_FIRST if any(result.status == s for result, _ in found))
    alike = [(result, told) for result, told in found if result.status == status]
    result = alike[0][0]
    if status == "pass" or len(alike) == len(combinations):
        return result
    where = combining.where([told for each, told in alike if each.reason == result.reason], combinations)
    return replace(result, reason=f"where {where}: {result.reason}" if where else result.reason)


def _doubts(variants: Mapping[str, Variant]) -> Iterator[Result]:
    for name, variant in variants.items():
        by_address: dict[str, list[Doubt]] = defaultdict(list)
        for doubt in variant.doubts:
            by_address[doubt.address].append(doubt)
        for address, doubts in by_address.items():
            reasons = [f"{doubt.property} {doubt.why}".strip() for doubt in doubts]
            lines = tuple(telling.line(doubt.place, doubt.property) for doubt in doubts)
            yield _whole(name, address, "; ".join(reasons), lines)
        if not by_address:
            yield Result(WHOLE, name, "template", "pass", controls()[WHOLE].severity, "", "")


def _beyond(templates: Templates) -> Iterator[Result]:
    for name, read in templates.read.items():
        if read.beyond:
            yield _whole(name, "Conditions", read.beyond, (str(read.path),))


def _whole(name: str, address: str, reason: str, path: tuple[str, ...]) -> Result:
    written = controls()[WHOLE]
    return Result(WHOLE, name, address, "undecided", written.severity, reason, written.remedy, path)


def _placed(result: Result, places: Mapping[tuple[str, str], Place]) -> Result:
    """A result about a template in its words, with the line of what it is about."""
    place = places.get((result.plan, result.address))
    if place is None or result.status == "pass" or result.control in controls():
        return result
    return telling.told(result, place)
