"""CB-01: a build runs in the bank's VPC. Of a project on a fleet, the fleet's network is asked for."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.codebuild import placed
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codebuild_project", "aws_codebuild_fleet")


def check(subject: Subject) -> Answers:
    if "LAMBDA" in str(subject.raw("environment.0.type")):
        yield failed("environment.type is of Lambda, and a build of that kind cannot be in a VPC")
    fleet = "environment.0.fleet.0.fleet_arn"
    if subject.type == "aws_codebuild_project" and subject.raw(fleet) is not None:
        yield from _on_fleet(subject, fleet)
    else:
        yield from placed(subject)


def _on_fleet(project: Subject, path: str) -> Answers:
    fleets = project.refers(path, "aws_codebuild_fleet")
    if not fleets:
        yield undecided(f"{path} names a fleet that is not in these plans, whose network cannot be seen")
    for fleet in fleets:
        # The fleet itself answers in detail; a project on one that is outside fails with it.
        if fleet.raw("vpc_config") in (None, []):
            yield failed(f"it runs on {fleet}, which is in no VPC")
        else:
            yield held()
