"""SM-03: people come to Studio by single sign-on, or by links that are theirs alone and good only inside."""

from mlplatform.gate.answers import Answers, held
from mlplatform.gate.ml import doors
from mlplatform.gate.ml.sagemaker import CALLERS, DOMAIN
from mlplatform.gate.world import Subject, World

CONCERNS = (DOMAIN, *CALLERS)


def check(subject: Subject) -> Answers:
    if subject.type != DOMAIN:
        if not _all_by_single_sign_on(subject.world):
            yield from doors.held_by(subject)
    elif subject.text("auth_mode") == "SSO":
        yield held()
    else:
        yield from doors.of(subject.world)


def _all_by_single_sign_on(world: World) -> bool:
    """Whether there is no door for a link: a domain of single sign-on takes none."""
    domains = world.of(DOMAIN)
    return bool(domains) and all(domain.raw("auth_mode") == "SSO" for domain in domains)
