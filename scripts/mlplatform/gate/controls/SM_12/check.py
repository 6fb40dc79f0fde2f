"""SM-12: only lifecycle configurations of the platform can be attached to anybody's apps."""

from mlplatform.gate.answers import Answers
from mlplatform.gate.holding import guards
from mlplatform.gate.ml.sagemaker import CALLERS, LIFECYCLE, MAKES_SCRIPTS, SETS_UP, STARTS, caller, unheld
from mlplatform.gate.world import Subject

CONCERNS = CALLERS
_ATTACHES = (*STARTS, *SETS_UP)


def check(principal: Subject) -> Answers:
    who = caller(principal)
    if who is None:
        return
    # Whoever is refused making one, whatever else they are given, finds only the platform's to attach.
    refused = not list(guards.rights(guards.if_allowed(who), MAKES_SCRIPTS))
    found = unheld(who, () if refused else _ATTACHES, LIFECYCLE, outright=(MAKES_SCRIPTS,))
    yield from guards.judged(who, (*_ATTACHES, MAKES_SCRIPTS), found)
