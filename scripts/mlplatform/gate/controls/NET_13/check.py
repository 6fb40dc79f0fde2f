"""NET-13: interface endpoints have private DNS and stand in every zone that clients use."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import endpoints, zones
from mlplatform.gate.network.endpoints import PRIVATE_SERVICE, Endpoint
from mlplatform.gate.world import Subject

CONCERNS = ("aws_vpc_endpoint",)


def check(subject: Subject) -> Answers:
    endpoint = endpoints.of(subject)
    if not endpoint.is_interface:
        return
    subject.known("vpc_endpoint_type")
    if PRIVATE_SERVICE not in endpoint.service:
        yield held() if endpoint.private_dns() else failed("private_dns_enabled is not true")
        yield from _names(endpoint)
    yield from _zones(endpoint)


def _names(endpoint: Endpoint) -> Answers:
    for vpc in endpoint.vpc.found:
        if vpc.raw("enable_dns_support") is False:
            yield failed(f"{vpc}.enable_dns_support is false, without which no private name is answered")
        if vpc.type == "aws_vpc" and not (
            vpc.configured("enable_dns_hostnames") and vpc.known("enable_dns_hostnames") is True
        ):
            yield failed(f"{vpc}.enable_dns_hostnames is not true, without which no private name is answered")


def _zones(endpoint: Endpoint) -> Answers:
    own = zones.of_endpoint(endpoint)
    if own.why:
        yield undecided(own.why)
        return
    yield held() if len(own.names) > 1 else failed(f"stands in {len(own.names)} zone: {', '.join(own.names)}")
    for vpc in endpoint.vpc.found:
        clients = zones.of_vpc(vpc)
        missing = sorted(clients.names - own.names)
        if missing:
            yield failed(f"does not stand in {', '.join(missing)}, where {vpc} has subnets")
        elif clients.why:
            yield undecided(clients.why)
