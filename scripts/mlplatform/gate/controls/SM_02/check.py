"""SM-02: a domain is encrypted with a key of the bank."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_domain",)


def check(domain: Subject) -> Answers:
    yield our_key(domain, "kms_key_id", absent="a key that it manages")
