"""SM-19: the volume of a notebook instance is encrypted with a key of the bank."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import our_key
from mlplatform.gate.ml.sagemaker import NOTEBOOK
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)


def check(notebook: Subject) -> Answers:
    yield our_key(notebook, "kms_key_id", absent="a key of its own")
