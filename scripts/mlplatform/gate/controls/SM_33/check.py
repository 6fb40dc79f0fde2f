"""SM-33: inference experiments, whose keys no guard can see, are nobody's but the platform's."""

from mlplatform.gate.answers import Answers, held
from mlplatform.gate.holding import callers
from mlplatform.gate.holding.rules import is_refused
from mlplatform.gate.world import Subject

CONCERNS = callers.CALLERS
ACTIONS = tuple(f"sagemaker:{verb}InferenceExperiment" for verb in ("Create", "Start", "Update"))


def check(principal: Subject) -> Answers:
    rules = callers.rules(principal)
    if callers.is_platform(principal):
        if rules.speak_of(ACTIONS):
            yield held("a role of the platform")
        return
    found = [is_refused(rules, action) for action in ACTIONS]
    yield from (answer for answer in found if answer.status != "pass")
    if rules.speak_of(ACTIONS):
        yield held("refused, or not granted")
