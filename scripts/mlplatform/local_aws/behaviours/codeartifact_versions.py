"""CodeArtifact: what happens to many versions at once. All of a request succeed or none: where one cannot,
the others are SKIPPED, as AWS documents it."""

from __future__ import annotations

from collections.abc import Callable

from mlplatform.local_aws.behaviours.codeartifact_packages import package_of, place_of
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages import warehouse
from mlplatform.local_aws.packages.contents import READABLE, Coordinates, Package, Version
from mlplatform.local_aws.packages.reach import Found, Reach
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "codeartifact"
SETTABLE = ("Archived", "Published", "Unlisted")
Fault = tuple[str, str]  # code, message


@operation(SERVICE, "CopyPackageVersions")
def copy(scene: Scene, request: Record) -> Record:
    """Versions of one repository in another of the domain: references to the same assets, with their origin.

    Origin controls do not bind it: they are for what package managers publish and ask for."""
    named, revisions = request.get("versions", []), request.get("versionRevisions", {})
    if bool(named) == bool(revisions):
        raise AwsError("ValidationException", "give versions or versionRevisions, and not both")
    source = place_of(scene, request, "sourceRepository")
    destination = place_of(scene, request, "destinationRepository")
    if source == destination:
        raise AwsError("ValidationException", "source and destination are one repository")
    coordinates = Coordinates.of(request)
    here = _copyable(scene, request)
    there = Reach(scene, warehouse.current(), destination, coordinates)
    own = there.stored()
    faults: dict[str, Fault] = {}
    moved: dict[str, Version] = {}
    for name in named or revisions:
        version = here.get(name)
        before = own.versions.get(name) if own else None
        fault = _copy_fault(name, version, before, revisions.get(name), bool(request.get("allowOverwrite")))
        if fault:
            faults[name] = fault
        elif version and not (before and before.same_as(version)):
            moved[name] = version
    if faults:
        return _failed(named or revisions, faults)
    for name, version in moved.items():
        first = "published" if version.origin.type == "INTERNAL" else "ingested"
        there.make(destination.repository, first).versions[name] = version.copy()
    return {"successfulVersions": {name: _done(one) for name, one in moved.items()}, "failedVersions": {}}


@operation(SERVICE, "UpdatePackageVersionsStatus")
def set_status(scene: Scene, request: Record) -> Record:
    """The status of versions: whether they are listed, and whether they can be had."""
    target = request["targetStatus"]
    if target not in SETTABLE:
        raise AwsError("ValidationException", f"the status is set to {' or '.join(SETTABLE)}, not {target}")

    def change(_: Package, version: Version) -> None:
        version.status = target

    return _each(scene, request, change, target)


@operation(SERVICE, "DisposePackageVersions")
def dispose(scene: Scene, request: Record) -> Record:
    """The end of versions' assets; their names stay taken."""

    def change(_: Package, version: Version) -> None:
        version.status = "Disposed"
        version.assets = {}

    return _each(scene, request, change, "Disposed")


@operation(SERVICE, "DeletePackageVersions")
def delete(scene: Scene, request: Record) -> Record:
    """The end of versions; they may be published again."""

    def change(package: Package, version: Version) -> None:
        del package.versions[version.version]

    return _each(scene, request, change, "Deleted")


def _copyable(scene: Scene, request: Record) -> dict[str, Version]:
    """The versions that can be copied: the source's own, and those of its upstreams where that is asked."""
    if not request.get("includeFromUpstream"):
        return package_of(scene, request, "sourceRepository").versions
    source = place_of(scene, request, "sourceRepository")
    reach = Reach(scene, warehouse.current(), source, Coordinates.of(request))
    return {name: _whole(found) for name, found in reach.versions({}).items()}


def _whole(found: Found) -> Version:
    whole = found.version.copy()
    whole.assets = dict(found.assets)
    whole.revise()
    return whole


def _copy_fault(
    name: str, version: Version | None, before: Version | None, revision: str | None, overwrite: bool
) -> Fault | None:
    if version is None:
        return "NOT_FOUND", f"Could not find version {name}"
    if revision is not None and revision != version.revision:
        return _other_revision(version, revision)
    if version.status not in READABLE:
        return "NOT_ALLOWED", f"Version {name} is {version.status} and cannot be copied"
    if before and not overwrite and not before.same_as(version):
        return "ALREADY_EXISTS", f"Version {name} already exists"
    return None


def _each(scene: Scene, request: Record, change: Callable[[Package, Version], None], target: str) -> Record:
    """Change every version that is named, if all of them can be."""
    package, names = package_of(scene, request), request["versions"]
    revisions = request.get("versionRevisions")
    if revisions is not None and set(revisions) != set(names):
        raise AwsError("ValidationException", "versions and versionRevisions name different versions")
    faults = {
        name: fault
        for name in names
        if (fault := _fault(package.versions.get(name), name, request, (revisions or {}).get(name), target))
    }
    if faults:
        return _failed(names, faults)
    done = {}
    for name in names:
        version = package.versions[name]
        change(package, version)
        done[name] = _done(version) | {"status": target}
    return {"successfulVersions": done, "failedVersions": {}}


def _fault(
    version: Version | None, name: str, request: Record, revision: str | None, target: str
) -> Fault | None:
    if version is None:
        return "NOT_FOUND", f"Could not find version {name}"
    if revision is not None and revision != version.revision:
        return _other_revision(version, revision)
    expected = request.get("expectedStatus", version.status)
    if expected != version.status:
        return "MISMATCHED_STATUS", f"current status: {version.status}, expected status: {expected}"
    if version.status == "Disposed" and target != "Deleted":
        return "NOT_ALLOWED", f"version {name} is disposed of; it can only be deleted"
    return None


def _other_revision(version: Version, expected: str) -> Fault:
    return "MISMATCHED_REVISION", f"current revision: {version.revision}, expected revision: {expected}"


def _done(version: Version) -> Record:
    return {"revision": version.revision, "status": version.status}


def _failed(names: list[str] | Record, faults: dict[str, Fault]) -> Record:
    skipped = {name: ("SKIPPED", f"Version {name} was skipped") for name in names}
    told = {
        name: {"errorCode": code, "errorMessage": text} for name, (code, text) in (skipped | faults).items()
    }
    return {"successfulVersions": {}, "failedVersions": told}
