"""SM-05: a profile has a role of its own, which is neither the domain's nor anybody else's."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.ml.sagemaker import DOMAIN, PROFILE, default_roles, role_at
from mlplatform.gate.world import Subject

CONCERNS = (PROFILE,)
_ROLE = "user_settings.0.execution_role"


def check(profile: Subject) -> Answers:
    if not profile.items("user_settings"):
        yield failed("it has no user_settings, so it takes the execution role of its domain")
        return
    role = role_at(profile, _ROLE)
    shared = [f"{path} of {user}" for user, path, other in _others(profile) if other == role]
    if shared:
        yield failed(f"its execution role is also {' and '.join(shared)}")
        return
    unclear = [
        f"{path} of {user} may be the same role: {other.reason}"
        for user, path, other in _others(profile)
        if isinstance(other, Undecided)
    ]
    if unclear:
        yield undecided("; ".join(unclear))
    elif not profile.refers("domain_id", DOMAIN):
        yield undecided(
            "its domain is not in the plans, so the domain's default role cannot be told from its own"
        )
    else:
        yield held()


def _others(profile: Subject) -> Iterator[tuple[Subject, str, str | Undecided]]:
    """Every other profile's role and every domain's default roles, or why they are not known."""
    for other in profile.world.of(PROFILE):
        if other.key != profile.key and other.raw(_ROLE):
            try:
                yield other, "the role", role_at(other, _ROLE)
            except Undecided as why:
                yield other, "the role", why
    for domain in profile.world.of(DOMAIN):
        try:
            yield from ((domain, path, role) for path, role in default_roles(domain))
        except Undecided as why:
            yield domain, "a default role", why
