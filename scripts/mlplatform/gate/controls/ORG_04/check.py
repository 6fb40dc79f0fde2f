"""ORG-04: no account works outside the bank's Regions, leaves the organization, or is used by its root."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding.denials import Request, Values
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS
_REGIONAL = (
    "codeartifact:CreateDomain",
    "codebuild:CreateProject",
    "ec2:RunInstances",
    "lambda:CreateFunction",
    "s3:CreateBucket",
    "sagemaker:CreateTrainingJob",
)
_BY_ROOT = ("iam:CreateAccessKey", "kms:ScheduleKeyDeletion", "s3:DeleteBucket", "sagemaker:DeleteDomain")
_ROOT: dict[str, Values] = {"aws:principalarn": ("arn:aws:iam::111122223333:root",), "aws:assumedroot": None}
"""The root user itself; not a session that the management account opens for one of its tasks."""
_REGION: dict[str, Values] = {"aws:requestedregion": ("zz-nowhere-1",)}


def check(subject: Subject) -> Answers:
    yield from answers(subject, organization.SCP, _asks)


def _asks(_: list[Statement]) -> Iterator[tuple[str, Request]]:
    yield "leaving the organization", Request("organizations:LeaveOrganization")
    for action in _REGIONAL:
        yield "a Region that is not the bank's", Request(action, _REGION)
    for action in _BY_ROOT:
        yield "use of the root of an account", Request(action, _ROOT)
