"""SM-22: a model stands in the bank's own network."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.ml.placement import in_our_network
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_model",)


def check(model: Subject) -> Answers:
    yield from in_our_network(model, "vpc_config")
