"""Origin controls: whether a version may come into a repository, and by which way.

A package has its own (publish, upstream), and so has its group (PUBLISH, EXTERNAL_UPSTREAM,
INTERNAL_UPSTREAM). A BLOCK of either wins. They concern what package managers publish and ask for;
``CopyPackageVersions`` is none, and AWS's own advice for a patched version is to copy it past a block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mlplatform.local_aws.packages import groups
from mlplatform.local_aws.packages.contents import Coordinates, Package
from mlplatform.local_aws.scene import Scene
from mlplatform.local_aws.world import Record

NOUN = "PackageGroup"
KINDS = ("PUBLISH", "EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM")
SPECIFIC = "ALLOW_SPECIFIC_REPOSITORIES"


@dataclass(frozen=True)
class Controls:
    """What holds for one package of a domain, by its group."""

    modes: dict[str, tuple[str, frozenset[str]]]  # kind -> effective mode, repositories that it allows
    lookalike: bool  # the name only resembles the group's pattern

    def allow(self, kind: str, repository: str) -> bool:
        """Whether the group lets versions come into a repository in this way."""
        mode, repositories = self.modes[kind]
        return not self.lookalike and (mode == "ALLOW" or (mode == SPECIFIC and repository in repositories))

    def defaults(self, first: str) -> dict[str, str]:
        """The own controls of a package whose first version was published or ingested. Where the group
        restricts anything, the package leaves all to it."""
        if self.lookalike or any(mode != "ALLOW" for mode, _ in self.modes.values()):
            return {"publish": "ALLOW", "upstream": "ALLOW"}
        if first == "published":
            return {"publish": "ALLOW", "upstream": "BLOCK"}
        return {"publish": "BLOCK", "upstream": "ALLOW"}


def group_records(scene: Scene, domain: str) -> dict[str, Record]:
    """The groups of a domain, by pattern."""
    return {one["pattern"]: one for one in scene.records(NOUN) if one["domainName"] == domain}


def controls(scene: Scene, domain: str, package: Coordinates) -> Controls:
    """What holds for a package of a domain."""
    records = group_records(scene, domain)
    pattern, strength = groups.associated(list(records), package)
    modes: dict[str, tuple[str, frozenset[str]]] = {}
    for kind in KINDS:
        source = records[setter(records, pattern, kind)]
        modes[kind] = (source["modes"][kind], frozenset(source["allowed"][kind]))
    return Controls(modes, strength == "WEAK")


def setter(records: dict[str, Record], pattern: str, kind: str) -> str:
    """The pattern of the group whose mode is in force: the group's own, or the nearest above that has one."""
    while records[pattern]["modes"][kind] == "INHERIT":
        above = groups.parent_of(list(records), pattern)
        if above is None:
            raise LookupError(f"no group above {pattern} has a mode for {kind}")
        pattern = above
    return pattern


def may_publish(own: Package | None, of_group: Controls, repository: str) -> bool:
    """Whether a package manager may publish the package to a repository."""
    blocked = own is not None and own.restrictions["publish"] == "BLOCK"
    return not blocked and of_group.allow("PUBLISH", repository)


def may_look_up(own: Package | None, of_group: Controls, kind: str, repository: str) -> bool:
    """Whether versions may come into a repository from its upstreams, or through its external connection."""
    blocked = own is not None and own.restrictions["upstream"] == "BLOCK"
    return not blocked and of_group.allow(kind, repository)


def empty() -> dict[str, Any]:
    """What a new group has of its own: nothing."""
    return {"modes": dict.fromkeys(KINDS, "INHERIT"), "allowed": {kind: [] for kind in KINDS}}
