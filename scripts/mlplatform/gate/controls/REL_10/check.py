"""REL-10: no single Availability Zone takes Studio, an endpoint or a file system with it."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.reliability import zones
from mlplatform.gate.world import Subject

CONCERNS = ("aws_efs_file_system", "aws_sagemaker_domain", "aws_vpc_endpoint")


def check(subject: Subject) -> Answers:
    if subject.type == "aws_efs_file_system":
        yield from _file_system(subject)
    elif subject.type == "aws_sagemaker_domain":
        yield zones.spread(subject, "subnet_ids")
    elif subject.text("vpc_endpoint_type") == "Interface":
        yield from _endpoint(subject)


def _endpoint(endpoint: Subject) -> Answers:
    links = endpoint.attached("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id")
    if not links:
        yield zones.spread(endpoint, "subnet_ids")
        return
    own = endpoint.refers("subnet_ids", "aws_subnet")
    linked = [subnet for link in links for subnet in link.refers("subnet_id", "aws_subnet")]
    yield zones.over([*own, *linked], len(own) + len(links))


def _file_system(system: Subject) -> Answers:
    if system.is_set("availability_zone_name"):
        yield failed(f"is kept in one zone, {system.text('availability_zone_name')}")
        return
    targets = system.attached("aws_efs_mount_target", "file_system_id", every=True)
    subnets = [subnet for target in targets for subnet in target.refers("subnet_id", "aws_subnet")]
    if targets:
        yield zones.over(subnets, len(targets))
