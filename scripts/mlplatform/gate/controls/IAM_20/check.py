"""IAM-20: a workload does not change the tags that policies read."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam import abac, holders
from mlplatform.gate.iam.asked import is_platform
from mlplatform.gate.world import Subject

CONCERNS = holders.HOLDERS


def check(principal: Subject) -> Answers:
    known = abac.read(principal.world)
    identity = holders.of(principal)
    if identity is None or is_platform(principal) or not (known.tags or known.unread):
        return
    yield held()
    for right, what in abac.changes(identity):
        if what == "?":
            yield undecided(f"{right.action} changes tags, and {known.unread[0]}", str(right.statement))
        elif right.certain:
            yield failed(f"{right.action} changes the tag {what}", str(right.statement))
        else:
            yield undecided(f"{right.action} changes the tag {what}: {right.why}", str(right.statement))
    for why in identity.undecided:
        yield undecided(f"what it may do cannot be read whole: {why}")
