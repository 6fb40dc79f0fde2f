"""IAM-03: no principal comes to more than it was given. See ``iam.escalation`` and ``iam.strength``."""

from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.iam import holders
from mlplatform.gate.iam.asked import is_platform
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.iam.strength import Escalation, escalations
from mlplatform.gate.policy import is_symbol
from mlplatform.gate.world import Subject

CONCERNS = holders.HOLDERS


def check(principal: Subject) -> Answers:
    identity = holders.of(principal)
    if identity is None:
        return
    if is_platform(principal):
        yield held("a role of the platform, by the settings")
        return
    yield held()
    for found in escalations(identity):
        yield _answer(found)
    for why in _unread(identity):
        yield undecided(f"what it may do cannot be read whole: {why}")


def _answer(found: Escalation) -> Answer:
    statements = map(str, found.statements)
    return failed(str(found), *statements) if found.certain else undecided(str(found), *statements)


def _unread(identity: Identity) -> list[str]:
    later = [s for s in identity.allowing if any(map(is_symbol, (*s.actions, *s.not_actions)))]
    foreign = [f"{arn} is in none of the plans" for arn in identity.managed_arns]
    # Whom a role trusts changes nothing of what it may do.
    unread = [
        why for why in identity.undecided if not why.startswith(f"{identity.subject}.assume_role_policy")
    ]
    return [*unread, *foreign, *(f"an action of {s} is known only after apply" for s in later)]
