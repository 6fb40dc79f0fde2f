"""What a demonstration came to; also written to ``<work>/demo/report.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mlplatform.errors import Findings
from mlplatform.paths import work_folder
from mlplatform.terraform import fleet


@dataclass
class Part:
    """One part of the demonstration and what it took."""

    name: str
    seconds: float


@dataclass
class RootReport:
    """What one root came to."""

    root: str
    account_id: str
    resources: int = 0
    parts: list[Part] = field(default_factory=list)
    longest: list[Part] = field(default_factory=list)  # the resources that took longest to make
    drift: int = 0  # changes that the second plan wanted

    @property
    def seconds(self) -> float:
        """Wall time of all its parts."""
        return sum(part.seconds for part in self.parts)


@dataclass
class Ending:
    """How a use case, or the platform itself, was taken away; things as ``account kind: name``."""

    name: str
    seconds: float
    kept: list[str] = field(default_factory=list)  # logs and evidence, and the keys they need
    left: list[str] = field(default_factory=list)  # what should have gone


@dataclass
class Report:
    """The whole demonstration. Roots are made side by side, so their seconds add up to more than it took."""

    terraform: str
    provider: str
    endpoint_url: str = ""
    parts: list[Part] = field(default_factory=list)
    roots: list[RootReport] = field(default_factory=list)
    answers: int = 0  # of the gate, over the second plans
    findings: int = 0
    gate: str = ""  # where the gate's report is
    calls: int = 0  # that AWS answered
    standing: dict[str, str] = field(default_factory=dict)  # root => what mlp use-case status says of it
    endings: list[Ending] = field(default_factory=list)
    unallowed: list[str] = field(default_factory=list)  # actions of the deploy role that its policies lack
    disturbed: list[str] = field(default_factory=list)  # roots that the end of another left otherwise

    @property
    def seconds(self) -> float:
        """Wall time of everything."""
        return sum(part.seconds for part in self.parts)

    def check(self) -> None:
        """``Findings`` for the first thing that is not as it should be."""
        if self.findings:
            raise Findings(f"{self.findings} findings of the gate; read {self.gate}")
        drifted = [root.root for root in self.roots if root.drift]
        if drifted:
            raise Findings(f"a second plan still wants changes: {', '.join(drifted)}")
        half = [f"{root} ({standing})" for root, standing in self.standing.items() if standing != "stands"]
        if half:
            raise Findings(f"not whole: {', '.join(half)}")
        if self.disturbed:
            raise Findings(f"disturbed by the end of another use case: {', '.join(self.disturbed)}")
        if self.unallowed:
            raise Findings(
                f"the deploy role did what its policies do not allow: {', '.join(self.unallowed[:5])}"
            )
        left = [thing for ending in self.endings for thing in ending.left]
        if left:
            raise Findings(f"{len(left)} things were left behind: {', '.join(left[:5])}")

    def write(self) -> None:
        """Keep it where ``file`` says."""
        file().write_text(json.dumps(asdict(self) | {"seconds": round(self.seconds, 1)}, indent=2) + "\n")


def file() -> Path:
    """Where the last report is kept."""
    return work_folder() / "demo" / "report.json"


def done(outcomes: Sequence[fleet.Outcome[Any]]) -> Sequence[fleet.Outcome[Any]]:
    """The outcomes, where all came to their end; else ``Findings`` with what the first says, and its log."""
    failed = [one for one in outcomes if one.verdict == "failed"]
    if failed:
        raise Findings(f"{failed[0].error}; read {failed[0].log}")
    return outcomes
