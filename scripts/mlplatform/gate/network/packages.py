"""What CodeArtifact hands out from S3, and whether the S3 endpoint of a VPC lets it be read."""

from __future__ import annotations

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.codeartifact import repositories
from mlplatform.gate.network.endpoints import Endpoint
from mlplatform.gate.network.signed_by_aws import lets_read_from
from mlplatform.gate.policy import is_symbol
from mlplatform.gate.world import World

_BY_ITSELF = ("pypi",)  # Python's and Swift's packages come from CodeArtifact's own endpoint


def from_s3(world: World) -> tuple[list[str], str]:
    """The public sources whose packages are handed out from S3, and why there may be others."""
    found: dict[str, None] = {}
    for repository in repositories(world):
        if repository.external is None:
            return list(found), f"{repository.subject}.external_connections is known only after apply"
        for source in repository.external:
            if not any(name in source for name in _BY_ITSELF):
                found[source] = None
    return list(found), ""


def assets(endpoints: list[Endpoint], formats: list[str], unknown: str) -> Answers:
    """Whether one of the S3 endpoints lets the region's bucket of assets be read."""
    why = f"packages of {', '.join(formats)} come from S3" if formats else unknown
    if not endpoints:
        said = f"{why}, and it has no endpoint for S3"
        yield failed(said) if formats else undecided(said)
    for endpoint in endpoints:
        policies = endpoint.policies()
        wanted = f"arn:aws*:s3:::assets-????????????-{endpoint.region or '*'}/*"
        if not policies or any(lets_read_from(wanted, s) for p in policies for s in p.allowing()):
            yield held()
        elif any(is_symbol(r) for p in policies for s in p.allowing() for r in s.resources):
            yield undecided(f"{why}; which buckets {endpoint.subject} lets be read is known only after apply")
        else:
            said = f"{why}, and {endpoint.subject} lets no bucket assets-<account>-<region> be read"
            yield failed(said) if formats else undecided(said)
