"""SM-13: nobody reaches into a space from a machine outside: no remote access, no session."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding import guards
from mlplatform.gate.ml.sagemaker import CALLERS, REMOTE_ACCESS, caller, unheld
from mlplatform.gate.world import Subject

CONCERNS = CALLERS
_SPACES = ("sagemaker:CreateSpace", "sagemaker:UpdateSpace")
_SESSION = "sagemaker:StartSession"


def check(principal: Subject) -> Answers:
    who = caller(principal)
    if who is not None:
        found = unheld(who, _SPACES, REMOTE_ACCESS, outright=(_SESSION,))
        yield from guards.judged(who, (*_SPACES, _SESSION), found)
