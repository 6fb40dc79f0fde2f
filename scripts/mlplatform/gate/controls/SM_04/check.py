"""SM-04: what is done from Studio bears the name of the person who did it."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import DOMAIN
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN,)


def check(domain: Subject) -> Answers:
    yield equal(
        domain, "domain_settings.0.execution_role_identity_config", "USER_PROFILE_NAME", absent="DISABLED"
    )
