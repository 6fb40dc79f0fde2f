"""Repositories of packages: their domain, what is above them, and the public sources they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mlplatform.gate.answers import Undecided
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_GROUPS = "awscc_codeartifact_package_group"
PUBLISHES = tuple(
    f"codeartifact:{name}"
    for name in (
        "PublishPackageVersion",
        "CopyPackageVersions",
        "PutPackageMetadata",
        "UpdatePackageVersionsStatus",
    )
)
"""Actions that put a package into a repository, or change what is given out of it."""
MANAGES = tuple(
    f"codeartifact:{name}"
    for name in (
        "AssociateExternalConnection",
        "PutDomainPermissionsPolicy",
        "DeleteDomainPermissionsPolicy",
        "PutRepositoryPermissionsPolicy",
        "DeleteRepositoryPermissionsPolicy",
        "CreatePackageGroup",
        "UpdatePackageGroup",
        "UpdatePackageGroupOriginConfiguration",
        "DeletePackageGroup",
        "PutPackageOriginConfiguration",
        "UpdateRepository",
    )
)
"""Actions that open a domain or a repository: to a public source, or to other people."""
OPENS = tuple(action for action in MANAGES if action != "codeartifact:UpdateRepository")
"""Those of them that no workload needs, so that the organization denies them to all but the platform."""


@dataclass(frozen=True)
class Repository:
    """A repository. ``external`` is None where its connections are not known, ``domain`` empty where that is
    not."""

    subject: Subject
    domain: str
    name: str
    external: tuple[str, ...] | None
    upstreams: tuple[str, ...]
    """The repositories above it, by their keys; a reason in words for one that cannot be told."""
    unclear: tuple[str, ...]

    @property
    def key(self) -> str:
        """Domain and name."""
        return f"{self.domain}/{self.name}" if self.domain and self.name else str(self.subject)

    def may_share_domain(self, other: Repository) -> bool:
        """Whether two are in one domain, or may be."""
        return not self.domain or not other.domain or self.domain == other.domain


def repositories(world: World) -> list[Repository]:
    """Every repository of the plans."""
    if "codeartifact" not in world.kept:
        world.kept["codeartifact"] = [_repository(s) for s in world.of("aws_codeartifact_repository")]
    found: list[Repository] = world.kept["codeartifact"]
    return found


def _repository(subject: Subject) -> Repository:
    domain = _named(subject, "domain", "aws_codeartifact_domain", "domain")
    name = subject.raw("repository")
    connections = subject.raw("external_connections")
    external = None if connections == UNKNOWN else tuple(_sources(subject, connections or []))
    upstreams, unclear = [], []
    if subject.raw("upstream") == UNKNOWN:
        unclear.append("upstream is known only after apply")
    else:
        for block in subject.blocks("upstream"):
            above = _named(subject, f"{block}.repository_name", "aws_codeartifact_repository", "repository")
            if above:
                upstreams.append(f"{domain}/{above}" if domain else above)
            else:
                unclear.append(f"{block}.repository_name is known only after apply")
    known_name = str(name) if name not in (None, UNKNOWN) else ""
    if UNKNOWN in (external or ()):
        external = None
    return Repository(subject, domain, known_name, external, tuple(upstreams), tuple(unclear))


def _sources(subject: Subject, blocks: object) -> Iterator[str]:
    for block in subject.blocks("external_connections") if blocks else []:
        yield subject.raw(f"{block}.external_connection_name")


def _named(subject: Subject, path: str, type: str, attribute: str) -> str:
    """The name at ``path``: as written, or that of the one resource it will come from; empty otherwise."""
    value = subject.raw(path)
    if value not in (None, UNKNOWN):
        return str(value)
    try:
        found = {str(meant.raw(attribute)) for meant in subject.refers(path, type)}
    except Undecided:
        return ""
    return found.pop() if len(found) == 1 and UNKNOWN not in found else ""


@dataclass(frozen=True)
class Way:
    """How a repository comes to a public source: the repositories in order, the connected one last."""

    steps: tuple[Repository, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """One line for each step, the public source last."""
        sources = " and ".join(self.steps[-1].external or ("a source that is known only after apply",))
        return (*(f"{step.subject} ({step.key})" for step in self.steps), sources)


def ways(start: Repository, world: World) -> tuple[list[Way], list[str]]:
    """Every way from a repository through those above it to a connected one, and what stays unclear."""
    by_key = {each.key: each for each in repositories(world)}
    found: list[Way] = []
    unclear: list[str] = []
    _walk((start,), by_key, found, unclear)
    return found, list(dict.fromkeys(unclear))


def _walk(
    steps: tuple[Repository, ...], by_key: dict[str, Repository], found: list[Way], unclear: list[str]
) -> None:
    here = steps[-1]
    if len(steps) > 1 and here.external != ():
        found.append(Way(steps))
    unclear.extend(f"{here.subject}: {why}" for why in here.unclear)
    for key in here.upstreams:
        above = by_key.get(key)
        if above is None:
            unclear.append(f"{here.subject} has {key} above it, which is not in these plans")
        elif above not in steps:
            _walk((*steps, above), by_key, found, unclear)


def circle(start: Repository, world: World) -> tuple[str, ...]:
    """A way from a repository back to itself; empty where there is none."""
    by_key = {each.key: each for each in repositories(world)}
    return _circle((start,), by_key)


def _circle(steps: tuple[Repository, ...], by_key: dict[str, Repository]) -> tuple[str, ...]:
    for key in steps[-1].upstreams:
        above = by_key.get(key)
        if above is steps[0]:
            return tuple(step.key for step in (*steps, above))
        if above and above not in steps and (found := _circle((*steps, above), by_key)):
            return found
    return ()


def has_origin_control(domain: str, world: World) -> bool:
    """Whether public packages are blocked by default in a domain: its root package group says so in a plan,
    or the settings do."""
    if domain and domain in world.settings.origin_controlled_domains:
        return True
    return any(
        group.raw("pattern") == "/*"
        and group.raw("domain_name") == domain
        and group.raw("origin_configuration.restrictions.external_upstream.restriction_mode")
        in ("BLOCK", "ALLOW_SPECIFIC_REPOSITORIES")
        for group in world.of(_GROUPS)
    )
