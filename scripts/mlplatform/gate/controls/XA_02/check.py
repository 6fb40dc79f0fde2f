"""XA-02: authors do not approve, and development does not write to production."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import registry_writes
from mlplatform.gate.holding import guards
from mlplatform.gate.holding.guards import Guard
from mlplatform.gate.iam import holders
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.world import Subject

CONCERNS = (*holders.HOLDERS, *registry_writes.POLICIES)
_AUTHORS = ("sagemaker:CreateModelPackage", "sagemaker:StartPipelineExecution")
_APPROVES = ("sagemaker:UpdateModelPackage", "sagemaker:CreateModelPackage")
_APPROVAL = Guard("sagemaker:ModelApprovalStatus", "Approved as the status", "Approved")


def check(subject: Subject) -> Answers:
    if subject.type in registry_writes.POLICIES:
        yield from registry_writes.by_policy(subject)
        return
    identity = holders.of(subject)
    if identity is None or holders.is_platform(subject):
        return
    yield from guards.softened(identity, _approves(identity))
    yield from registry_writes.by_identity(identity)
    if guards.speaks_of(identity, (*_AUTHORS, *_APPROVES)):
        yield held()


def _approves(identity: Identity) -> Answers:
    authors = [action for action in _AUTHORS if identity.rights(action)]
    certain = any(right.certain for action in authors for right in identity.rights(action))
    for answer in guards.loose(identity, _APPROVES, _APPROVAL) if authors else ():
        why = f"makes models by {' and '.join(authors)}, and {answer.reason}"
        made = failed if answer.status == "fail" and certain else undecided
        yield made(why, *answer.path)
    for arn in guards.generous(identity):
        yield failed(f"makes models and approves them, by {arn}")
    if authors:
        yield from map(undecided, list(holders.unread(identity))[:1])
