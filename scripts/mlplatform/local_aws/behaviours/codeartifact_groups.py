"""CodeArtifact: package groups, a tree by what their patterns match; the root is made with the domain."""

from __future__ import annotations

from urllib.parse import quote

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages import groups, origin, warehouse
from mlplatform.local_aws.packages.contents import Coordinates
from mlplatform.local_aws.packages.groups import ROOT, BadPattern
from mlplatform.local_aws.packages.origin import KINDS, NOUN, SPECIFIC, group_records
from mlplatform.local_aws.packages.paging import page
from mlplatform.local_aws.scene import Scene, after_create, operation
from mlplatform.local_aws.world import Record

SERVICE = "codeartifact"


@after_create(SERVICE, "Domain")
def root(scene: Scene, record: Record, _: Record) -> None:
    """The group that every domain has: it lets everything in."""
    made = _create(scene, {"domain": record["name"], "packageGroup": ROOT})
    made["modes"] = dict.fromkeys(KINDS, "ALLOW")


@operation(SERVICE, "CreatePackageGroup")
def create(scene: Scene, request: Record) -> Record:
    """A group that leaves all to the group above it."""
    engine.find(scene, "Domain", {"name": request["domain"]})
    try:
        groups.parse(request["packageGroup"])
    except BadPattern as error:
        raise AwsError("ValidationException", str(error)) from error
    return {"packageGroup": shown(scene, _create(scene, request))}


@operation(SERVICE, "DescribePackageGroup")
def describe(scene: Scene, request: Record) -> Record:
    """A group."""
    return {"packageGroup": shown(scene, engine.read(scene, NOUN, request))}


@operation(SERVICE, "UpdatePackageGroup")
def update(scene: Scene, request: Record) -> Record:
    """A group's description and contact; its pattern is its name and stays."""
    return {"packageGroup": shown(scene, engine.update(scene, NOUN, request))}


@operation(SERVICE, "DeletePackageGroup")
def delete(scene: Scene, request: Record) -> Record:
    """The end of a group; those below it belong to the group above it now."""
    if request["packageGroup"] == ROOT:
        raise AwsError("ValidationException", "the root package group cannot be deleted")
    before = shown(scene, engine.read(scene, NOUN, request))
    engine.delete(scene, NOUN, request)
    return {"packageGroup": before}


@operation(SERVICE, "ListPackageGroups")
def list_groups(scene: Scene, request: Record) -> Record:
    """The groups of a domain whose patterns begin so."""
    engine.find(scene, "Domain", {"name": request["domain"]})
    prefix = request.get("prefix", "")
    found = group_records(scene, request["domain"])
    chosen = [shown(scene, found[pattern]) for pattern in sorted(found) if pattern.startswith(prefix)]
    return page(request, "packageGroups", chosen)


@operation(SERVICE, "ListSubPackageGroups")
def list_children(scene: Scene, request: Record) -> Record:
    """The groups right below a group."""
    engine.read(scene, NOUN, request)
    found = group_records(scene, request["domain"])
    own = request["packageGroup"]
    children = [pattern for pattern in sorted(found) if groups.parent_of(list(found), pattern) == own]
    return page(request, "packageGroups", [shown(scene, found[pattern]) for pattern in children])


@operation(SERVICE, "UpdatePackageGroupOriginConfiguration")
def restrict(scene: Scene, request: Record) -> Record:
    """The ways by which versions of the group's packages come into repositories."""
    record = engine.read(scene, NOUN, request)
    modes = record["modes"] | request.get("restrictions", {})
    if record["pattern"] == ROOT and "INHERIT" in modes.values():
        raise AwsError("ValidationException", "the root package group has nobody to inherit from")
    added, removed = request.get("addAllowedRepositories", []), request.get("removeAllowedRepositories", [])
    for one in [*added, *removed]:
        kind = one["originRestrictionType"]
        if modes[kind] != SPECIFIC:
            said = f"{kind} is {modes[kind]}; repositories are listed where it is {SPECIFIC}"
            raise AwsError("ValidationException", said)
        named = {"domainName": request["domain"], "name": one["repositoryName"]}
        engine.find(scene, "Repository", named)
    changes: dict[str, dict[str, list[str]]] = {}
    allowed = {kind: list(record["allowed"][kind]) if modes[kind] == SPECIFIC else [] for kind in KINDS}
    for one in added:
        kind, name = one["originRestrictionType"], one["repositoryName"]
        if name not in allowed[kind]:
            allowed[kind].append(name)
            changes.setdefault(kind, {}).setdefault("ADDED", []).append(name)
    for one in removed:
        kind, name = one["originRestrictionType"], one["repositoryName"]
        if name in allowed[kind]:
            allowed[kind].remove(name)
            changes.setdefault(kind, {}).setdefault("REMOVED", []).append(name)
    record |= {"modes": modes, "allowed": allowed}
    return {"packageGroup": shown(scene, record), "allowedRepositoryUpdates": changes}


@operation(SERVICE, "ListAllowedRepositoriesForGroup")
def list_allowed(scene: Scene, request: Record) -> Record:
    """The repositories that a group lists for one way."""
    record = engine.read(scene, NOUN, request)
    kind = request["originRestrictionType"]
    if record["modes"][kind] != SPECIFIC:
        raise AwsError("ValidationException", f"{kind} of {record['pattern']} is {record['modes'][kind]}")
    return page(request, "allowedRepositories", sorted(record["allowed"][kind]))


@operation(SERVICE, "GetAssociatedPackageGroup")
def group_of(scene: Scene, request: Record) -> Record:
    """The group of a package, whether or not it is anywhere."""
    engine.find(scene, "Domain", {"name": request["domain"]})
    found = group_records(scene, request["domain"])
    pattern, strength = groups.associated(list(found), Coordinates.of(request))
    return {"packageGroup": shown(scene, found[pattern]), "associationType": strength}


@operation(SERVICE, "ListAssociatedPackages")
def packages_of(scene: Scene, request: Record) -> Record:
    """The packages of the domain that belong to a group, or would if it were made."""
    own, domain = request["packageGroup"], request["domain"]
    patterns = set(group_records(scene, domain))
    if request.get("preview"):
        patterns.add(own)
    else:
        engine.read(scene, NOUN, {"domain": domain, "packageGroup": own})
    held = warehouse.current().in_domain(scene.caller.account, scene.caller.region, domain)
    found = []
    for coordinates in sorted({one for contents in held.values() for one in contents}):
        pattern, strength = groups.associated(list(patterns), coordinates)
        if pattern == own:
            found.append(coordinates.shown() | {"associationType": strength})
    return page(request, "packages", found)


def shown(scene: Scene, record: Record) -> Record:
    """A group as the API shows it: with what is in force, and where that comes from."""
    found = group_records(scene, record["domainName"])
    above = groups.parent_of(list(found), record["pattern"])
    restrictions = {}
    for kind in KINDS:
        source = found[origin.setter(found, record["pattern"], kind)]
        restrictions[kind] = {
            "mode": record["modes"][kind],
            "effectiveMode": source["modes"][kind],
            "repositoriesCount": len(source["allowed"][kind]),
        }
        if source is not record:
            restrictions[kind]["inheritedFrom"] = _reference(source)
    told = {name: value for name, value in record.items() if name not in ("modes", "allowed", "encoded")}
    told["originConfiguration"] = {"restrictions": restrictions}
    return told | ({"parent": _reference(found[above])} if above else {})


def _create(scene: Scene, request: Record) -> Record:
    encoded = quote(request["packageGroup"], safe="/").replace("~", "%7E")
    return engine.create(scene, NOUN, {**request, "encoded": encoded, **origin.empty()})


def _reference(record: Record) -> Record:
    return {"arn": record["arn"], "pattern": record["pattern"]}
