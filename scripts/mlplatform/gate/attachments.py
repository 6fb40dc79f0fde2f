"""Which resources of one type mean which others: the policy of a bucket, the attachments of a role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mlplatform.gate.answers import Undecided
from mlplatform.plan.reader import UNKNOWN

if TYPE_CHECKING:
    from mlplatform.gate.world import Subject

_STEPS = 4  # a bucket's name handed from one of its parts to the next, to have them made in order


@dataclass
class Attachments:
    """What the attribute at ``path`` means, for each resource of one type."""

    path: str
    by_target: dict[tuple[int, str], list[Subject]] = field(default_factory=lambda: defaultdict(list))
    undecided: list[tuple[Subject, str]] = field(default_factory=list)
    led: list[tuple[Subject, list[Subject]]] = field(default_factory=list)
    """Resources whose attribute is known only after apply, and what it will come from."""

    @classmethod
    def of(cls, subjects: Iterable[Subject], path: str) -> Attachments:
        """Looks every one of these resources up."""
        found = cls(path)
        for subject in subjects:
            try:
                meant = list(found._meant(subject, _STEPS))
            except Undecided as why:
                found.undecided.append((subject, why.reason))
                continue
            for target in {each.key: each for each in meant}.values():
                found.by_target[target.key].append(subject)
            if meant and subject.raw(path) == UNKNOWN:
                found.led.append((subject, meant))
        return found

    def to(self, target: Subject) -> list[Subject]:
        """Those that mean this one."""
        return self.by_target.get(target.key, [])

    def loose(self, type: str) -> list[tuple[Subject, str]]:
        """Those that may mean any resource of a type, and why nobody can tell: what they lead to is not told,
        or is something else, which may carry the name of one."""
        elsewhere = [
            (subject, f"{self.path} is known only after apply, from {', '.join(map(str, meant))}")
            for subject, meant in self.led
            if type and all(each.type != type for each in meant)
        ]
        return [*self.undecided, *elsewhere]

    def _meant(self, subject: Subject, steps: int) -> Iterator[Subject]:
        for meant in subject.refers(self.path):
            yield meant
            if steps and self.path in meant.values and meant.raw(self.path) == UNKNOWN:
                yield from self._meant(meant, steps - 1)
