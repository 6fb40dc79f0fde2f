"""The upload of a file, by the legacy API that twine speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from packaging.utils import canonicalize_name
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import parse_form_data

from mlplatform.local_aws import guards
from mlplatform.local_aws.answers import Response, plain
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages import metadata
from mlplatform.local_aws.packages.blobs import CHUNK, Blob, WrongHash
from mlplatform.local_aws.packages.contents import READABLE, Asset, Origin, Version
from mlplatform.local_aws.packages.outside import Listing
from mlplatform.local_aws.packages.reach import Reach

if TYPE_CHECKING:
    from mlplatform.local_aws.packages.endpoint import Asked, Endpoint

PUBLISH = "PublishPackageVersion"


def respond(endpoint: Endpoint, environ: dict[str, Any]) -> Response:
    """Take in a file; raises what the service answers where it may not come in."""
    asked = endpoint.enter(environ, PUBLISH)
    if asked.rest.strip("/"):
        raise AwsError("ValidationException", "files are uploaded to the repository itself", 405)
    # Large files go to disk while they are read.
    _, form, files = parse_form_data(environ)
    content = files.get("content")
    if form.get(":action") != "file_upload" or content is None:
        raise AwsError("ValidationException", "this is no upload of a file", 400)
    filename = (content.filename or "").rpartition("/")[2]
    name, version = _named(filename)
    if canonicalize_name(form.get("name", "")) != name:
        raise AwsError("ValidationException", f"{filename} is not a file of {form.get('name')}", 400)
    with endpoint.lock:
        guards.check(asked.scene, PUBLISH, asked.request(name))
        reach = asked.reach(endpoint.warehouse, name)
        _check_origin(reach)
    listing = endpoint.listing(reach)
    blob = _store(endpoint, content, form.get("sha256_digest", ""))
    try:
        details = metadata.read(blob.path, filename)
        if (details.name, metadata.canonical(details.version)) != (name, version):
            raise metadata.Unreadable(f"{filename} is of {details.name} {details.version} by its metadata")
    except metadata.Unreadable as error:
        blob.path.unlink()
        raise AwsError("ValidationException", str(error), 400) from error
    asset = Asset(filename, blob.hashes, blob.size, blob.path, requires_python=details.requires_python)
    asset.details = details
    with endpoint.lock:
        try:
            reach = asked.reach(endpoint.warehouse, name)  # of now: the listing may have taken a while
            _check_origin(reach)
            _take_in(asked, reach, listing, version, asset)
        except AwsError:
            blob.path.unlink()
            raise
    return plain(200, f"{filename} is published")


def _named(filename: str) -> tuple[str, str]:
    try:
        return metadata.named(filename)
    except metadata.Unreadable as error:
        raise AwsError("ValidationException", str(error), 400) from error


def _check_origin(reach: Reach) -> None:
    if not reach.may_publish():
        said = "The provided package is configured to block new version publishes."
        raise AwsError("AccessDeniedException", said, 403)


def _store(endpoint: Endpoint, content: FileStorage, sha256: str) -> Blob:
    try:
        return endpoint.warehouse.blobs.add(_pieces(content.stream), sha256)
    except WrongHash as error:
        raise AwsError("ValidationException", f"{content.filename}: {error}", 400) from error


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _take_in(asked: Asked, reach: Reach, listing: Listing, version: str, asset: Asset) -> None:
    """Add the file to its version. The same file again changes nothing; another of its name is a conflict."""
    package, found = reach.stored(), reach.versions(listing).get(version)
    own = package.versions.get(version) if package else None
    if own is None and found is not None:
        where = "outside" if found.outside else f"in {found.repository}"
        raise AwsError("ConflictException", f"{reach.package.name} {version} is there already, {where}", 409)
    if own is not None and own.status not in READABLE:
        raise AwsError("ConflictException", f"{reach.package.name} {version} is {own.status}", 409)
    before = own.assets.get(asset.name) if own else None
    if before and before.sha256 != asset.sha256:
        raise AwsError("ConflictException", f"{asset.name} is there already, with other content", 409)
    if before:
        return
    if own is None:
        origin = Origin("INTERNAL", asked.place.repository)
        made = reach.make(asked.place.repository, "published")
        made.versions[version] = Version(version, origin, {asset.name: asset})
    else:
        own.assets[asset.name] = asset
        own.revise()
