"""KMS-10: whatever can be encrypted is encrypted with a key of the bank, in every type of resource."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.sweep import asking
from mlplatform.gate.world import Subject

CONCERNS = ("*",)


def check(subject: Subject) -> Answers:
    yield from asking.answers(subject)
