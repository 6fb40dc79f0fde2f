"""SM-18: a notebook instance answers version 2 of the metadata service alone."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import NOTEBOOK
from mlplatform.gate.world import Subject

CONCERNS = (NOTEBOOK,)
_VERSION = "instance_metadata_service_configuration.0.minimum_instance_metadata_service_version"


def check(notebook: Subject) -> Answers:
    yield equal(notebook, _VERSION, "2", absent="version 1")
