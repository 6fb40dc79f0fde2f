"""CB-03: builds are started by the pipeline alone, and run what their project says.

The conditions of an Allow do not count, as no condition key tells the pipeline from anybody else. A pipeline
role is one that CodePipeline alone can take on; then its actions' configuration says what it overrides.
"""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import codepipeline
from mlplatform.gate.delivery.codebuild import STARTS
from mlplatform.gate.holding.guards import softened
from mlplatform.gate.iam import holders
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.world import Subject

CONCERNS = (*holders.HOLDERS, "aws_codebuild_webhook", "aws_codepipeline")
_OF_THE_PIPELINE = ("codebuild:StartBuild", "codebuild:StartBuildBatch")


def check(subject: Subject) -> Answers:
    if subject.type == "aws_codebuild_webhook":
        yield failed("it starts builds at whatever somebody pushes, and no pipeline stands before them")
    elif subject.type == "aws_codepipeline":
        yield from codepipeline.overrides(subject)
    elif identity := holders.of(subject):
        yield from _starts(identity)


def _starts(identity: Identity) -> Answers:
    subject = identity.subject
    if holders.is_platform(subject):
        yield held("a role of the platform")
        return
    yield from softened(identity, _rights(identity))
    yield from map(undecided, list(holders.unread(identity))[:1])
    yield held()


def _rights(identity: Identity) -> Answers:
    pipeline = holders.services(identity.subject) == {"codepipeline.amazonaws.com"}
    for action in STARTS:
        if pipeline and action in _OF_THE_PIPELINE:
            continue
        for right in sorted(identity.rights(action), key=lambda right: not right.certain)[:1]:
            if right.certain:
                yield failed(f"may call {action} on {right.resource}", str(right.statement))
            else:
                yield undecided(f"may perhaps call {action}: {right.why}", str(right.statement))
    for arn in set(identity.managed_arns) & set(holders.ADMINISTRATORS):
        yield failed(f"may start any build, by {arn}")
