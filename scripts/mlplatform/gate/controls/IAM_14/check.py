"""IAM-14: no statement is dead."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.iam.asked import DOCUMENTS, of_each
from mlplatform.gate.iam.dead import asked_by
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS


def check(subject: Subject) -> Answers:
    yield from of_each(subject, asked_by(subject))
