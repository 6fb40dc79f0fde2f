"""TST-06: no type of resource goes by unseen. Answers once for each type, at its first resource."""

from mlplatform.gate import reviewed_types
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.world import Subject

CONCERNS = ("*",)


def check(subject: Subject) -> Answers:
    every = subject.world.of(subject.type)
    if every[0].key != subject.key:
        return
    refused = reviewed_types.refused().get(subject.type)
    by = reviewed_types.asked_by(subject.type)
    count = "one resource" if len(every) == 1 else f"{len(every)} resources"
    if refused:
        yield failed(f"{count} of type {subject.type}, which the platform refuses: {refused}")
    elif by:
        yield held(by)
    else:
        yield undecided(
            f"{count} of type {subject.type}, about which no control asks and which nobody has reviewed"
        )
