"""CodeArtifact: repositories and what they are connected to, endpoints, tokens."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from moto.sts.models import sts_backends

from mlplatform.local_aws import engine, guards
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.packages import warehouse
from mlplatform.local_aws.packages.contents import Place
from mlplatform.local_aws.packages.tokens import LONGEST, SHORTEST, Token
from mlplatform.local_aws.resource_policy import Verdict
from mlplatform.local_aws.scene import Scene, after_delete, operation
from mlplatform.local_aws.world import Record

SERVICE = "codeartifact"
MOST_UPSTREAMS = 10  # direct ones
FORMATS = {
    "public:pypi": "pypi",
    "public:npmjs": "npm",
    "public:nuget-org": "nuget",
    "public:crates-io": "cargo",
    "public:ruby-gems-org": "ruby",
}


@operation(SERVICE, "AssociateExternalConnection")
def associate(scene: Scene, request: Record) -> Record:
    """Connect a repository to one public source; AWS allows no second."""
    record, name = _repository(scene, request), request["externalConnection"]
    if record["externalConnections"]:
        taken = record["externalConnections"][0]["externalConnectionName"]
        raise AwsError("ConflictException", f"repository {record['name']} is connected to {taken} already")
    packages = FORMATS.get(name, "maven" if name.startswith("public:maven") else "generic")
    connection = {"externalConnectionName": name, "packageFormat": packages, "status": "Available"}
    record["externalConnections"] = [connection]
    return {"repository": record}


@operation(SERVICE, "DisassociateExternalConnection")
def disassociate(scene: Scene, request: Record) -> Record:
    """End the connection; a connection that is not there is an error."""
    record, name = _repository(scene, request), request["externalConnection"]
    left = [one for one in record["externalConnections"] if one["externalConnectionName"] != name]
    if len(left) == len(record["externalConnections"]):
        raise AwsError("ResourceNotFoundException", f"repository {record['name']} is not connected to {name}")
    record["externalConnections"] = left
    return {"repository": record}


@operation(SERVICE, "GetRepositoryEndpoint")
def endpoint(scene: Scene, request: Record) -> Record:
    """The address that pip and its kin are pointed at: on this server, where pip needs no TLS."""
    record, caller = _repository(scene, request), scene.caller
    server = f"http://127.0.0.1:{os.environ['MOTO_PORT']}"
    domain = f"{record['domainName']}-{caller.account}/{caller.region}"
    return {"repositoryEndpoint": f"{server}/codeartifact/{domain}/{request['format']}/{record['name']}/"}


@operation(SERVICE, "GetAuthorizationToken")
def token(scene: Scene, request: Record) -> Record:
    """A token for the domain, for as long as was asked for: 0 is the rest of the caller's session."""
    engine.find(scene, "Domain", {"name": request["domain"]})
    seconds = int(request.get("durationSeconds", LONGEST))
    if seconds and not SHORTEST <= seconds <= LONGEST:
        said = f"durationSeconds is 0 or {SHORTEST} to {LONGEST}, not {seconds}"
        raise AwsError("ValidationException", said)
    _check_bearer(scene, request["domain"], seconds)
    until = datetime.now(UTC) + timedelta(seconds=seconds or LONGEST)
    if not seconds:
        until = _end_of_session(scene.caller.access_key) or until
    caller = scene.caller
    given = Token(caller.account, caller.region, request["domain"], caller.principal, until)
    return {
        "authorizationToken": warehouse.current().tokens.give(given),
        "expiration": until.replace(tzinfo=None),
    }


@operation(SERVICE, "CreateRepository")
def create_repository(scene: Scene, request: Record) -> Record:
    """A repository; what stands above it stands already."""
    _check_upstreams(scene, request)
    return {"repository": engine.create(scene, "Repository", request)}


@operation(SERVICE, "UpdateRepository")
def update_repository(scene: Scene, request: Record) -> Record:
    """A repository's description and upstreams."""
    _check_upstreams(scene, request)
    return {"repository": engine.update(scene, "Repository", request)}


@operation(SERVICE, "DescribeDomain")
def describe_domain(scene: Scene, request: Record) -> Record:
    """A domain, with the size of what it holds; an asset counts once, wherever it was copied to."""
    record = engine.read(scene, "Domain", request)
    held = warehouse.current().in_domain(scene.caller.account, scene.caller.region, record["name"])
    sizes = {
        asset.sha256: asset.size or 0
        for contents in held.values()
        for package in contents.values()
        for version in package.versions.values()
        for asset in version.assets.values()
    }
    return {"domain": record | {"assetSizeBytes": sum(sizes.values())}}


@after_delete(SERVICE, "Repository")
def empty_repository(scene: Scene, record: Record, _: Record) -> None:
    """Its packages end with it."""
    caller = scene.caller
    warehouse.current().forget(Place(caller.account, caller.region, record["domainName"], record["name"]))


def _check_bearer(scene: Scene, domain: str, seconds: int) -> None:
    """A token is a bearer token of STS's, and the domain's policy may deny that too."""
    caller, action = scene.caller, "sts:GetServiceBearerToken"
    resource = f"arn:{caller.partition}:{SERVICE}:{caller.region}:{caller.account}:domain/{domain}"
    known = {"sts:awsservicename": f"{SERVICE}.amazonaws.com", "sts:durationseconds": str(seconds)}
    where = {"domainName": domain}
    said = guards.said_by(scene, "DomainPermissionsPolicy", where, action, resource, known)
    if said is Verdict.DENY:
        raise guards.denied(scene, action, resource, said)


def _check_upstreams(scene: Scene, request: Record) -> None:
    """At most ten direct upstreams, all of the domain, none of which leads back."""
    names = [one["repositoryName"] for one in request.get("upstreams", [])]
    if len(names) > MOST_UPSTREAMS:
        said = f"a repository has at most {MOST_UPSTREAMS} direct upstreams, not {len(names)}"
        raise AwsError("ServiceQuotaExceededException", said)
    domain, own = request["domain"], request["repository"]
    for name in names:
        if name != own:
            engine.find(scene, "Repository", {"domainName": domain, "name": name})
    above = {
        one["name"]: [up["repositoryName"] for up in one["upstreams"]]
        for one in scene.records("Repository")
        if one["domainName"] == domain
    }
    reached, next_ones = set[str](), list(names)
    while next_ones:
        name = next_ones.pop()
        if name not in reached:
            reached.add(name)
            next_ones += above.get(name, [])
    if own in reached:
        raise AwsError("ValidationException", f"repository {own} would be an upstream of itself")


def _end_of_session(access_key: str) -> datetime | None:
    """When the credentials of a role that was taken on end; None for those that do not."""
    for partitions in list(sts_backends.values()):
        for backend in list(partitions.values()):
            for role in backend.assumed_roles:
                if role.access_key_id == access_key:
                    return role.expiration.replace(tzinfo=UTC)
    return None


def _repository(scene: Scene, request: Record) -> Record:
    return engine.find(scene, "Repository", {"domainName": request["domain"], "name": request["repository"]})
