"""Asks every control of every resource that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mlplatform.gate.answers import WORST_FIRST, Answer, Status, Undecided, undecided
from mlplatform.gate.catalogue import Control, Severity
from mlplatform.gate.world import Subject, World


@dataclass(frozen=True)
class Result:
    """One control's answer about one resource."""

    control: str
    plan: str
    address: str
    status: Status
    severity: Severity
    reason: str
    remedy: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """All answers, and the controls that no resource was there for."""

    results: tuple[Result, ...]
    unmatched: tuple[str, ...]


def judge(
    world: World, controls: Sequence[Control], tell: Callable[[str], None] = lambda _: None
) -> Judgement:
    """Every control over these plans."""
    results: list[Result] = []
    unmatched = []
    for control in controls:
        tell(control.id)
        found = list(_results(world, control))
        results += found
        if not found:
            unmatched.append(control.id)
    return Judgement(tuple(results), tuple(unmatched))


def _results(world: World, control: Control) -> Iterator[Result]:
    told: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for subject in _concerned(world, control):
        for answer in _answers(control, subject):
            told[subject.plan.name, answer.address or subject.address].append(answer)
    for (plan, address), answers in told.items():
        answer = worst(answers)
        yield Result(
            control.id,
            plan,
            address,
            answer.status,
            control.written.severity,
            answer.reason,
            control.written.remedy if answer.status != "pass" else "",
            answer.path,
        )


def _concerned(world: World, control: Control) -> Iterable[Subject]:
    if control.concerns == ("*",):
        return world.subjects
    removed = [subject for subject in world.removed if f"-{subject.type}" in control.concerns]
    return [*world.of(*control.concerns), *removed]


def _answers(control: Control, subject: Subject) -> Iterator[Answer]:
    try:
        yield from control.check(subject)
    except Undecided as why:
        yield undecided(why.reason)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # A plan of another shape than the provider writes: never a traceback, and never a pass.
        yield undecided(f"has a shape that cannot be judged ({type(error).__name__}: {str(error)[:120]})")


MOST_REASONS, MOST_LINES = 12, 60
"""What is told of one resource: a policy open to hundreds of principals is no better read for naming all."""


def worst(answers: Sequence[Answer]) -> Answer:
    """Several answers about one resource as one: it fails where one fails; reasons are put together."""
    status = next(status for status in WORST_FIRST if any(answer.status == status for answer in answers))
    alike = [answer for answer in answers if answer.status == status]
    reasons = list(dict.fromkeys(answer.reason for answer in alike if answer.reason))
    lines = list(dict.fromkeys(line for answer in alike for line in answer.path))
    reason = "; ".join(_some(reasons, MOST_REASONS))
    return replace(alike[0], reason=reason, path=tuple(_some(lines, MOST_LINES)))


def _some(told: list[str], most: int) -> list[str]:
    return told if len(told) <= most else [*told[:most], f"and {len(told) - most} more"]
