"""NET-16: DNS is no way out."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import dns
from mlplatform.gate.network.topology import VPCS
from mlplatform.gate.world import Subject

CONCERNS = VPCS


def check(vpc: Subject) -> Answers:
    if vpc.type == "aws_vpc" and vpc.raw("enable_dns_support") is False:
        yield held("has no resolver")
        return
    yield held()
    for part in (dns.firewall, dns.fail_open, dns.logging, dns.forwarding):
        for finding in part(vpc):
            yield (failed if finding.sure else undecided)(finding.reason, *finding.evidence)
