"""SM-17: people are not root on a notebook instance."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import NOTEBOOK
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)


def check(notebook: Subject) -> Answers:
    yield equal(notebook, "root_access", "Disabled", absent="Enabled")
