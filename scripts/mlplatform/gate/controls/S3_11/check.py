"""S3-11: nobody's policies let data be put into a bucket outside the organization."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.iam import identities
from mlplatform.gate.stores import exfiltration, unread
from mlplatform.gate.world import Subject

CONCERNS = identities.PRINCIPALS


def check(principal: Subject) -> Answers:
    identity = identities.of(principal)
    for why in unread.policies(identity):
        yield undecided(why)
    for right, certain in exfiltration.puts(identity):
        found = exfiltration.foreign_bucket(identity, right)
        if found.verdict == "held":
            yield held()
        elif found.verdict == "later" or not certain:
            yield undecided(found.says, str(right.statement))
        else:
            yield failed(found.says, str(right.statement))
