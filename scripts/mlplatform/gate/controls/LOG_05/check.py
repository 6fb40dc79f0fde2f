"""LOG-05: the services that look for trouble look at every account, and at all that they can see."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, judged, undecided
from mlplatform.gate.expect import equal
from mlplatform.gate.world import Subject

CONCERNS = (
    "aws_guardduty_detector",
    "aws_guardduty_organization_configuration",
    "aws_inspector2_organization_configuration",
    "aws_macie2_account",
    "aws_macie2_organization_configuration",
    "aws_securityhub_organization_configuration",
)
_FEATURES = ("S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING")


def check(subject: Subject) -> Answers:
    if subject.type == "aws_guardduty_detector":
        yield judged(subject.known("enable") is not False, "is not enabled")
        yield from _features(subject, "aws_guardduty_detector_feature", "status", "ENABLED")
    elif subject.type == "aws_guardduty_organization_configuration":
        yield equal(subject, "auto_enable_organization_members", "ALL", absent="only what auto_enable says")
    elif subject.type == "aws_inspector2_organization_configuration":
        for kind in ("ec2", "ecr", "lambda"):
            yield equal(subject, f"auto_enable.0.{kind}", True)
    elif subject.type == "aws_macie2_account":
        yield judged(not subject.is_set("status") or subject.known("status") != "PAUSED", "is paused")
    elif subject.raw("organization_configuration.0.configuration_type") == "CENTRAL":
        central = subject.world.of("aws_securityhub_configuration_policy")
        on = [p for p in central if p.known("configuration_policy.0.service_enabled") is True]
        why = "is configured centrally, and no configuration policy that turns it on is in these plans"
        yield held() if on else undecided(why)
    else:
        yield equal(subject, "auto_enable", True)


def _features(detector: Subject, type: str, path: str, wanted: str) -> Iterator[Answer]:
    """Each feature is on: for the detector, or by the organization for every member."""
    own = detector.attached(type, "detector_id")
    shared = detector.attached("aws_guardduty_organization_configuration_feature", "detector_id")
    found = {f.text("name"): f.known(path) == wanted for f in own}
    found |= {f.text("name"): True for f in shared if f.known("auto_enable") == "ALL"}
    by_block = detector.raw("datasources.0.s3_logs.0.enable") is True
    for feature in _FEATURES:
        is_on = found.get(feature, feature == "S3_DATA_EVENTS" and by_block)
        yield held() if is_on else failed(f"{feature} is not on, neither here nor for all members")
