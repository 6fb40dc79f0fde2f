"""What is out of order, where, and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REWRITE = "write it anew with: mlp docs"


@dataclass(frozen=True, order=True)
class Finding:
    """One line for whoever mends it; ``path`` is relative to the repository, ``line`` counts from 1."""

    path: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.remedy}"
