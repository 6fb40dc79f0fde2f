"""ORG-01: nobody launches SageMaker outside the VPC, without a key of the bank, or without isolation."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.organizations import launch_requests, organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS


def check(subject: Subject) -> Answers:
    world = subject.world
    yield from answers(subject, organization.SCP, lambda denies: launch_requests.asks(denies, world))
