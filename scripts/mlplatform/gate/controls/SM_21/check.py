"""SM-21: the containers of a model reach no network."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_model",)


def check(model: Subject) -> Answers:
    yield equal(model, "enable_network_isolation", True, absent="false")
