"""What takes a key (``attributes.yaml``), and what was decided about each attribute (``reviewed.yaml``)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from mlplatform.gate.sweep.schema import TABLE, encrypts

REVIEWED = Path(__file__).with_name("reviewed.yaml")
RULES = ("not_keys", "only_when", "unless_set", "taken_from", "inherits", "instead", "ebs_default")
Rule = Mapping[str, Any]


@dataclass(frozen=True)
class Attribute:
    """One attribute of one type. ``needed`` are the blocks on its path that must be there if the block around
    them is; ``rules`` are what was decided, by the name of the section."""

    path: tuple[str, ...]
    how: str
    switches: tuple[str, ...]
    implied: frozenset[str]
    needed: frozenset[int]
    rules: Mapping[str, Rule | str]

    @property
    def asked(self) -> bool:
        """Whether it is a setting at all."""
        return self.how != "told" and "not_keys" not in self.rules


@functools.cache
def attributes() -> Mapping[str, tuple[Attribute, ...]]:
    """Type => its attributes that take a key."""
    table, decided = written(TABLE)["attributes"], written(REVIEWED)
    return {
        type: tuple(_attribute(type, path, said, decided) for path, said in rows.items())
        for type, rows in table.items()
    }


@functools.cache
def paths(type: str) -> frozenset[str]:
    """The paths of a type that the table has."""
    return frozenset(".".join(attribute.path) for attribute in attributes().get(type, ()))


@functools.cache
def written(path: Path) -> Mapping[str, Any]:
    """A file of this folder."""
    found: Mapping[str, Any] = yaml.safe_load(path.read_text())
    return found


def unused() -> Iterator[str]:
    """Entries of ``reviewed.yaml`` that speak of nothing in the table."""
    keys = {f"{type}.{'.'.join(a.path)}": a for type, rows in attributes().items() for a in rows}
    table = written(TABLE)["attributes"]
    switches = {f"{t}.{p}.{s}" for t, rows in table.items() for p, said in rows.items() for s in said[1:]}
    blocks = {key.rsplit(".", n)[0] for key in keys for n in range(1, key.count("."))}
    known = {"no_switch": switches, "implied": switches, "must_be_there": blocks}
    for section, entries in written(REVIEWED).items():
        for pattern in entries:
            if not any(fnmatchcase(name, pattern) for name in known.get(section, keys)):
                yield f"{section}: {pattern}"


def _attribute(type: str, path: str, said: list[str], decided: Mapping[str, Any]) -> Attribute:
    name, steps = f"{type}.{path}", tuple(path.split("."))
    needed = (
        number
        for number, step in enumerate(steps[:-1])
        if encrypts(step) or _decided(decided["must_be_there"], ".".join((type, *steps[: number + 1])))
    )
    return Attribute(
        steps,
        said[0],
        tuple(switch for switch in said[1:] if not _decided(decided["no_switch"], f"{name}.{switch}")),
        frozenset(switch for switch in said[1:] if _decided(decided["implied"], f"{name}.{switch}")),
        frozenset(needed),
        {rule: found for rule in RULES if (found := _decided(decided[rule], name)) is not None},
    )


def _decided(entries: Mapping[str, Any], name: str) -> Any:
    return next((said for pattern, said in entries.items() if fnmatchcase(name, pattern)), None)
