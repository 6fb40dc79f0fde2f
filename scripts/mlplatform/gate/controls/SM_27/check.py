"""SM-27: a data-quality job reaches no network."""

from mlplatform.gate.answers import Answers, failed
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import MONITORS
from mlplatform.gate.world import Subject

CONCERNS = MONITORS


def check(definition: Subject) -> Answers:
    networks = definition.blocks("network_config")
    if not networks:
        yield failed("network_config is not set, and AWS leaves the network open")
    for network in networks:
        yield equal(definition, f"{network}.enable_network_isolation", True, absent="false")
