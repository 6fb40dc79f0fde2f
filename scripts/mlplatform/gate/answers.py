"""What a check answers: it holds, it fails, or it cannot be decided from the plan, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Status = Literal["pass", "fail", "undecided"]
WORST_FIRST: tuple[Status, ...] = ("fail", "undecided", "pass")


@dataclass(frozen=True)
class Answer:
    """One answer about one resource. ``path`` is the evidence, line by line: the hops of a way to the
    internet, or the statement of a policy. ``address`` is empty for the resource that was asked about."""

    status: Status
    reason: str
    path: tuple[str, ...] = ()
    address: str = ""


Answers = Iterator[Answer]


class Undecided(Exception):
    """A check has come upon something of which the plan does not tell. It ends with this as its answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def held(reason: str = "", at: str = "") -> Answer:
    """It holds."""
    return Answer("pass", reason, (), at)


def failed(reason: str, *path: str, at: str = "") -> Answer:
    """It does not hold: what was found, and the evidence."""
    return Answer("fail", reason, path, at)


def undecided(reason: str, *path: str, at: str = "") -> Answer:
    """The plan does not tell; counts as a finding."""
    return Answer("undecided", reason, path, at)


def judged(holds: bool, otherwise: str, *path: str, at: str = "") -> Answer:
    """``held`` or, with the reason given, ``failed``."""
    return held(at=at) if holds else failed(otherwise, *path, at=at)
