"""IAM-19: the root of each member account is managed by the organization."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_iam_organizations_features", "aws_organizations_organization")
_WANTED = ("RootCredentialsManagement", "RootSessions")
_SERVICE = "iam.amazonaws.com"


def check(subject: Subject) -> Answers:
    if subject.type == "aws_iam_organizations_features":
        yield from _features(subject)
    else:
        yield from _organization(subject)


def _features(features: Subject) -> Answers:
    enabled = features.items("enabled_features")
    for wanted in _WANTED:
        if wanted in enabled:
            yield held()
        elif UNKNOWN in enabled:
            yield undecided(f"whether {wanted} is enabled is known only after apply")
        else:
            yield failed(f"enabled_features has no {wanted}")


def _organization(organization: Subject) -> Answers:
    if not organization.world.of("aws_iam_organizations_features"):
        yield failed("no aws_iam_organizations_features is beside the organization")
    elif _SERVICE in (trusted := organization.items("aws_service_access_principals")):
        yield held()
    elif UNKNOWN in trusted:
        yield undecided(f"whether {_SERVICE} is trusted is known only after apply")
    else:
        yield failed(f"aws_service_access_principals has no {_SERVICE}, without which IAM cannot do it")
