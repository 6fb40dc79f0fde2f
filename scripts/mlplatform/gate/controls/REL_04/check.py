"""REL-04: somebody is told when a key is about to go."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.reliability import watching
from mlplatform.gate.world import Subject

CONCERNS = ("aws_kms_key", *watching.WATCHES)
_CALLS = ("DisableKey", "ScheduleKeyDeletion")


def check(subject: Subject) -> Answers:
    world = subject.world
    if subject.type in watching.WATCHES:
        for watch in watching.of(subject):
            if watch.fault and any(watch.sees("kms", call) for call in _CALLS):
                yield failed(f"sees keys go, but {watch.fault}")
            elif any(watch.sees("kms", call) for call in _CALLS):
                yield held()
        return
    if not watching.watches(world):
        return
    missing = watching.unseen(world, "kms", _CALLS)
    if missing and (doubts := watching.doubts(world)):
        yield undecided(f"no alarm that can be read is raised on {', '.join(missing)}; {doubts[0]}")
    elif missing:
        yield failed(f"no alarm of these plans is raised on {', '.join(missing)}")
    else:
        yield held()
