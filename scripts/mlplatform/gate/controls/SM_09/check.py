"""SM-09: what Studio hides is hidden, and what is hidden is refused as well: hiding alone stops nobody."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.holding import guards
from mlplatform.gate.ml.sagemaker import (
    CALLERS,
    DOMAIN,
    PROFILE,
    SETS_UP,
    SIZE,
    STARTS,
    caller,
    inside,
    unheld,
)
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN, PROFILE, *CALLERS)
_HIDDEN = ("hidden_app_types", "hidden_instance_types")
_GUARDED = (*STARTS, *SETS_UP)


def check(subject: Subject) -> Answers:
    if subject.type in CALLERS:
        who = caller(subject)
        if who is not None:
            yield from guards.judged(who, _GUARDED, unheld(who, _GUARDED, SIZE))
        return
    portal = inside(subject, "studio_web_portal_settings")
    if not portal:
        # A profile without these settings takes the domain's.
        if subject.type == DOMAIN:
            yield failed("studio_web_portal_settings are not set, so Studio offers every app and every size")
        return
    for name in _HIDDEN:
        yield held() if subject.items(f"{portal}.{name}") else failed(f"{portal}.{name} names nothing")
