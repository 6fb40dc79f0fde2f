"""CodeArtifact: packages, their versions and assets, as a repository itself holds them; what stands in an
upstream is not seen here, as with AWS."""

from __future__ import annotations

import contextlib
import re

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages import warehouse
from mlplatform.local_aws.packages.contents import (
    READABLE,
    Asset,
    Coordinates,
    Package,
    Place,
    Version,
    order,
)
from mlplatform.local_aws.packages.outside import Unreachable
from mlplatform.local_aws.packages.paging import page
from mlplatform.local_aws.packages.reach import Reach
from mlplatform.local_aws.scene import Scene, operation, preparation
from mlplatform.local_aws.world import Record

SERVICE = "codeartifact"


@operation(SERVICE, "ListPackages")
def list_packages(scene: Scene, request: Record) -> Record:
    """The packages of a repository."""
    wanted = {name: request[name] for name in ("publish", "upstream") if name in request}
    found = [
        coordinates.shown() | {"originConfiguration": {"restrictions": package.restrictions}}
        for coordinates, package in sorted(warehouse.current().contents(place_of(scene, request)).items())
        if request.get("format", coordinates.format) == coordinates.format
        and coordinates.namespace.startswith(request.get("namespace", ""))
        and coordinates.name.startswith(request.get("packagePrefix", ""))
        and wanted.items() <= package.restrictions.items()
    ]
    return page(request, "packages", found)


@operation(SERVICE, "DescribePackage")
def describe_package(scene: Scene, request: Record) -> Record:
    """A package."""
    return {"package": _package(scene, request, "name")}


@operation(SERVICE, "DeletePackage")
def delete_package(scene: Scene, request: Record) -> Record:
    """The end of a package and all its versions."""
    told = _package(scene, request, "package")
    del warehouse.current().contents(place_of(scene, request))[Coordinates.of(request)]
    return {"deletedPackage": told}


@operation(SERVICE, "PutPackageOriginConfiguration")
def restrict(scene: Scene, request: Record) -> Record:
    """A package's own origin controls; a package that is not there is made, without versions."""
    place = place_of(scene, request)
    reach = Reach(scene, warehouse.current(), place, Coordinates.of(request))
    package = reach.make(place.repository, "published")
    package.restrictions = dict(request["restrictions"])
    return {"originConfiguration": {"restrictions": package.restrictions}}


@operation(SERVICE, "ListPackageVersions")
def list_versions(scene: Scene, request: Record) -> Record:
    """The versions of a package, whatever their status."""
    package = package_of(scene, request)
    found = [
        one
        for one in package.versions.values()
        if request.get("status", one.status) == one.status
        and request.get("originType", one.origin.type) == one.origin.type
    ]
    if request.get("sortBy") == "PUBLISHED_TIME":
        found.sort(key=lambda one: one.published, reverse=True)
    else:
        found.sort(key=lambda one: order(one.version))
    told = Coordinates.of(request).shown() | page(request, "versions", [one.shown() for one in found])
    latest = package.latest()
    return told | ({"defaultDisplayVersion": latest} if latest else {})


@operation(SERVICE, "DescribePackageVersion")
def describe_version(scene: Scene, request: Record) -> Record:
    """A version, with what its metadata says."""
    coordinates, version = Coordinates.of(request), version_of(scene, request)
    details = version.details
    told = {
        "summary": details.summary,
        "homePage": details.home_page,
        "sourceCodeRepository": details.source,
        "licenses": [{"name": one} for one in details.licences],
    }
    return {
        "packageVersion": {
            **coordinates.shown("packageName"),
            **version.shown(),
            "displayName": coordinates.name,
            "publishedTime": version.published,
            **{name: value for name, value in told.items() if value},
        }
    }


@operation(SERVICE, "ListPackageVersionAssets")
def list_assets(scene: Scene, request: Record) -> Record:
    """The assets of a version. One that nobody asked for yet has only the hash that the index gives."""
    version = version_of(scene, request)
    assets = [asset.shown() for _, asset in sorted(version.assets.items())]
    return _named(request, version) | page(request, "assets", assets)


@operation(SERVICE, "ListPackageVersionDependencies")
def list_dependencies(scene: Scene, request: Record) -> Record:
    """What a version asks for, from its metadata."""
    version = version_of(scene, request)
    told = []
    for line in version.details.requires:
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name:
            rest = line[name.end() :].strip()
            told.append({"package": name[0], "dependencyType": "Requires-Dist", "versionRequirement": rest})
    return _named(request, version) | page(request, "dependencies", told)


@preparation(SERVICE, "GetPackageVersionAsset")
def fetch_asset(scene: Scene, request: Record) -> None:
    """Wait for the file, if it is still outside."""
    with contextlib.suppress(AwsError):  # said under the lock
        asset = _asset(scene, request)
        if asset.path is None:
            try:
                warehouse.current().fetch(asset)
            except Unreachable as error:
                raise AwsError("InternalServerException", str(error), 500) from error


@operation(SERVICE, "GetPackageVersionAsset")
def get_asset(scene: Scene, request: Record) -> Record:
    """The bytes of an asset."""
    version, asset = version_of(scene, request), _asset(scene, request)
    if asset.path is None:
        raise AwsError("InternalServerException", f"{asset.name} could not be fetched from outside", 500)
    return {
        "asset": asset.path.read_bytes(),
        "assetName": asset.name,
        "packageVersion": version.version,
        "packageVersionRevision": version.revision,
    }


def place_of(scene: Scene, request: Record, member: str = "repository") -> Place:
    """The repository of a request, which is there."""
    engine.find(scene, "Repository", {"domainName": request["domain"], "name": request[member]})
    return Place(scene.caller.account, scene.caller.region, request["domain"], request[member])


def package_of(scene: Scene, request: Record, member: str = "repository") -> Package:
    """The package of a request; the service's error where the repository itself does not hold it."""
    place, coordinates = place_of(scene, request, member), Coordinates.of(request)
    package = warehouse.current().package(place, coordinates)
    if package is None:
        said = f"{coordinates.format} package {coordinates.name} is not in repository {place.repository}"
        raise AwsError("ResourceNotFoundException", said)
    return package


def version_of(scene: Scene, request: Record) -> Version:
    """The version of a request, or the service's error."""
    package = package_of(scene, request)
    version = package.versions.get(request["packageVersion"])
    if version is None:
        said = (
            f"Version {request['packageVersion']} of {request['package']} is not in {request['repository']}"
        )
        raise AwsError("ResourceNotFoundException", said)
    return version


def _asset(scene: Scene, request: Record) -> Asset:
    version = version_of(scene, request)
    wanted = request.get("packageVersionRevision", version.revision)
    if wanted != version.revision:
        raise AwsError("ResourceNotFoundException", f"the revision is {version.revision}, not {wanted}")
    if version.status not in READABLE or request["asset"] not in version.assets:
        said = f"Asset {request['asset']} of {version.version}, which is {version.status}, cannot be had"
        raise AwsError("ResourceNotFoundException", said)
    return version.assets[request["asset"]]


def _named(request: Record, version: Version) -> Record:
    coordinates = Coordinates.of(request)
    return coordinates.shown() | {"version": version.version, "versionRevision": version.revision}


def _package(scene: Scene, request: Record, name: str) -> Record:
    restrictions = package_of(scene, request).restrictions
    return Coordinates.of(request).shown(name) | {"originConfiguration": {"restrictions": restrictions}}
