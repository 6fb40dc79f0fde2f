"""IAM-13: set operators stand with keys of several values, and only with them."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.iam.asked import DOCUMENTS, of_each
from mlplatform.gate.iam.operators import misfit
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS


def check(subject: Subject) -> Answers:
    yield from of_each(subject, misfit)
