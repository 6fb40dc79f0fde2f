"""CodeArtifact: external connections, endpoints and tokens."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from mlplatform.local_aws import engine
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, operation
from mlplatform.local_aws.world import Record

SERVICE = "codeartifact"
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
    """The address that pip and its kin are pointed at."""
    record, caller = _repository(scene, request), scene.caller
    host = f"{record['domainName']}-{caller.account}.d.codeartifact.{caller.region}.amazonaws.com"
    return {"repositoryEndpoint": f"https://{host}/{request['format']}/{record['name']}/"}


@operation(SERVICE, "GetAuthorizationToken")
def token(scene: Scene, request: Record) -> Record:
    """A token that opens nothing, of the length of life that was asked for (12 hours at most)."""
    engine.find(scene, "Domain", {"name": request["domain"]})
    seconds = int(request.get("durationSeconds", 0)) or 43_200
    until = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=seconds)
    return {"authorizationToken": secrets.token_urlsafe(96), "expiration": until}


def _repository(scene: Scene, request: Record) -> Record:
    return engine.find(scene, "Repository", {"domainName": request["domain"], "name": request["repository"]})
