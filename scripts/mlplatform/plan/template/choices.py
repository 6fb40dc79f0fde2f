"""What a template leaves open, and the answers that one evaluation of it takes as given.

An evaluation that comes upon an open question raises ``Ask``; whoever evaluates tries each answer. So only
combinations come about that can: once ``Environment`` is ``prod``, it is not ``dev`` somewhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = tuple[str, ...]
OTHER = object()
"""An answer: none of the values that are told apart; the parameter stays unknown."""


@dataclass(frozen=True)
class Option:
    """One answer to a question, and how a reader is told of it (empty: not at all)."""

    value: Any
    told: str


class Ask(Exception):
    """An open question. ``of_condition`` says whether a condition hangs on it."""

    def __init__(self, key: Key, options: list[Option], of_condition: bool) -> None:
        super().__init__(str(key))
        self.key, self.options, self.of_condition = key, options, of_condition


class Choices:
    """The answers of one evaluation."""

    def __init__(self, taken: Mapping[Key, Option] | None = None) -> None:
        self.taken = dict(taken or {})

    def __contains__(self, key: Key) -> bool:
        return key in self.taken

    def answer(self, key: Key, options: list[Option], of_condition: bool) -> Any:
        """The answer taken; raises ``Ask`` where none is yet."""
        if key not in self.taken:
            raise Ask(key, options, of_condition)
        return self.taken[key].value

    def equal_to(self, parameter: str) -> str | None:
        """The value that a parameter is taken to have, by comparisons."""
        for key, option in self.taken.items():
            if key[:2] == ("equal", parameter) and option.value is True:
                return key[2]
        return None

    def unequal(self, parameter: str, value: str) -> bool:
        """Whether a parameter is known not to be a value."""
        found = self.equal_to(parameter)
        return found is not None and found != value

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader is told of them."""
        return tuple(option.told for option in self.taken.values() if option.told)
