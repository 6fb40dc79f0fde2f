"""NET-14: every VPC logs all its flows, to where they are kept."""

from mlplatform.gate.answers import Answers, failed, undecided
from mlplatform.gate.expect import equal
from mlplatform.gate.network import flow_logs
from mlplatform.gate.network.topology import VPCS
from mlplatform.gate.world import Subject

CONCERNS = VPCS


def check(vpc: Subject) -> Answers:
    logs, loose = flow_logs.of(vpc)
    if not logs:
        yield undecided(loose[0]) if loose else failed("has no flow log of its own")
        return
    # One that logs everything is enough; others may be for a purpose of their own.
    everything = [log for log in logs if log.raw("traffic_type") == "ALL"]
    for log in everything or logs:
        yield flow_logs.about(log, equal(log, "traffic_type", "ALL"))
        yield from flow_logs.kept(log)
