"""SM-10: apps that stand idle are stopped, and nobody can put that off for ever."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import DOMAIN, PROFILE, user_settings
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN, PROFILE)
_APPS = ("jupyter_lab_app_settings", "code_editor_app_settings")
_IDLE = "app_lifecycle_management.0.idle_settings.0"


def check(subject: Subject) -> Answers:
    for app in _apps(subject):
        idle = f"{app}.{_IDLE}"
        # A profile that says nothing of idle apps takes what its domain says.
        if subject.type == DOMAIN or subject.raw(idle) is not None:
            yield from _stopped(subject, idle)


def _apps(subject: Subject) -> Iterator[str]:
    settings = user_settings(subject)
    if settings:
        yield from (f"{settings}.{app}.0" for app in _APPS)
    # Shared spaces take nothing from the settings of users, and run JupyterLab alone.
    if subject.type == DOMAIN:
        yield from (f"{space}.{_APPS[0]}.0" for space in subject.blocks("default_space_settings"))


def _stopped(subject: Subject, idle: str) -> Answers:
    yield equal(subject, f"{idle}.lifecycle_management", "ENABLED", absent="DISABLED")
    longest = subject.world.settings.longest_idle_minutes
    for name in ("idle_timeout_in_minutes", "max_idle_timeout_in_minutes"):
        minutes = subject.known(f"{idle}.{name}")
        if minutes is None:
            yield failed(f"{idle}.{name} is not set")
        elif float(minutes) > longest:
            yield failed(f"{idle}.{name} is {minutes}; at most {longest} are allowed")
        else:
            yield held()
