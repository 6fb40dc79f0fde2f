"""LOG-03: who works in an account cannot stop what watches it."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding.denials import Request
from mlplatform.gate.organizations import organization
from mlplatform.gate.organizations.organization_denials import answers
from mlplatform.gate.policy import Statement
from mlplatform.gate.world import Subject

CONCERNS = organization.CONCERNS
_STOPS = {
    "the trail": ("DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
    "Config": ("DeleteConfigurationRecorder", "DeleteDeliveryChannel", "StopConfigurationRecorder"),
    "GuardDuty": ("DeleteDetector", "DisassociateFromAdministratorAccount", "UpdateDetector"),
    "Security Hub": ("DisableSecurityHub", "DisassociateFromAdministratorAccount"),
}
_SERVICE = {
    "the trail": "cloudtrail",
    "Config": "config",
    "GuardDuty": "guardduty",
    "Security Hub": "securityhub",
}


def check(subject: Subject) -> Answers:
    yield from answers(subject, organization.SCP, _asks)


def _asks(_: list[Statement]) -> Iterator[tuple[str, Request]]:
    for what, actions in _STOPS.items():
        for action in actions:
            yield f"stopping {what}", Request(f"{_SERVICE[what]}:{action}")
