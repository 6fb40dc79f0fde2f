"""SM-01: a domain is reached from inside the VPC alone."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_domain",)


def check(domain: Subject) -> Answers:
    yield equal(domain, "app_network_access_type", "VpcOnly", absent="PublicInternetOnly")
