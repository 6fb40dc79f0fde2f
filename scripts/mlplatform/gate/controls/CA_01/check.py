"""CA-01: a domain of packages is encrypted with a key of the bank."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codeartifact_domain",)


def check(domain: Subject) -> Answers:
    yield our_key(domain, "encryption_key", absent="a key that it manages")
