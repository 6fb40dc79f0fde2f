"""SM-14: the homes of a domain outlive it."""

from mlplatform.gate.answers import Answers, judged
from mlplatform.gate.ml.sagemaker import DOMAIN
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN,)
_POLICY = "retention_policy.0.home_efs_file_system"


def check(domain: Subject) -> Answers:
    # Where nothing is said, AWS retains.
    found = domain.text(_POLICY) or "Retain"
    yield judged(found == "Retain", f'{_POLICY} is "{found}": every home is deleted with the domain')
