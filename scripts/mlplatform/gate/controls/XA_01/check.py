"""XA-01: nobody of development comes to production.

A role is production's by its tag ``environment``, else by its account, else by its plan (``environments``).
One of which nothing tells is asked about too, and answers undecided where somebody of development comes to
it.
"""

from dataclasses import replace

from mlplatform.gate import environments
from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.delivery import promotion
from mlplatform.gate.delivery.promotion import Comer
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)


def check(role: Subject) -> Answers:
    where = environments.of(role)
    if where == "prod":
        yield from _answers(role)
        yield held()
    elif where is None:
        for answer in _answers(role):
            if answer.status == "fail":
                reason = f"it may be of production, for nothing tells its environment; {answer.reason}"
                yield replace(answer, status="undecided", reason=reason)


def _answers(role: Subject) -> Answers:
    yield from promotion.strangers(role)
    yield from promotion.neighbours(role)
    comers = promotion.comers(role)
    for comer in promotion.not_of_production(comers):
        yield _comes(comer)
    for comer in comers:
        if comer.identity.subject.type == "aws_iam_role" and _is_on_the_way(comer):
            for answer in promotion.strangers(comer.identity.subject, goal=str(role)):
                doubted = answer.status == "fail" and not comer.path.certain
                way = (*answer.path, *map(str, comer.path.edges))
                yield replace(answer, status="undecided" if doubted else answer.status, path=way)


def _is_on_the_way(comer: Comer) -> bool:
    """Production's own roles answer for themselves."""
    return environments.of(comer.identity.subject) not in ("prod", "other")


def _comes(comer: Comer) -> Answer:
    who, steps = comer.identity.subject, tuple(map(str, comer.path.edges))
    if comer.path.certain:
        return failed(f"{who}, which is not of production, comes to it", *steps)
    return undecided(f"{who}, which is not of production, may come to it", *steps)
