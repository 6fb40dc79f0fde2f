"""What exists: records and tags per account, region and service. Gone when the process ends."""

from __future__ import annotations

import secrets
import string
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
_DIGITS = string.ascii_lowercase + string.digits


@dataclass(frozen=True)
class Caller:
    """Who asks, from the signed request."""

    account: str
    region: str
    access_key: str
    principal: str  # ARN

    @property
    def partition(self) -> str:
        """The AWS partition of the region."""
        if self.region.startswith("cn-"):
            return "aws-cn"
        return "aws-us-gov" if self.region.startswith("us-gov-") else "aws"


@dataclass
class Shelf:
    """One service in one region of one account: records per noun, tags per ARN."""

    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    counters: dict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int))


class World:
    """All shelves. Not thread-safe: the layer calls it under its one lock."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, str, str], Shelf] = defaultdict(Shelf)

    def shelf(self, caller: Caller, service: str) -> Shelf:
        """The shelf of a service where the caller stands; made when first asked for."""
        return self._shelves[(caller.account, caller.region, service)]

    def shelves(self, service: str) -> list[tuple[str, str, Shelf]]:
        """Account, region and shelf of a service, wherever it has been used."""
        return [
            (account, region, shelf)
            for (account, region, of), shelf in self._shelves.items()
            if of == service
        ]

    def clear(self) -> None:
        """Forget everything."""
        self._shelves.clear()


class Filler(dict[str, Any]):
    """The names a template may use: fields of the record, ``account``, ``region``, ``partition``, and
    fresh ones such as ``hex17`` or ``id12`` (so many random characters)."""

    def __missing__(self, name: str) -> str:
        for kind, alphabet in (("hex", "0123456789abcdef"), ("id", _DIGITS), ("digits", string.digits)):
            if name.startswith(kind) and name[len(kind) :].isdigit():
                return "".join(secrets.choice(alphabet) for _ in range(int(name[len(kind) :])))
        raise KeyError(name)


def fill(template: str, caller: Caller, record: Record) -> str:
    """The template with its names replaced."""
    known = {"account": caller.account, "region": caller.region, "partition": caller.partition}
    return template.format_map(Filler(known | record))
