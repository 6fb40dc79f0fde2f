"""IAM-11: every condition key is known to each action that it stands beside."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.iam.asked import DOCUMENTS, of_each
from mlplatform.gate.iam.support import answers
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS


def check(subject: Subject) -> Answers:
    yield from of_each(subject, answers)
