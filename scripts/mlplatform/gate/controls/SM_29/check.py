"""SM-29: a data-quality job runs in the bank's own network."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.ml.placement import in_our_network
from mlplatform.gate.ml.sagemaker import MONITORS
from mlplatform.gate.world import Subject

CONCERNS = MONITORS


def check(definition: Subject) -> Answers:
    networks = definition.blocks("network_config")
    if not networks:
        yield failed("network_config is not set, so it runs in a network of AWS")
    for network in networks:
        yield from in_our_network(definition, f"{network}.vpc_config")
