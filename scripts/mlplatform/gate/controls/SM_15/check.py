"""SM-15: a notebook instance has no way to the internet of its own."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import NOTEBOOK
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)


def check(notebook: Subject) -> Answers:
    yield equal(notebook, "direct_internet_access", "Disabled", absent="Enabled")
