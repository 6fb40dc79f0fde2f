"""CA-03: no repository is above itself, and clients come to no public source without a quarantine between.

A repository that nothing has above it is one that clients use. A connected one right above it fails.
One between the two holds nothing back by itself, so the way counts only with origin controls.
"""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery.codeartifact import circle, has_origin_control, repositories, ways
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codeartifact_repository",)


def check(subject: Subject) -> Answers:
    every = repositories(subject.world)
    one = next(each for each in every if each.subject == subject)
    if round_ := circle(one, subject.world):
        yield failed("it is above itself", " <- ".join(round_))
    found, unclear = ways(one, subject.world)
    is_between = any(one.key in each.upstreams for each in every)
    for way in found:
        if len(way.steps) == 2 and not is_between:
            yield failed("a public source is right above a repository that clients use", *way.evidence)
        elif not has_origin_control(one.domain, subject.world):
            yield undecided(
                "public packages come to it through repositories that hold nothing back by themselves; "
                "whether origin controls do, no plan tells",
                *way.evidence,
            )
    for why in unclear:
        yield undecided(f"{why}, so that nobody sees what it is connected to")
    yield held()
