"""CA-07: packages of CodeArtifact reach the VPC: by two endpoints, and from S3 where the format needs it."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.codeartifact import repositories
from mlplatform.gate.network import endpoints, packages
from mlplatform.gate.network.topology import VPCS
from mlplatform.gate.world import Subject

CONCERNS = VPCS
_PARTS = ("codeartifact.api", "codeartifact.repositories")


def check(vpc: Subject) -> Answers:
    there = endpoints.by_vpc(vpc.world)[vpc.key]
    studio = any(vpc in host.found for _, host in endpoints.vpcs_with_studio(vpc.world))
    if not any(part in there for part in _PARTS) and not (studio and repositories(vpc.world)):
        return  # nothing shows that packages are taken from here
    maybe = endpoints.unclear(vpc.world, vpc)
    for part in _PARTS:
        found = there.get(part, [])
        if not found:
            yield (
                undecided(f"may have no endpoint for {part}; {maybe}")
                if maybe
                else failed(f"has no endpoint for {part}")
            )
        for endpoint in found:
            named = f"{endpoint.subject}: private_dns_enabled is not true"
            yield held() if endpoint.private_dns() else failed(named)
    formats, unknown = packages.from_s3(vpc.world)
    if formats or unknown:
        yield from packages.assets(there.get("s3", []), formats, unknown)
