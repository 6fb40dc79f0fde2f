"""NET-09: a VPC with Studio in it has the endpoints that Studio calls."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.network import endpoints
from mlplatform.gate.network.links import link
from mlplatform.gate.network.topology import VPCS
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_domain",)
# Studio in VpcOnly mode without internet, by AWS's guide; the last two for jobs that notebooks start.
STUDIO = (
    "sagemaker.api",
    "sagemaker.runtime",
    "aws.sagemaker.studio",
    "s3",
    "servicecatalog",
    "sts",
    "logs",
)


def check(domain: Subject) -> Answers:
    vpc = link(domain, "vpc_id", *VPCS)
    if not vpc.sure or not vpc.found:
        named = vpc.doubt if not vpc.sure else ", ".join(vpc.outside) or "none"
        yield undecided(f"its VPC is not shown by the plan: {named}")
        return
    there = endpoints.by_vpc(domain.world)[vpc.found[0].key]
    missing = [service for service in STUDIO if service not in there]
    maybe = endpoints.unclear(domain.world, vpc.found[0])
    unsure = [s for s in STUDIO if s in there and not any(each.vpc.sure for each in there[s])]
    if missing:
        said = f"{vpc.found[0]} has no endpoint for {', '.join(missing)}"
        yield undecided(f"{said}; {maybe}") if maybe else failed(said)
    elif unsure:
        yield undecided(f"{there[unsure[0]][0].subject}: {there[unsure[0]][0].vpc.doubt}")
    else:
        yield held()
