"""NET-02: VPC Block Public Access is on, in both directions and without exclusions."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import equal
from mlplatform.gate.network.links import link
from mlplatform.gate.network.topology import SUBNETS, VPCS
from mlplatform.gate.world import Subject

_OPTIONS = "aws_vpc_block_public_access_options"
_EXCLUSION = "aws_vpc_block_public_access_exclusion"
CONCERNS = (*VPCS, _OPTIONS, _EXCLUSION)


def check(subject: Subject) -> Answers:
    if subject.type == _OPTIONS:
        yield equal(subject, "internet_gateway_block_mode", "block-bidirectional")
    elif subject.type == _EXCLUSION:
        meant = [*link(subject, "vpc_id", *VPCS).found, *link(subject, "subnet_id", *SUBNETS).found]
        named = ", ".join(map(str, meant)) or "what it names"
        yield failed(
            f"takes {named} out of Block Public Access: {subject.raw('internet_gateway_exclusion_mode')}"
        )
    else:
        yield from _vpc(subject)


def _vpc(vpc: Subject) -> Answers:
    options = vpc.world.of(_OPTIONS)
    if any(each.plan is vpc.plan for each in options):
        yield held()
    elif options:
        yield undecided(f"{options[0]} of plan {options[0].plan.name} may be for another account or region")
    else:
        yield failed("no aws_vpc_block_public_access_options is in its plan")
