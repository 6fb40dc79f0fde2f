"""What a test read of a plan last, and the line of HCL behind it: said when the test fails."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from mlplatform.harness.sources import Sources
from mlplatform.plan.reader import Plan, Resource

SHOWN = 3


@dataclass(frozen=True, eq=False)
class Read:
    """One attribute of one resource that a test asked for."""

    plan: Plan
    resource: Resource
    attribute: str
    sources: Sources

    def __str__(self) -> str:
        value = json.dumps(dict.get(self.resource.values, self.attribute), default=str)
        short = value if len(value) <= 120 else f"{value[:117]}..."
        where = self.sources.of(self.plan, self.resource, self.attribute)
        return f"{self.resource.address}\n  {self.attribute} = {short}\n  at {where}"


_reads: deque[Read] = deque(maxlen=SHOWN)


class Recorded(dict[str, Any]):
    """A resource's planned values, which note what is read of them."""

    def __init__(self, plan: Plan, resource: Resource, sources: Sources) -> None:
        super().__init__(resource.values)
        self._read = (plan, resource, sources)

    def __getitem__(self, attribute: str) -> Any:
        self._note(attribute)
        return super().__getitem__(attribute)

    def get(self, attribute: str, default: Any = None) -> Any:
        self._note(attribute)
        return super().get(attribute, default)

    def _note(self, attribute: str) -> None:
        plan, resource, sources = self._read
        if not any(
            (read.resource.address, read.attribute) == (resource.address, attribute) for read in _reads
        ):
            _reads.append(Read(plan, resource, attribute, sources))


def forget() -> None:
    """A test begins."""
    _reads.clear()


def last() -> list[Read]:
    """What was read last, newest first."""
    return list(reversed(_reads))
