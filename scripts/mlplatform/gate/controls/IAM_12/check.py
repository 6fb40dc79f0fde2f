"""IAM-12: ForAllValues in an Allow stands with Null."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.iam.asked import DOCUMENTS, of_each
from mlplatform.gate.iam.operators import vacuous
from mlplatform.gate.world import Subject

CONCERNS = DOCUMENTS


def check(subject: Subject) -> Answers:
    yield from of_each(subject, vacuous)
